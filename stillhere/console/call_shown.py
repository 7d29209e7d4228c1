"""Their telephone on a person's page: quiet for how long, a bad line, dropped (WA9, CO9)."""

from typing import Any

from stillhere.actions.call import call_on
from stillhere.care.call_state import RINGS_OUT, Call, Role, State
from stillhere.console.known import Known
from stillhere.console.watch_shown import quiet_clock


def call_shown(known: Known) -> dict[str, Any]:
    """Nothing where the telephone is not with us: then it is called by hand."""
    call = call_on(known.row.pk, organisation=known.at.organisation)
    return {} if call is None else {"call": _shown(known, call)}


def _shown(known: Known, call: Call) -> dict[str, Any]:
    rings = any(leg.standing in RINGS_OUT for leg in call.alive(Role.CALLER))
    quiet = known.now - call.quiet_since if call.quiet_since else None
    return {
        "dropped": call.state is State.DROPPED,
        "dropped_at": call.dropped_at,
        "rings_out": rings,
        "rung_back": call.rung_back,
        "bad_since": call.bad_since,
        "alone": call.state in (State.WAITING, State.OFFERED),
        "quiet_since": call.quiet_since,
        "quiet_for": quiet_clock(quiet) if quiet is not None else "",
    }
