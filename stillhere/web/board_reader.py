"""Reads the board by raw SQL, and thinks again only about rows that have changed."""

import json
from datetime import datetime
from typing import Any

from stillhere.actions.exercise import learner_of
from stillhere.actions.trouble import What
from stillhere.care.contact_facts import as_contact
from stillhere.care.contact_state import Contact
from stillhere.care.plan import NOTHING_AGREED
from stillhere.care.policy import Policy
from stillhere.care.watch_facts import as_watch
from stillhere.care.watch_state import State, Watch
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.pulse import silent_parts
from stillhere.records.sealed import open_sealer
from stillhere.web import board_sql as sql
from stillhere.web.board import Board, Colleague, Facts, Row
from stillhere.web.board_calls import Calls, CallsOfRows, as_time, call_shown
from stillhere.web.board_sql import FoundCall, FoundContact, FoundWatch
from stillhere.web.rows import About, contact_row, unreadable_row, watch_row
from stillhere.web.tap import Ask


class Reader:
    """One organisation's board, read again and again."""

    def __init__(self, organisation: int) -> None:
        self.organisation = organisation
        self._policies: dict[int, Policy] = {}
        self._people: dict[int, Colleague] = {}
        self._known: dict[tuple[FoundWatch | FoundContact, Calls], Row] = {}

    def read(self, ask: Ask, now: datetime) -> Board:
        self._people = _people(ask, self.organisation)
        self._policies |= self._new_policies(ask)
        found: list[FoundWatch | FoundContact] = [
            *(FoundWatch(*each) for each in ask(sql.WATCHES, self.organisation)),
            *(FoundContact(*each) for each in ask(sql.CONTACTS, self.organisation)),
        ]
        asked = ask(sql.CALLS, self.organisation, self.organisation)
        calls = CallsOfRows(FoundCall(*each) for each in asked)
        known = self._known
        with_calls = [(each, calls.of(each)) for each in found]
        self._known = {each: known.get(each) or self._row(*each, now) for each in with_calls}
        rows = {row.id: row for row in self._known.values()}
        return Board(at=now, rows=rows, people=self._people, troubles=self._troubles(ask, now))

    def _troubles(self, ask: Ask, now: datetime) -> tuple[str, ...]:
        """The installation's, and those of this organisation alone."""
        ours = {What.SET_ASIDE: ask(sql.SET_ASIDE, self.organisation)}
        told = _troubles(ask, self.organisation, now)
        return (*told, *(what for what, found in ours.items() if found))

    def _new_policies(self, ask: Ask) -> dict[int, Policy]:
        """Versions never change, so each is read once."""
        [(newest,)] = ask(sql.NEWEST_POLICY, self.organisation)
        if newest is None or newest in self._policies:
            return {}
        found = ask(sql.POLICIES, self.organisation)
        return {id: Policy.as_kept(_read(values)) for id, values in found}

    def _row(self, found: FoundWatch | FoundContact, calls: Calls, now: datetime) -> Row:
        """One row that cannot be read must never take the board from everybody else."""
        about = self._about(found, calls)
        try:
            return self._readable_row(found, about, now)
        except Exception as wrong:  # noqa: BLE001  # whatever it is, somebody must look
            journal.cry("row_unreadable", wrong, watch=about.watch)
            facts = unreadable_row(about)
            return Row(id=facts["id"], facts=facts)

    def _readable_row(self, found: FoundWatch | FoundContact, about: About, now: datetime) -> Row:
        if isinstance(found, FoundContact):
            contact = _as_contact(found)
            facts = contact_row(contact, about, name=self._name, now=now)
            learner = learner_of(_read(found.facts))
            return _as_row(facts, hidden_from=contact.not_for, only_for=learner)
        said = _read(found.contact_facts)
        need, not_for = said.get("need", ""), frozenset(said.get("not_for", ()))
        facts = watch_row(self._as_watch(found), about, name=self._name, now=now, need=need)
        return _as_row(facts, hidden_from=not_for, only_for=learner_of(said))

    def _as_watch(self, found: FoundWatch) -> Watch:
        return as_watch(
            _read(found.facts),
            state=found.state,
            clocks=_read(found.clocks),
            rung=found.rung,
            holder=found.holder,
            policy=self._policies[found.policy],
            terms=NOTHING_AGREED,
        )

    def _about(self, found: FoundWatch | FoundContact, calls: Calls) -> About:
        more = found.contact_versions if isinstance(found, FoundWatch) else 0
        more += sum(each.version for each in calls)
        return About(
            contact=found.contact,
            watch=found.watch if isinstance(found, FoundWatch) else None,
            version=found.version + found.messages + more,
            called=self._called(found),
            language=found.language,
            practice=bool(found.practice),
            began=as_time(found.began),
            call=call_shown(calls),
        )

    def _called(self, found: FoundWatch | FoundContact) -> str:
        """Their own word for themselves. Unreadable is no reason not to show them."""
        if found.record_key is None or found.sealed_called is None or found.wrapped is None:
            return ""
        try:
            sealer = open_sealer(found.record_key, found.wrapped, self.organisation)
            return sealer.unseal("contact", "called", found.record_key, found.sealed_called)
        except CannotOpen:
            return ""

    def _name(self, who: int) -> str:
        return self._people[who].name if who in self._people else ""


def _as_row(facts: Facts, **who: Any) -> Row:
    return Row(id=facts["id"], facts=facts, **who)


def _as_contact(found: FoundContact) -> Contact:
    return as_contact(
        _read(found.facts),
        state=found.state,
        clocks=_read(found.clocks),
        channel=found.channel,
        operator=found.operator,
        policy=Policy(),
        settled=found.watch_state == State.CLOSED,
    )


def _people(ask: Ask, organisation: int) -> dict[int, Colleague]:
    return {
        id: Colleague(
            id=id,
            name=name,
            role=role,
            is_active=bool(is_active),
            password=password,
            state=state,
            key=key,
        )
        for id, name, role, is_active, password, state, key in ask(sql.OPERATORS, organisation)
    }


def _troubles(ask: Ask, organisation: int, now: datetime) -> tuple[str, ...]:
    """A dead part turns every console red: told by whoever noticed, and noticed here as well."""
    told = [name for name, facts in ask(sql.TROUBLES) if _concerns(_read(facts), organisation)]
    pulses = {name: as_time(at) for name, at in ask(sql.PULSES)}
    if silent_parts(pulses, now) and What.PART_SILENT not in told:
        told.append(What.PART_SILENT)
    return tuple(told)


def _concerns(facts: Any, organisation: int) -> bool:
    """Everybody's, unless it names whose it is: another's telephone company is nothing to us."""
    theirs = facts.get("organisations")
    return theirs is None or organisation in {int(each) for each in theirs}


def _read(written: str) -> Any:
    return json.loads(written)
