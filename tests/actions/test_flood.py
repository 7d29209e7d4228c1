"""Ten times the texts for a quarter of an hour, while people are being watched over (fault 16)."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Final

import pytest

from stillhere.actions.contact import take_contact
from stillhere.actions.messages import receive_on_line
from stillhere.actions.policy import keep_policy
from stillhere.actions.roster import beat, come_on
from stillhere.actions.watch import begin_watch, load
from stillhere.care.pace import Route
from stillhere.care.policy import Policy
from stillhere.care.watch_state import State
from stillhere.engine.clock import Watches
from stillhere.engine.presence import Presence
from stillhere.records.models import Contact, Entry, Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.somebody import a_line, acting, an_operator

SEED: Final = 16
STEP: Final = 10
"""Seconds: an operator's console beats within fifteen."""
EACH_HOLDS: Final = 5
QUIET: Final = 5
"""One in five never answers."""


@dataclass(kw_only=True)
class Flood:
    line: Line
    now: datetime
    operators: list[Operator] = field(default_factory=list)
    watched: dict[int, str] = field(default_factory=dict)
    """Watch to the number they text from."""
    came: list[int] = field(default_factory=list)
    texts: int = 0

    @property
    def organisation(self) -> int:
        return self.line.organisation_id

    def text(self, number: str, words: str) -> int:
        self.texts += 1
        return receive_on_line(
            self.line.pk,
            organisation=self.organisation,
            address=number,
            words=words,
            key=f"t{self.texts}",
            now=self.now,
        )[0]

    def watch_over(self, people: int) -> None:
        ours = self.organisation
        policy = Policy(text_watches=EACH_HOLDS)
        keep_policy(policy, organisation=ours, practice=False, signed_by="", now=self.now)
        for place in range(people):
            if place % EACH_HOLDS == 0:
                self._one_more_comes_on()
            by = acting(self.operators[-1])
            contact = self.text(number_of(place), "about to use")
            take_contact(contact, organisation=ours, by=by, now=self.now)
            watch = begin_watch(
                contact,
                organisation=ours,
                by=by,
                route=Route.SMOKED,
                with_sedative=False,
                now=self.now,
            )
            self.watched[watch] = number_of(place)

    def pours(self, *, minutes: int, each_minute: int) -> None:
        """And whoever is watched over answers what they are asked, except one in five."""
        dice = Random(SEED)  # noqa: S311  # the same flood again for the same seed
        presence, watches = Presence(), Watches()
        for _ in range(minutes * 60 // STEP):
            self.now += timedelta(seconds=STEP)
            for operator in self.operators:
                beat(operator.pk, organisation=self.organisation, key="tab", now=self.now)
            for _ in range(each_minute * STEP // 60):
                new = number_of(1_000 + len(self.came))
                self.came.append(self.text(new, dice.choice(("hi", "anyone?", "10", "yes"))))
            while presence.tick(self.now) + watches.tick(self.now):
                pass
            self._those_who_were_asked_answer()

    def quiet(self) -> list[int]:
        return [watch for place, watch in enumerate(self.watched) if place % QUIET == 0]

    def state(self, watch: int) -> State:
        with as_organisation(self.organisation):
            return load(watch).watch.state

    def _those_who_were_asked_answer(self) -> None:
        quiet = self.quiet()
        for watch, number in self.watched.items():
            with as_organisation(self.organisation):
                now = load(watch).watch
            if now.state is State.ASKING and watch not in quiet:
                self.text(number, str(now.digit(now.ask)))

    def _one_more_comes_on(self) -> None:
        name = f"operator-{len(self.operators)}"
        operator = an_operator(self.line.organisation, name)
        ours = self.organisation
        come_on(operator.pk, organisation=ours, key="tab", sound_heard=True, now=self.now)
        self.operators.append(operator)


def number_of(place: int) -> str:
    """555-01xx in one area after the other: they belong to nobody."""
    return f"+1{201 + place // 100}55501{place % 100:02}"


@pytest.fixture
def flood(organisation: Organisation, noon: datetime) -> Flood:
    line = a_line(organisation, slug="texts", provider="simulated")
    return Flood(line=line, now=noon)


def harmed(flood: Flood) -> list[str]:
    """What the flood did to whoever was here before it."""
    with as_organisation(flood.organisation):
        passed = Entry.objects.filter(what="TimePassed", watch_id__in=list(flood.watched))
        late = [entry.pk for entry in passed if int(entry.facts["late_ms"]) > STEP * 1000]
    quiet = flood.quiet()
    states = {watch: flood.state(watch) for watch in flood.watched}
    wrong = [w for w, state in states.items() if (state is State.ALARM) is not (w in quiet)]
    return [f"late {each}" for each in late] + [f"{each} is {states[each]}" for each in wrong]


def dropped(flood: Flood) -> list[int]:
    """Who came in the flood and was not queued, or not told."""
    with as_organisation(flood.organisation):
        waiting = set(Contact.objects.filter(ended_at=None).values_list("pk", flat=True))
        notices = Message.objects.filter(inbound=False, kind="notice")
        told = set(notices.values_list("contact_id", flat=True))
    return [each for each in flood.came if each not in waiting or each not in told]


@pytest.mark.parametrize(
    ("people", "minutes", "each_minute"),
    [
        pytest.param(10, 4, 18, id="short"),
        # A hundred who stay 17 minutes (the median) are six new ones a minute; ten times as many.
        pytest.param(100, 15, 60, id="whole", marks=pytest.mark.long),
    ],
)
def test_a_flood_of_texts_harms_nobody_who_is_watched_and_drops_nobody_who_comes(
    flood: Flood, people: int, minutes: int, each_minute: int
) -> None:
    """F16: a text is never turned away; who comes waits and hears so."""
    flood.watch_over(people)
    flood.pours(minutes=minutes, each_minute=each_minute)

    assert len(set(flood.came)) == minutes * each_minute
    assert harmed(flood) == []
    assert dropped(flood) == []
