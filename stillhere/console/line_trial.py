"""Sending a test text of a line: one press, to a number that is typed and never shown again."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from stillhere.actions.lines_seen import LineSeen
from stillhere.actions.phone import NotANumber
from stillhere.actions.trial_text import send_trial
from stillhere.care.refused import Refused
from stillhere.console.lines import CHANGE, CannotKeep, change
from stillhere.console.signing import pressed_by
from stillhere.lines.providers import texts_numbers
from stillhere.records.keys import CannotOpen
from stillhere.web.gate import open_to
from stillhere.web.refusals import in_words


@open_to(*CHANGE)
@require_POST
def send(request: HttpRequest, slug: str) -> HttpResponse:
    done = _("The test is on its way. What came of it stands with the line; look again.")
    return change(request, slug, _send, done)


def _send(request: HttpRequest, line: LineSeen) -> None:
    if not texts_numbers(line.provider):
        raise CannotKeep(_("Test: this line writes to no telephone."))
    said = "practice" in request.POST
    number = request.POST.get("to", "").strip()
    try:
        send_trial(line.slug, number, said_practice=said, **pressed_by(request))
    except NotANumber:
        raise CannotKeep(
            _("Test: this number cannot be dialled. Write it with its area code.")
        ) from None
    except Refused as no:
        raise CannotKeep(in_words(no, lambda _who: "")) from None
    except CannotOpen:
        raise CannotKeep(
            _(
                "Test: the number cannot be sealed here. Whoever runs the machine runs: "
                "stillhere prepare"
            )
        ) from None
