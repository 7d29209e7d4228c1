"""The exchanges whose lines people ring: opened when such a line is made, closed when none is left.

Which there are is asked of the records each time, so that nothing has to be started anew by hand.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Final

from stillhere.actions.line_secret import SETTING
from stillhere.actions.trouble import What, over_of, tell_of
from stillhere.lines.asterisk.account import Account, account_of, door_of
from stillhere.lines.asterisk.exchange import Asterisk
from stillhere.lines.companies import WrongAccount
from stillhere.lines.voice import Exchange
from stillhere.records import journal
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line
from stillhere.records.steady import clock

MADE_OF: Final = ("base_url", "carriers", SETTING)
Open = Callable[[Account], AbstractContextManager[Exchange]]


def asterisk(account: Account) -> AbstractContextManager[Exchange]:
    names = tuple(carrier.name for carrier in account.carriers)
    return Asterisk(account.door, carriers=names, now=clock.now)


@dataclass(slots=True, kw_only=True)
class Opened:
    desk: AbstractContextManager[Exchange]
    exchange: Exchange
    made_of: tuple[object, ...]
    lines: Sequence[Line]
    """All that come in there."""


@dataclass(slots=True, kw_only=True)
class Exchanges:
    open: Open = asterisk
    opened: dict[str, Opened] = field(default_factory=dict)

    def agree(self, lines: Sequence[Line]) -> None:
        """With these, which are all there are at this moment."""
        there = dict(_by_door(lines))
        for door in set(self.opened) - set(there):
            self._close(door)
        for door, theirs in there.items():
            made_of = _made_of(theirs)
            if door in self.opened and self.opened[door].made_of != made_of:
                self._close(door)
            if door in self.opened:
                self.opened[door].lines = theirs
            else:
                self._open(door, theirs, made_of)

    def close(self) -> None:
        for door in list(self.opened):
            self._close(door)

    def _open(self, door: str, lines: Sequence[Line], made_of: tuple[object, ...]) -> None:
        account = _account(lines)
        if account is None:
            return
        desk = self.open(account)
        self.opened[door] = Opened(
            desk=desk, exchange=desk.__enter__(), made_of=made_of, lines=lines
        )

    def _close(self, door: str) -> None:
        self.opened.pop(door).desk.__exit__(None, None, None)


def away(lines: Sequence[Line], wrong: Exception) -> None:
    """On the consoles of whose lines they are, and of nobody else."""
    for line in lines:
        whose = line.organisation_id
        if tell_of(What.EXCHANGE_AWAY, organisation=whose, line=line.slug, now=clock.now()):
            journal.cry(What.EXCHANGE_AWAY, wrong, line=line.slug)


def there_again(lines: Sequence[Line]) -> None:
    for line in lines:
        over_of(What.EXCHANGE_AWAY, organisation=line.organisation_id, line=line.slug)


def _account(lines: Sequence[Line]) -> Account | None:
    """Of the first that can be read: one organisation's lost key silences no other's line."""
    for line in lines:
        try:
            return account_of(line)
        except (WrongAccount, CannotOpen) as wrong:
            away([line], wrong)
    return None


def _by_door(lines: Sequence[Line]) -> Iterator[tuple[str, list[Line]]]:
    doors: dict[str, list[Line]] = {}
    for line in lines:
        try:
            doors.setdefault(door_of(line.settings), []).append(line)
        except WrongAccount as wrong:
            away([line], wrong)
    yield from doors.items()


def _made_of(lines: Sequence[Line]) -> tuple[object, ...]:
    """What a desk is opened with: another password or carrier is another desk."""
    return tuple((line.pk, *map(line.settings.get, MADE_OF)) for line in lines)
