"""What the invented callers do, and why: one line beside each practice phone."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

ABOUT: Final[dict[str, Any]] = {
    "steady": _("Answers every question, and says goodbye. So it mostly is."),
    "slow": _("Writes, and then answers. Words are no answer by themselves."),
    "wakes_late": _("Answers the second question late, with their word. The alarm may be up."),
    "goes_quiet": _("Answers once, and then no more. Somebody has to decide."),
    "leaves_and_returns": _("Loses the page, and comes back to the same watch."),
    "needs_help": _("Asks for help, and then says nothing more."),
    "only_talks": _("Uses nothing tonight. No watch is needed for that."),
    "texts_stop": _("Texts STOP: texts reach them no more, and the clock runs on."),
}
"""By the name of the script; of one without words nothing is said."""
