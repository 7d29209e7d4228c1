"""What a guide must bring across, in words: where it is refused and where it is ticked (SU1)."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from stillhere.care.guides import Manner

MANNERS: Final[dict[Manner, Any]] = {
    Manner.SLOWLY: _("Slowly"),
    Manner.WHO_WE_ARE: _("Saying who we are"),
    Manner.SHORT_SENTENCES: _("In short sentences"),
    Manner.NEITHER_CHALLENGE_NOR_COLLUDE: _("Neither against it nor along with it"),
    Manner.DO_WHAT_IS_REASONABLE: _("Doing what is asked, within reason"),
}
