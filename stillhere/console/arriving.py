"""What may stand in the way at the beginning: language (CO13), a wheel in their hands (IN5)."""

from typing import Any

from stillhere.actions import arriving
from stillhere.care.contact_state import Interpreter
from stillhere.console.acting import At, on_contact
from stillhere.console.asking import one_of
from stillhere.console.dispatch_shown import written
from stillhere.console.known import Known
from stillhere.console.sentences import STOP_FIRST, WHICH_ROAD, all_spoken


@on_contact
def no_shared_language(at: At) -> None:
    arriving.no_shared_language(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


@on_contact
def interprets(at: At) -> None:
    arriving.interprets(
        at.contact_id,
        organisation=at.organisation,
        who=one_of(Interpreter, at.form.get("interpreter")),
        they_chose="they_chose" in at.form,
        by=at.by,
        now=at.now,
    )


@on_contact
def driving(at: At) -> None:
    """Asked to stop first; whatever they do, we stay."""
    arriving.say_driving(
        at.contact_id,
        organisation=at.organisation,
        driving=at.form.get("driving") == "yes",
        by=at.by,
        now=at.now,
    )


def arriving_shown(known: Known) -> dict[str, Any]:
    contact = known.contact
    return {
        "driving": contact.driving,
        "stop_first": all_spoken((STOP_FIRST, WHICH_ROAD), language=known.row.language),
        "interpreter": contact.interpreter,
        "interpreter_number": known.line_says.interpreter_number,
        "interpreter_written": written(known.line_says.interpreter_number),
        "interpreter_note": known.line_says.interpreter_note,
    }
