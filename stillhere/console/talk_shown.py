"""What is shown before a watch and after it: why they came, who else it may be, how it ended."""

from typing import Any, Final

from django.utils.translation import gettext as _

from stillhere.care.contact_second import needs_second
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.watch_events import CloseReason
from stillhere.console.asking import one_of_or_none
from stillhere.console.known import Known
from stillhere.console.wording import END_REASONS, NEEDS

NEEDS_OFFERED: Final = (
    Need.ABOUT_TO_USE,
    Need.USING_NOW,
    Need.HAS_USED,
    Need.TALK,
    Need.SOMEONE_DOWN,
    Need.IN_DANGER,
)


def talk_shown(known: Known) -> dict[str, Any]:
    contact = known.contact
    return {
        "texts_lost": known.stopped,
        "texts_stopped": known.stopped,
        "needs": [(need.value, NEEDS[need], need is contact.need) for need in NEEDS_OFFERED],
        "need": contact.need,
        "held_back": contact.held_back,
        "contact_alarm": contact.alarm if contact.is_alarming else None,
        "end_needs_second": not known.by.supervises
        and any(needs_second(contact, reason) for reason in EndReason),
        "end_reasons": [
            (reason.value, words)
            for reason, words in END_REASONS.items()
            if reason is not EndReason.JOINED
        ],
        "also_here": known.also_here if known.mine else (),
        "perhaps_same": [
            {
                "watch_id": other.watch_id,
                "contact_id": other.contact_id,
                "name": _with(known, other),
            }
            for other in (known.elsewhere if known.mine else ())
            if other.watch_id not in {each.watch_id for each in known.beside}
        ],
        "could_be": _could_be(known),
    }


def _could_be(known: Known) -> list[dict[str, Any]]:
    """Who came from the same place stands above already."""
    above = {each.watch_id for each in known.elsewhere}
    return [
        {
            "watch_id": each.watch_id,
            "label": called or _("Caller %(number)s") % {"number": each.contact_id},
            "name": _with(known, each),
            "began_at": each.began_at,
        }
        for each, called in known.could_be
        if each.watch_id not in above
    ]


def closed_shown(known: Known) -> dict[str, Any]:
    row = known.watch_row
    if row is None or row.closed_at is None:
        return {"contact_is_open": known.contact.is_open}
    return {
        "contact_is_open": known.contact.is_open,
        "close_reason": one_of_or_none(CloseReason, row.close_reason),
        "closed_at": row.closed_at,
        "was_sent": known.help_was_sent,
    }


def _with(known: Known, other: Any) -> str:
    return known.name(other.holder)
