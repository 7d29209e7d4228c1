"""One event happens to one call: load, decide, save. What it means for the contact is beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.watch import Overtaken
from stillhere.care import call as rules
from stillhere.care import call_events as happened
from stillhere.care.call_state import Call as CareCall
from stillhere.care.call_state import Decision, Leg, Role, Standing, State
from stillhere.records.models import Call
from stillhere.records.models import Leg as LegRow
from stillhere.records.organisations import current_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change, put_in
from stillhere.records.wake import wake


class NoSuchCall(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    call: CareCall
    row: Call
    version: int


def load(call_id: int) -> Loaded:
    """Inside `as_organisation`. Raises `NoSuchCall`."""
    row = _CALL.one(call_id, current_organisation())
    if row is None:
        raise NoSuchCall(call_id)
    return Loaded(call=_as_rules_see(row, _LEGS.all(row.pk)), row=row, version=row.version)


def keep_new(call: CareCall, *, line: Any, contact_id: int, now: datetime) -> Call:
    """Inside the transaction in which somebody began to wait."""
    row = Call(
        organisation_id=line.organisation_id,
        line=line,
        contact_id=contact_id,
        room=call.room,
        began_at=now,
        **_columns(call),
    )
    put_in(row)
    _keep_legs(row, (), call.legs)
    return row


def happen_in_transaction(
    call_id: int, event: happened.Event, *, now: datetime
) -> tuple[Loaded, Decision]:
    """As it was, and what was decided. Raises a `Refused`, `NoSuchCall`, `Overtaken`."""
    loaded = load(call_id)
    decision = rules.decide(loaded.call, event, now)
    if decision.call == loaded.call:
        return loaded, decision
    kept = {"version": loaded.version + 1, **_columns(decision.call)}
    if _SAVE.make(call_id, loaded.version, **kept) != 1:
        raise Overtaken(call_id)
    _keep_legs(loaded.row, loaded.call.legs, decision.call.legs)
    if type(event) in WORTH_AN_ENTRY:
        _write_entry(loaded, event, decision, now=now)
    transaction.on_commit(wake)
    return loaded, decision


def _as_rules_see(row: Call, legs: Iterable[LegRow]) -> CareCall:
    return CareCall(
        state=State(row.state),
        room=row.room,
        legs=tuple(_as_leg(leg) for leg in legs),
        operator=row.operator_id,
        quiet_since=row.quiet_since,
        silence_told=row.silence_told,
        bad_since=row.bad_since,
        dropped_at=row.dropped_at,
        rung_back=row.rung_back,
        told=row.told,
    )


def _as_leg(row: LegRow) -> Leg:
    return Leg(
        key=row.key,
        role=Role(row.role),
        who=row.who,
        standing=Standing(row.standing),
        since=row.since,
        proof_owed=row.proof_owed,
        muted=row.muted,
    )


def _columns(call: CareCall) -> dict[str, Any]:
    return {
        "state": call.state,
        "operator_id": call.operator,
        "quiet_since": call.quiet_since,
        "silence_told": call.silence_told,
        "bad_since": call.bad_since,
        "dropped_at": call.dropped_at,
        "rung_back": call.rung_back,
        "told": call.told,
    }


def _keep_legs(row: Call, before: tuple[Leg, ...], after: tuple[Leg, ...]) -> None:
    for place, leg in enumerate(after):
        kept = {
            "standing": leg.standing,
            "since": leg.since,
            "proof_owed": leg.proof_owed,
            "muted": leg.muted,
        }
        if place >= len(before):
            new = LegRow(call=row, place=place, key=leg.key, role=leg.role, who=leg.who, **kept)
            new.organisation_id = row.organisation_id
            put_in(new)
        elif leg != before[place]:
            _SAVE_LEG.make(row.pk, place, **kept)


def _write_entry(
    loaded: Loaded,
    event: happened.Event,
    decision: Decision,
    *,
    now: datetime,
) -> None:
    leg = decision.call.leg(getattr(event, "key", ""))
    role = leg.role if leg else getattr(event, "role", None)
    who = leg.who if leg and leg.role is Role.OPERATOR else getattr(event, "by", None)
    ledger.write(
        f"Call{type(event).__name__}",
        organisation=loaded.row.organisation_id,
        now=now,
        contact=loaded.row.contact_id,
        operator=who,
        after=decision.call.state,
        role=role,
        how=_how(event),
    )


def _how(event: happened.Event) -> str | None:
    if not isinstance(event, happened.Muted):
        return None
    return "muted" if event.muted else "heard"


WORTH_AN_ENTRY: Final = frozenset(
    {
        happened.LegAnswered,
        happened.LegProved,
        happened.LegEnded,
        happened.LineWentBad,
        happened.LineCleared,
        happened.SilenceLasted,
        happened.RingBackDue,
        happened.RangIn,
        happened.ThirdRung,
        happened.ThirdLetGo,
        happened.Muted,
        happened.Over,
    }
)
"""Who was there and when; that a telephone rang or somebody spoke is no event of its own."""
_CALL: Final = Prepared(
    lambda pk, organisation: Call.objects.filter(pk=pk, organisation_id=organisation)
)
_LEGS: Final = Prepared(lambda call: LegRow.objects.filter(call_id=call).order_by("place"))
_SAVE: Final = Change(
    lambda pk, version: Call.objects.filter(pk=pk, version=version),
    *("version", "state", "operator_id", "quiet_since", "silence_told", "bad_since"),
    *("dropped_at", "rung_back", "told"),
)
_SAVE_LEG: Final = Change(
    lambda call, place: LegRow.objects.filter(call_id=call, place=place),
    *("standing", "since", "proof_owed", "muted"),
)
