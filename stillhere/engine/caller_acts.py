"""What an invented caller does: exactly what a phone or a page would do, and no more."""

from dataclasses import dataclass
from datetime import datetime

from stillhere.actions.contact import leave, open_contact
from stillhere.actions.messages import receive, tap_help, tap_okay
from stillhere.actions.playing import Player
from stillhere.actions.practice import text_from
from stillhere.care.channel import Channel
from stillhere.care.watch_events import Left
from stillhere.engine.scripts import Do, Script
from stillhere.engine.way import Planned, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    player: Player
    way: Way
    planned: Planned
    script: Script
    key: str
    now: datetime

    @property
    def words(self) -> str:
        """Nothing at all is what they open with."""
        words = self.planned.words or self.script.opening
        return words.format(name=self.player.name, word=self.script.word)


def by_text(turn: Turn) -> int | None:
    """A phone has no page to leave. The contact, where it is known."""
    said = {
        Do.SAY: turn.words,
        Do.OKAY: str(turn.way.digit),
        Do.OKAY_WITH_WORD: f"{turn.way.digit} {turn.script.word}",
        Do.HELP: "help",
    }
    if turn.planned.do in said:
        text_from(
            turn.player.id,
            organisation=turn.player.organisation,
            body=said[turn.planned.do],
            key=turn.key,
            now=turn.now,
        )
    return turn.way.contact


def by_chat(turn: Turn) -> int:
    """The first thing said opens the chat. Raises what `actions.messages` raises."""
    contact = turn.way.contact
    if contact is None:
        return _open_chat(turn)
    ours, key, now = turn.player.organisation, turn.key, turn.now
    match turn.planned.do:
        case Do.SAY:
            receive(contact, organisation=ours, words=turn.words, key=key, now=now)
        case Do.OKAY | Do.OKAY_WITH_WORD as do:
            word = turn.script.word if do is Do.OKAY_WITH_WORD else ""
            tap_okay(contact, organisation=ours, ask=turn.way.ask, word=word, key=key, now=now)
        case Do.HELP:
            tap_help(contact, organisation=ours, key=key, now=now)
        case Do.LEAVE:
            leave(contact, organisation=ours, how=Left.GONE, key=key, now=now)
    return contact


def _open_chat(turn: Turn) -> int:
    player = turn.player
    return open_contact(
        organisation=player.organisation,
        line_id=player.line,
        channel=Channel.CHAT,
        address=f"practice:{player.id}:{turn.way.round}",
        language="en",
        key=turn.key,
        now=turn.now,
        words=turn.words,
        practice=True,
    ).contact_id
