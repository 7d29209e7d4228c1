"""What a second person is asked, shown to them with what they need to see; and to who asked."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from stillhere.actions.second_look import tried_so_far
from stillhere.care.contact_state import EndReason
from stillhere.care.second_look import About, Look
from stillhere.console.known import Known
from stillhere.console.wording import END_REASONS
from stillhere.records.organisations import as_organisation


def second_shown(known: Known) -> dict[str, Any]:
    watch = known.open_watch
    look = watch.look if watch is not None else known.contact.look
    if look is None or not known.may_read:
        return {"look": None}
    mine = known.by.id in (look.by, known.whose.holder)
    needs_supervisor = look.about == About.CONTACT_LOST and not known.by.supervises
    return {
        "look": look,
        "look_words": _question(known, look),
        "look_tried": _tried(known, look),
        "look_agree": _("I saw it too") if look.about == About.ANSWERED else _("I agree"),
        "look_refused_by": known.name(look.refused_by),
        "look_is_mine": mine,
        "look_needs_supervisor": needs_supervisor
        and any(colleague.supervises for colleague in known.colleagues),
        **_addresses(known),
    }


def _question(known: Known, look: Look) -> str:
    name = {"name": known.name(look.by)}
    if look.about == About.ANSWERED and known.open_watch and known.open_watch.answered_for:
        return (
            _(
                "%(name)s says the one who is down is awake. Read what was asked last and what "
                "came back: is that person awake, and do they say something?"
            )
            % name
        )
    if look.about == About.ANSWERED:
        return (
            _(
                "%(name)s says they answered. Read what was asked last and what came back: "
                "is it their answer, and are they all right?"
            )
            % name
        )
    if look.about == About.CONTACT_LOST:
        return _("%(name)s asks to close the watch as lost: nothing more can be tried.") % name
    why = {**name, "reason": END_REASONS[EndReason(look.about)]}
    return _("%(name)s asks to end this contact: “%(reason)s”. They may have used.") % why


def _tried(known: Known, look: Look) -> str:
    if look.about != About.CONTACT_LOST or known.watch_row is None:
        return ""
    with as_organisation(known.at.organisation):
        return tried_so_far(known.watch_row)


def _addresses(known: Known) -> dict[str, str]:
    if known.open_watch is not None:
        where = [known.row.watch_id]
        names = ("second_agree", "second_no")
    else:
        where, names = [known.row.pk], ("agree_to_end", "refuse_to_end")
    agree, refuse = (reverse(f"console:{name}", args=where) for name in names)
    return {"look_agree_at": agree, "look_refuse_at": refuse}
