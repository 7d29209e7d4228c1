"""What must always be true, asked of the rows themselves after every event (I1 to I7, I10; WA7).

It knows nothing of the rules' code: only rows before and after, the ledger, and what the outside
was told. Each method carries the name of its invariant.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from stillhere.engine.simulation.engine import AGAIN, SLOWEST
from stillhere.engine.simulation.scene import Acknowledged, Scene
from stillhere.engine.simulation.sight import (
    OPEN_CONTACTS,
    OPEN_WATCHES,
    Changes,
    ContactSeen,
    EntrySeen,
    WatchSeen,
    as_contact,
    as_watch,
    rows,
)

OVERDUE: Final = timedelta(seconds=10)
"""I2: nothing stays due for longer while one node and the database are up."""
LATE: Final = timedelta(seconds=SLOWEST) + AGAIN
"""I10: what the simulated engine takes at most, once it runs."""
LEVEL: Final = {"listening": 0, "asking": 1, "alarm": 2, "help_on_the_way": 2, "closed": 3}
BY_THE_CALLER: Final = frozenset({"CheckedIn"})
"""With the agreed word: the caller is a named human as well (WA6)."""
TAKEN_BACK: Final = frozenset({"ConsoleLost", "HelpNotReached", "TimePassed", "PlanUsedUp"})
"""After one of these the token is free again."""


@dataclass(slots=True)
class Inspector:
    scene: Scene
    stood_until: datetime | None = None
    """The engine was being started again until then: what fell due meanwhile may be so late."""
    effects: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    """Contact, what and key of everything that came from outside and had an effect."""
    lost: int = 0
    doubled: int = 0
    _looked_at: int = 0

    def look(self, changes: Changes, now: datetime) -> None:
        """Everything the last event touched, and whoever's time has come."""
        for was, watch in changes.watches:
            self._watch(was, watch, changes.entries, now)
        for before, contact in changes.contacts:
            self._contact(before, contact, changes.entries, now)
        for entry in changes.entries:
            self._entry(entry, now)
        for watch in self.scene.sight.watches.values():
            self._held(watch, now)
            self._overdue("watch", watch.id, watch.due_at, now)
        for contact in self.scene.sight.contacts.values():
            self._overdue("contact", contact.id, contact.due_at, now)
        self._durable(self.scene.acknowledged[self._looked_at :], now)
        self._looked_at = len(self.scene.acknowledged)

    def look_at_everything(self, now: datetime) -> None:
        """Past what was seen: every open row as it stands, and everything ever acknowledged."""
        for row in rows(OPEN_WATCHES):
            watch = as_watch(row)
            self._timed("watch", watch, now)
            self._held(watch, now)
            self._overdue("watch", watch.id, watch.due_at, now)
        for row in rows(OPEN_CONTACTS):
            contact = as_contact(row)
            self._timed("contact", contact, now)
            self._overdue("contact", contact.id, contact.due_at, now)
        for what, untimed in _WITHOUT_A_TIME.items():
            for (id,) in rows(untimed):
                self._breaks("I1", f"{what} {id} is open and no clock runs", now)
        self._all_kept(now)

    def look_back(self, now: datetime) -> None:
        """At the end: everything that was ever acknowledged, one by one."""
        self._durable(self.scene.acknowledged, now)

    # One row ----------------------------------------------------------------

    def _watch(
        self,
        before: WatchSeen | None,
        watch: WatchSeen,
        entries: list[EntrySeen],
        now: datetime,
    ) -> None:
        theirs = [entry for entry in entries if entry.watch == watch.id]
        if watch.is_open:
            self._timed("watch", watch, now)
        if before is None:
            return
        self._alarm_ends(before, watch, theirs, now)
        self._alarm_rises(watch, now)
        self._one_token(before, watch, theirs, now)
        self._level_kept(before, watch, theirs, now)
        self._window_restarts(before, watch, theirs, now)
        if watch.version <= before.version:
            self._breaks("I6", f"watch {watch.id} went back to version {watch.version}", now)

    def _contact(
        self,
        before: ContactSeen | None,
        contact: ContactSeen,
        entries: list[EntrySeen],
        now: datetime,
    ) -> None:
        if contact.is_open:
            self._timed("contact", contact, now)
        if before is None or before.alarm not in ("left", "silent", "help") or contact.alarm:
            return
        if contact.watch is not None:
            return  # it rings on in the watch, which is looked at by itself
        theirs = [
            entry for entry in entries if contact.id in (entry.contact, entry.facts.get("contact"))
        ]
        if not any(entry.operator for entry in theirs):
            self._breaks("I3", f"the alarm of contact {contact.id} ended by nobody", now)

    def _timed(self, what: str, row: WatchSeen | ContactSeen, now: datetime) -> None:
        """I1: an open row has a due time, and it is the earliest of its clocks."""
        if row.due_at is None or not row.clocks:
            self._breaks("I1", f"{what} {row.id} is open and no clock runs", now)
        elif row.due_at != min(row.clocks.values()):
            self._breaks("I1", f"{what} {row.id} is due later than its earliest clock", now)

    def _held(self, watch: WatchSeen, now: datetime) -> None:
        """I1: held, or on its way to everybody. I5: nobody who is gone holds anybody."""
        if watch.holder is None:
            if "unheld" not in watch.clocks:
                self._breaks("I1", f"watch {watch.id} is held by nobody and rings for nobody", now)
            return
        if watch.facts["unattended"]:
            self._held_at_home(watch, now)
            return
        silent = self.scene.silent_since(watch.holder, now)
        if silent is not None and now - silent > OVERDUE + self._stood(silent):
            self._breaks("I5", f"watch {watch.id} is held by a console that is gone", now)

    def _held_at_home(self, watch: WatchSeen, now: datetime) -> None:
        """I5: whoever holds a watch from home has said yes, and it still counts (WA12)."""
        until = watch.facts["yes_until"]
        counts = datetime.fromisoformat(until) if until else now
        if until is None or now - counts > OVERDUE + self._stood(counts):
            self._breaks("I5", f"watch {watch.id} is held by a yes that counts no more", now)

    def _overdue(self, what: str, id: int, due: datetime | None, now: datetime) -> None:
        if due is not None and now - due > OVERDUE:
            self._breaks("I2", f"{what} {id} has been due for {now - due}", now)

    # An alarm ---------------------------------------------------------------

    def _alarm_ends(
        self,
        before: WatchSeen,
        watch: WatchSeen,
        entries: list[EntrySeen],
        now: datetime,
    ) -> None:
        """I3: by a named human's act. Silence and time make nobody safe."""
        ended = before.state == "alarm" and watch.state != "alarm"
        if ended and not any(_by_a_human(entry) for entry in entries):
            self._breaks("I3", f"the alarm of watch {watch.id} ended by nobody", now)
        held_again = before.facts["unheld_alarm"] and not watch.facts["unheld_alarm"]
        if held_again and not any(entry.operator for entry in entries):
            self._breaks("I3", f"watch {watch.id} was held by nobody, and that is forgotten", now)

    def _alarm_rises(self, watch: WatchSeen, now: datetime) -> None:
        """I3: until a person decides it goes on; after that they are asked how it went."""
        if watch.state != "alarm":
            return
        goes_on = "reached" if watch.token is not None else "rung"
        if goes_on not in watch.clocks:
            self._breaks("I3", f"the alarm of watch {watch.id} has rung for the last time", now)

    def _one_token(
        self,
        before: WatchSeen,
        watch: WatchSeen,
        entries: list[EntrySeen],
        now: datetime,
    ) -> None:
        """I4: who calls for help now is one person, until they were asked how it went in vain."""
        one, other = before.token, watch.token
        if one is None or other is None or one["by"] == other["by"]:
            return
        if not (one["asked_again"] or any(entry.what in TAKEN_BACK for entry in entries)):
            self._breaks("I4", f"two people call for help in watch {watch.id}", now)

    def _level_kept(
        self,
        before: WatchSeen,
        watch: WatchSeen,
        entries: list[EntrySeen],
        now: datetime,
    ) -> None:
        """I5: whoever vanishes lowers nothing."""
        lost = any(entry.what == "ConsoleLost" for entry in entries)
        if lost and LEVEL[watch.state] < LEVEL[before.state]:
            self._breaks("I5", f"watch {watch.id} went from {before.state} to {watch.state}", now)

    def _window_restarts(
        self, before: WatchSeen, watch: WatchSeen, entries: list[EntrySeen], now: datetime
    ) -> None:
        """WA7: who uses again is asked often again, for as long as after the first time."""
        again = any(entry.what == "UsedAgain" for entry in entries)
        was, until = before.facts["high_risk_until"], watch.facts["high_risk_until"]
        later = until and (not was or datetime.fromisoformat(until) > datetime.fromisoformat(was))
        if again and not later:
            self._breaks("WA7", f"watch {watch.id} used again and is asked as before", now)

    # What came from outside --------------------------------------------------

    def _entry(self, entry: EntrySeen, now: datetime) -> None:
        if entry.key:
            self._once(entry, now)
        late_ms = entry.facts.get("late_ms")
        if late_ms is None or entry.what not in ("TimePassed", "ContactTimePassed"):
            return
        due = entry.at - timedelta(milliseconds=late_ms)
        late = max(timedelta(), now - due)  # by steady time: a wall ahead of it is not lateness
        self.scene.tally.lateness_ms.append(late // timedelta(milliseconds=1))
        if late > LATE + self._stood(due):
            self._breaks("I10", f"what was due was claimed {late} late", now)

    def _once(self, entry: EntrySeen, now: datetime) -> None:
        """I7: what comes from outside under one key has one effect, however often it comes."""
        opening = entry.what == "ContactOpened"
        effect = (0 if opening else entry.contact or 0, entry.what, entry.key)
        self.effects[effect] += 1
        if self.effects[effect] == 2:
            self.doubled += 1
            self._breaks("I7", f"{entry.what} came once and happened twice", now)

    def _durable(self, told: Sequence[Acknowledged], now: datetime) -> None:
        """I6: acknowledged means kept."""
        for each in told:
            if each.table == "contact":
                kept = rows("SELECT 1 FROM records_contact WHERE id = ?", each.contact)
            else:
                kept = rows(
                    "SELECT 1 FROM records_message WHERE contact_id = ? AND key = ?",
                    each.contact,
                    f"in:{each.key}",
                )
            if not kept:
                self.lost += 1
                self._breaks("I6", f"{each.table} of contact {each.contact} is not there", now)

    def _all_kept(self, now: datetime) -> None:
        """I6, as a number: no fewer messages than were acknowledged."""
        told = len(self.scene.written_down)
        ((kept,),) = rows("SELECT count(*) FROM records_message WHERE inbound")
        if kept < told:
            self._breaks("I6", f"{told} messages were acknowledged and {kept} are there", now)

    def _stood(self, since: datetime) -> timedelta:
        """How much of the time since then the engine was being started again."""
        if self.stood_until is None or self.stood_until <= since:
            return timedelta()
        return self.stood_until - since

    def _breaks(self, invariant: str, what: str, now: datetime) -> None:
        self.scene.tally.breaks(invariant, what, now)


def _by_a_human(entry: EntrySeen) -> bool:
    if entry.what in BY_THE_CALLER:
        return bool(entry.facts.get("with_word"))
    return entry.operator is not None and entry.what not in ("ConsoleLost", "TimePassed")


_WITHOUT_A_TIME: Final = {
    "watch": "SELECT watch_id FROM records_watchclock WHERE state <> 'closed' AND due_at IS NULL",
    "contact": "SELECT id FROM records_contact WHERE state <> 'ended' AND due_at IS NULL",
    "console": "SELECT operator_id FROM records_console WHERE state <> 'away' AND due_at IS NULL",
}
