"""Doing things to a watch: load, decide, save, and owe what must be done."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeVar

from django.db import transaction

from stillhere.actions import ledger
from stillhere.actions.carrier_words import are_stopped
from stillhere.actions.exercise import must_be_theirs
from stillhere.actions.place_sent import end_places
from stillhere.actions.plan_row import newest_plan
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.telling_apart import digits_needed
from stillhere.actions.watch_duties import owe_for
from stillhere.care import watch as rules
from stillhere.care.channel import Channel
from stillhere.care.contact_state import SAFETY
from stillhere.care.cover import Yes
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED, Terms
from stillhere.care.together_events import SharesPhone
from stillhere.care.watch_events import Event, HelpAsked, SomethingWrong, TimePassed
from stillhere.care.watch_facts import as_facts, as_watch, clocks_as_values
from stillhere.care.watch_state import Actor, Decision
from stillhere.care.watch_state import Watch as CareWatch
from stillhere.records.models import Contact, Entry, PlanVersion, Watch, WatchClock
from stillhere.records.organisations import as_organisation, current_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import Change, put_in
from stillhere.records.wake import wake

Answer = TypeVar("Answer")
TRIES: Final = 5
"""Losing a race is normal; losing five in a row means something is wrong."""


class Overtaken(Exception):
    """Somebody else changed this watch first: read it again and decide again."""


class NoSuchWatch(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    watch: CareWatch
    row: Watch
    version: int


def begin_watch(
    contact_id: int,
    *,
    organisation: int,
    by: Actor | None,
    route: Route | None,
    with_sedative: bool,
    now: datetime,
    answered_for: bool = False,
    yes: Yes | None = None,
) -> int:
    """Starts at once, with whatever is known (WA1). While one is open, asking again gives that one.

    `yes`: of somebody on call, who then holds it at home; no person sits with them (WA12).

    Raises `NoSuchWatch` where there is no such contact.
    """
    with as_organisation(organisation, writing=True):
        contact = Contact.objects.select_for_update().filter(pk=contact_id).first()
        if contact is None:
            raise NoSuchWatch(contact_id)
        if contact.watch_id is not None and load(contact.watch_id).watch.is_open:
            return contact.watch_id
        holder = by.id if by else (yes.by if yes else None)
        owner = contact.watch.contact_id if contact.watch else contact.pk
        plan = newest_plan(owner)
        policy = policy_in_force(organisation=organisation, practice=contact.practice, now=now)
        watch = rules.begin(
            now,
            policy=as_policy(policy),
            channel=Channel(contact.channel),
            holder=holder,
            digit_from=secrets.randbelow(9),
            route=route,
            with_sedative=with_sedative,
            terms=_terms(plan),
            answered_for=answered_for,
            yes_at=yes.at if yes else None,
            stopped=contact.channel == Channel.TEXT and are_stopped(contact),
        )
        row = _keep_new(watch, contact, plan, owner=owner, policy_id=policy.pk, now=now)
        _write_down_beginning(row, watch, contact.pk, route=route, now=now)
        if contact.facts.get("alarm") in SAFETY:
            _ring_on(row.pk, organisation=organisation, by=by, now=now)
        tell_apart(contact, now)
        transaction.on_commit(wake)
    return row.pk


def tell_apart(contact: Contact, now: datetime) -> None:
    """Inside the transaction in which one more came to be watched by this number or chat (IN6)."""
    for watch, digit in digits_needed(contact, now).items():
        shares = SharesPhone(digit=digit)
        happen_in_transaction(watch, shares, organisation=contact.organisation_id, now=now)


def _write_down_beginning(
    row: Watch,
    watch: CareWatch,
    contact_id: int,
    *,
    route: Route | None,
    now: datetime,
) -> None:
    ledger.write(
        "WatchBegan",
        organisation=row.organisation_id,
        now=now,
        contact=contact_id,
        watch=row.pk,
        operator=watch.holder,
        route=route,
        answered_for=watch.answered_for or None,
        unattended=watch.unattended or None,
        policy=row.policy.number,
        seconds=int(watch.pace(now).total_seconds()),
    )


def _ring_on(watch_id: int, *, organisation: int, by: Actor | None, now: datetime) -> None:
    """What rang about somebody before they were watched is not silenced by watching them (I3)."""
    event = SomethingWrong(by=by) if by else HelpAsked()
    happen_in_transaction(
        watch_id, event, organisation=organisation, now=now, by=by.id if by else None
    )


def happen(
    watch_id: int,
    event: Event,
    *,
    organisation: int,
    now: datetime,
    by: int | None = None,
    key: str = "",
) -> Decision:
    """One event, one transaction. A `key` that has been heard before has no second effect.

    Raises a `Refused` of the rules, `NoSuchWatch`, or `Overtaken` after five lost races.
    """
    return until_not_overtaken(
        lambda: _in_one_transaction(
            watch_id, event, organisation=organisation, now=now, by=by, key=key
        )
    )


def until_not_overtaken(act: Callable[[], Answer]) -> Answer:
    for _ in range(TRIES - 1):
        try:
            return act()
        except Overtaken:
            continue
    return act()


def happen_in_transaction(
    watch_id: int,
    event: Event,
    *,
    organisation: int,
    now: datetime,
    by: int | None = None,
    key: str = "",
) -> Decision:
    """As `happen`, for an action that has opened its own transaction."""
    loaded = load(watch_id)
    if key and _HEARD.one(watch_id, key):
        return Decision(watch=loaded.watch)
    if loaded.row.practice:  # nobody waits for a question that only concerns who practises
        must_be_theirs(loaded.row.contact.facts, event, by)
    decision = rules.decide(loaded.watch, event, now)
    _save(loaded, decision.watch, now)
    put_in(_entry(loaded, event, decision, now=now, by=by, key=key))
    owe_for(
        watch=loaded.row,
        after=decision.watch,
        owed=decision.owed,
        organisation=organisation,
        now=now,
    )
    transaction.on_commit(wake)
    return decision


def load(watch_id: int) -> Loaded:
    """Inside `as_organisation`. Raises `NoSuchWatch`."""
    clock = _CLOCK.one(watch_id, current_organisation())
    if clock is None:
        raise NoSuchWatch(watch_id)
    return _loaded(clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    heard: int
    stuck: tuple[int, ...] = ()
    """Watches that could not be decided; each is tried alone, and rings."""


def pass_time(organisation: int, watch_ids: Iterable[int], *, now: datetime) -> Passed:
    """Every due watch of one organisation hears `TimePassed`, in one transaction."""
    with as_organisation(organisation, writing=True):
        due = tuple(watch_ids)
        decided, stuck = _decide_each(_DUE.all(now, *due) if due else [], now)
        for loaded, decision in decided:
            _save(loaded, decision.watch, now)
            owe_for(
                watch=loaded.row,
                after=decision.watch,
                owed=decision.owed,
                organisation=organisation,
                now=now,
            )
        put_in(*(_entry(loaded, TimePassed(), decision, now=now) for loaded, decision in decided))
        if decided:
            transaction.on_commit(wake)
    return Passed(heard=len(decided), stuck=stuck)


def _decide_each(
    rows: list[WatchClock], now: datetime
) -> tuple[list[tuple[Loaded, Decision]], tuple[int, ...]]:
    decided: list[tuple[Loaded, Decision]] = []
    stuck: list[int] = []
    for row in rows:
        try:
            loaded = _loaded(row)
            decided.append((loaded, rules.decide(loaded.watch, TimePassed(), now)))
        except Exception:  # noqa: BLE001  # one unreadable watch must not hold up the others
            stuck.append(row.pk)
    return decided, tuple(stuck)


def _in_one_transaction(watch_id: int, event: Event, **rest: Any) -> Decision:
    with as_organisation(rest["organisation"], writing=True):
        return happen_in_transaction(watch_id, event, **rest)


def _clocks() -> Any:
    return WatchClock.objects.select_related("watch", "policy", "plan")


def _loaded(clock: WatchClock) -> Loaded:
    watch = as_watch(
        clock.facts,
        state=clock.state,
        clocks=clock.clocks,
        rung=clock.rung,
        holder=clock.holder_id,
        policy=as_policy(clock.policy),
        terms=_terms(clock.plan),
    )
    return Loaded(watch=watch, row=clock.watch, version=clock.version)


def _terms(plan: PlanVersion | None) -> Terms:
    return NOTHING_AGREED if plan is None else Terms.from_values(plan.terms)


def _columns(watch: CareWatch) -> dict[str, Any]:
    return {
        "state": watch.state,
        "rung": watch.rung,
        "clocks": clocks_as_values(watch.clocks),
        "due_at": watch.due_at,
        "holder_id": watch.holder,
        "facts": as_facts(watch),
    }


def _save(loaded: Loaded, after: CareWatch, now: datetime) -> None:
    version = loaded.version
    if _SAVE.make(loaded.row.pk, version, version=version + 1, **_columns(after)) != 1:
        raise Overtaken(loaded.row.pk)
    if after.holder != loaded.watch.holder:
        # Who holds the watch has the caller in hand, in every contact of theirs.
        theirs = Contact.objects.filter(watch_id=loaded.row.pk, ended_at__isnull=True)
        theirs.update(operator_id=after.holder)
    if loaded.watch.is_open and not after.is_open:
        end_places(loaded.row.organisation_id, now=now, contact__watch_id=loaded.row.pk)


def _keep_new(
    watch: CareWatch,
    contact: Contact,
    plan: PlanVersion | None,
    *,
    owner: int,
    policy_id: int,
    now: datetime,
) -> Watch:
    row = Watch(
        organisation_id=contact.organisation_id,
        line_id=contact.line_id,
        practice=contact.practice,
        contact_id=owner,
        plan=plan,
        policy_id=policy_id,
        began_at=now,
    )
    put_in(row)
    clock = WatchClock(
        watch=row,
        organisation_id=contact.organisation_id,
        policy_id=policy_id,
        plan=plan,
        **_columns(watch),
    )
    put_in(clock)
    # What a second person was asked about ending the contact is asked no more.
    facts = {**contact.facts, "look": None}
    unwatched = Contact.objects.filter(pk=contact.pk)
    unwatched.update(watch=row, version=contact.version + 1, facts=facts)
    return row


def _entry(
    loaded: Loaded,
    event: Event,
    decision: Decision,
    *,
    now: datetime,
    by: int | None = None,
    key: str = "",
) -> Entry:
    said = {name: getattr(event, name) for name in _SAYABLE if hasattr(event, name)}
    noted = dict(decision.noted)
    late = max((value for name, value in noted.items() if name.startswith("late_ms")), default=None)
    facts = {name: value for name, value in noted.items() if not name.startswith("late_ms")}
    return ledger.entry(
        type(event).__name__,
        organisation=loaded.row.organisation_id,
        now=now,
        contact=loaded.row.contact_id,
        watch=loaded.row.pk,
        operator=by,
        key=key,
        after=decision.watch.state,
        late_ms=late,
        **{**said, **facts},
    )


_CLOCK: Final = Prepared(
    lambda pk, organisation: _clocks().filter(pk=pk, organisation_id=organisation)
)
_DUE: Final = Prepared(
    lambda now, *ids: (
        _clocks()
        .filter(pk__in=ids, due_at__lte=now)
        .order_by("due_at")
        .select_for_update(skip_locked=True, of=("self",))
    )
)
_HEARD: Final = Prepared(
    lambda watch, key: Entry.objects.filter(watch_id=watch, key=key).values_list("pk")[:1]
)
_SAVE: Final = Change(
    lambda pk, version: WatchClock.objects.filter(pk=pk, version=version),
    *("version", "state", "rung", "clocks", "due_at", "holder_id", "facts"),
)
_SAYABLE: Final = (
    "about",
    "ask",
    "by_caller",
    "channel",
    "digit",
    "evidence",
    "got_in",
    "help",
    "helper",
    "how",
    "minutes",
    "number",
    "people",
    "reason",
    "route",
    "to",
    "up",
    "with_sedative",
    "with_word",
)
