"""Their telephone on a person's page: quiet for how long, a bad line, dropped (WA9, CO9)."""

from typing import Any

from stillhere.actions.call import call_on, mute
from stillhere.actions.own_phone import answering_by_phone
from stillhere.care.call_state import RINGS_OUT, Call, Role, State
from stillhere.console.acting import At, on_contact
from stillhere.console.known import Known
from stillhere.console.watch_shown import quiet_clock
from stillhere.records.organisations import as_organisation


@on_contact
def mute_me(at: At) -> None:
    """Whoever presses, and nobody else."""
    muted = at.form.get("muted") == "yes"
    mute(at.contact_id, organisation=at.organisation, by=at.by.id, muted=muted, now=at.now)


def call_shown(known: Known) -> dict[str, Any]:
    """Nothing where the telephone is not with us: then it is called by hand."""
    call = call_on(known.row.pk, organisation=known.at.organisation)
    return {} if call is None else {"call": _shown(known, call)}


def _by_phone(known: Known) -> bool:
    """The telephone in a browser has a mute of its own: two would hide each other."""
    with as_organisation(known.at.organisation):
        return known.by.id in answering_by_phone(known.at.organisation, {known.by.id})


def _shown(known: Known, call: Call) -> dict[str, Any]:
    rings = any(leg.standing in RINGS_OUT for leg in call.alive(Role.CALLER))
    mine = call.of_operator(known.by.id)
    quiet = known.now - call.quiet_since if call.quiet_since else None
    return {
        "dropped": call.state is State.DROPPED,
        "dropped_at": call.dropped_at,
        "rings_out": rings,
        "rung_back": call.rung_back,
        "bad_since": call.bad_since,
        "may_mute": mine is not None and mine.is_here and (mine.muted or _by_phone(known)),
        "muted": mine is not None and mine.muted,
        "alone": call.state in (State.WAITING, State.OFFERED),
        "quiet_since": call.quiet_since,
        "quiet_for": quiet_clock(quiet) if quiet is not None else "",
    }
