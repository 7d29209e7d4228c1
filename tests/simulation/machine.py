"""Any sequence of what can happen on a line; after every step, what must always be true."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from stillhere.actions.aftercare import close_watch
from stillhere.actions.contact import (
    end_contact,
    hand_to_someone_else,
    join_watch,
    say_need,
    take_contact,
    they_answered,
)
from stillhere.actions.second_look import ask_second, ask_to_end
from stillhere.actions.watch import happen
from stillhere.care import channel_events
from stillhere.care import watch_events as happened
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.pace import Route
from stillhere.care.plan import Terms
from stillhere.care.second_look import About
from stillhere.care.watch_state import Actor
from stillhere.records.steady import clock
from tests.care.anything import EVENTS, HOLDER, TERMS
from tests.care.watching import ANA, BEN, SAM
from tests.simulation.night import JO_THEN_911, NUMBERS, AnyNight, Person, a_night, quietly
from tests.simulation.seen import check_step, check_whole, see, the_auditor_finds_nothing

NOON: Final = datetime(2026, 11, 1, 12, tzinfo=UTC)
BY_ITSELF: Final = (
    happened.TimePassed,
    happened.ConsoleLost,
    happened.CheckedIn,
    happened.HelpAsked,
    happened.WordsReceived,
    happened.CallerLeft,
    happened.CallerReturned,
    happened.PlanChanged,
    happened.Taken,
    happened.HandOverOffered,
    happened.SecondAsked,
    happened.SecondAgreed,
    happened.SecondRefused,
    happened.Closed,
)
"""These have an action or a page of their own here, as in the product."""
ABOUT_HELP: Final = (
    happened.HelpDecided,
    happened.HelpReached,
    happened.HelpNotReached,
    happened.ContactSaidYes,
    happened.HelpArrived,
    happened.CannotFindThem,
    happened.HelpStoodDown,
    happened.PlanUsedUp,
)
REPORTED: Final = (
    channel_events.ChannelLost(channel=Channel.TEXT),
    happened.WordsReceived(),
    happened.HelpAsked(),
)
PRESSED: Final = [event for event in EVENTS if not isinstance(event, BY_ITSELF)]
FOR_HELP: Final = [event for event in PRESSED if isinstance(event, ABOUT_HELP)]
PLANS: Final = [replace(terms, steps=JO_THEN_911) if terms.steps else terms for terms in TERMS]
SAID: Final = ("hi", "ok!", "help", "river", "maple", "stop", "{digit}", "{digit} maple", "7")
GAPS: Final = (1, 16, 61, 121, 150, 700)
"""Seconds."""
MOST_OPEN: Final = 4
"""Contacts at a time: more of the same would show nothing new."""
WHICH: Final = st.sampled_from((0, 0, 0, 1, 2, 3))
"""The first, most often: much has to happen to the same person."""
WHO: Final = st.sampled_from((0, 0, 1, 2))


class AnyWay(RuleBasedStateMachine):
    database: Callable[[], AbstractContextManager[object]]
    """An empty one for each sequence; the test says which."""

    def __init__(self) -> None:
        super().__init__()
        self._until_the_end = ExitStack()
        enter = self._until_the_end.enter_context
        enter(type(self).database())
        self.night: AnyNight = enter(a_night(enter(clock.hand_over(NOON))))
        self.seen = see(self.night)

        self.slept = False

    def teardown(self) -> None:
        self._until_the_end.close()

    @initialize(
        channel=st.sampled_from(Channel),
        terms=st.sampled_from(PLANS),
        route=st.sampled_from(("", "smoked", "swallowed")),
    )
    def ana_watches_over_somebody(self, channel: Channel, terms: Terms, route: str) -> None:
        """Every sequence begins where there is something to lose."""
        self.night.opens(channel, NUMBERS[0], Need.ABOUT_TO_USE)
        (contact,) = self.night.contacts()
        ana = self.night.people[0]
        ana.presses(f"contacts/{contact}/take")
        self.night.plans(contact, ana, terms)
        ana.presses(f"contacts/{contact}/begin", route=route)

    # Callers ------------------------------------------------------------------------

    @rule(
        channel=st.sampled_from(Channel),
        number=st.sampled_from(NUMBERS),
        need=st.sampled_from(Need),
    )
    def somebody_reaches_us(self, channel: Channel, number: str, need: Need) -> None:
        if len([each for each in self.seen.contacts.values() if each.is_open]) < MOST_OPEN:
            self.night.opens(channel, number, need)

    @rule(number=st.sampled_from(NUMBERS), words=st.sampled_from(SAID))
    def a_text_arrives(self, number: str, words: str) -> None:
        quietly(self.night.texts_us, number, self._with_digit(words))

    @rule(which=WHICH, words=st.sampled_from(SAID))
    def somebody_writes(self, which: int, words: str) -> None:
        contact = self._contact(which)
        quietly(self.night.writes, contact, self._with_digit(words, contact))

    @rule(which=WHICH, back=st.sampled_from((0, 0, 1)), word=st.sampled_from(("", "", "maple")))
    def somebody_taps_okay(self, which: int, back: int, word: str) -> None:
        contact = self._contact(which)
        watch = self.night.watch_of(contact)
        ask = 1 if watch is None else self.seen.watches[watch].ask - back
        quietly(self.night.taps, contact, ask=ask, word=word)

    @rule(which=WHICH)
    def somebody_cries_for_help(self, which: int) -> None:
        quietly(self.night.cries, self._contact(which))

    @rule(which=WHICH, how=st.sampled_from(happened.Left))
    def somebody_goes(self, which: int, how: happened.Left) -> None:
        quietly(self.night.goes, self._contact(which), how)

    @rule(which=WHICH, event=st.sampled_from(REPORTED))
    def a_carrier_reports(self, which: int, event: happened.Event) -> None:
        if self.seen.watches:
            quietly(self.night.is_reported, self._any_watch(which), event)

    @rule(which=st.sampled_from((-1, -1, -1, -2, 0, 5)))
    def the_same_arrives_again(self, which: int) -> None:
        """I7: at once, late, after anything else: it has no second effect."""
        before = see(self.night)
        for arrives in (self.night.again[which % len(self.night.again)], self.night.again[-1]):
            quietly(arrives)
        assert see(self.night) == before, "I7: the same event had a second effect"

    # Operators ----------------------------------------------------------------------

    @rule(which=WHICH, who=WHO)
    def a_contact_is_taken(self, which: int, who: int) -> None:
        self._on_contact(take_contact, which, who)

    @rule(which=WHICH, who=WHO, route=st.sampled_from((None, Route.SMOKED, Route.SWALLOWED)))
    def a_watch_begins(self, which: int, who: int, route: Route | None) -> None:
        path = f"contacts/{self._contact(which)}/begin"
        self._person(who).presses(path, route=route or "")

    @rule(which=WHICH, who=WHO, terms=st.sampled_from(PLANS))
    def a_plan_is_agreed(self, which: int, who: int, terms: Terms) -> None:
        quietly(self.night.plans, self._contact(which), self._person(who), terms)

    @rule(which=WHICH, who=WHO, need=st.sampled_from(Need))
    def a_need_is_heard(self, which: int, who: int, need: Need) -> None:
        self._on_contact(say_need, which, who, need=need)

    @rule(which=WHICH, who=WHO)
    def they_answer_before_a_watch(self, which: int, who: int) -> None:
        self._on_contact(they_answered, which, who)

    @rule(which=WHICH, who=WHO)
    def somebody_else_is_asked_for(self, which: int, who: int) -> None:
        self._on_contact(hand_to_someone_else, which, who)

    @rule(which=WHICH, who=WHO, reason=st.sampled_from(EndReason))
    def a_contact_is_ended(self, which: int, who: int, reason: EndReason) -> None:
        self._on_contact(end_contact, which, who, reason=reason)
        self._on_contact(ask_to_end, which, who, reason=reason)

    @rule(which=WHICH, other=WHICH, who=WHO)
    def two_contacts_are_one_person(self, which: int, other: int, who: int) -> None:
        watch = self.night.watch_of(self._contact(other))
        if watch is not None:
            self._on_contact(join_watch, which, who, watch_id=watch)

    @rule(which=WHICH, event=st.sampled_from(PRESSED))
    def something_is_pressed(self, which: int, event: happened.Event) -> None:
        watch = self._any_watch(which)
        fitted = self._fit(event, watch)
        by = getattr(fitted, "by", None)
        here = {"organisation": self.night.organisation, "now": self.night.now}
        # A yes from home names its operator by number; every press at a console by its actor.
        quietly(happen, watch, fitted, by=getattr(by, "id", by), **here)

    @rule(which=WHICH, event=st.sampled_from(FOR_HELP), then=st.sampled_from(FOR_HELP))
    def help_is_called(self, which: int, event: happened.Event, then: happened.Event) -> None:
        for each in (event, then):
            self.something_is_pressed(which=which, event=each)

    @rule(which=WHICH, who=WHO, to=WHO, act=st.sampled_from(("take", "take", "offer")))
    def a_watch_changes_hands(self, which: int, who: int, to: int, act: str) -> None:
        path = f"watches/{self._any_watch(which)}/{act}"
        self._person(who).presses(path, to=self._person(to).operator.pk)

    @rule(which=WHICH, who=WHO, reason=st.sampled_from(happened.CloseReason), told=st.booleans())
    def a_watch_is_closed(
        self, which: int, who: int, reason: happened.CloseReason, *, told: bool
    ) -> None:
        words = {"tried_words": "rang twice", "source_words": "the hospital" if told else ""}
        self._on_watch(close_watch, which, who, reason=reason, **words)

    @rule(which=WHICH, who=WHO, about=st.sampled_from(About))
    def a_second_person_is_asked(self, which: int, who: int, about: About) -> None:
        self._on_watch(ask_second, which, who, about=about, tried_words="rang twice")

    @rule(which=WHICH, who=WHO, say=st.sampled_from(("agree", "agree", "no")))
    def a_second_person_answers(self, which: int, who: int, say: str) -> None:
        """Wherever somebody may be asking: about a watch, and about a contact."""
        person, contact, watch = self._person(who), self._contact(which), self._any_watch(which)
        looks = self.seen.watches[watch].looks
        person.presses(f"watches/{watch}/second/{say}", number=looks)
        looks = self.seen.contacts[contact].looks
        person.presses(f"contacts/{contact}/second/{say}", number=looks)

    # Consoles and time --------------------------------------------------------------

    @rule(who=WHO)
    def a_laptop_dies(self, who: int) -> None:
        self._person(who).is_alive = False

    @rule(who=WHO, how=st.sampled_from(("comes_on", "comes_on", "rests", "goes_home")))
    def somebody_comes_or_goes(self, who: int, how: str) -> None:
        quietly(getattr(self._person(who), how))

    @rule(seconds=st.sampled_from(GAPS))
    def time_passes(self, seconds: int) -> None:
        self.night.later(seconds=seconds)
        self.slept = False
        the_auditor_finds_nothing(self.night)

    @rule(seconds=st.sampled_from((10, 130, 700)))
    def the_engine_sleeps(self, seconds: int) -> None:
        self.night.engine_sleeps(seconds)
        self.slept = True

    @rule(hours=st.sampled_from((-2, 2)))
    def the_wall_clock_is_set(self, hours: int) -> None:
        """I10: whatever it says, what was due stays due, and what rang goes on ringing."""
        self.night.time.step_wall(hours * 3600)

    # What must always be true -------------------------------------------------------

    @invariant()
    def every_promise_is_kept(self) -> None:
        if not self.slept:
            self.night.engine_turns()
        after = see(self.night)
        check_step(self.night, self.seen, after)
        if not self.slept:
            check_whole(self.night, after)
        self.seen = after

    def _person(self, who: int) -> Person:
        return self.night.people[who]

    def _contact(self, which: int) -> int:
        contacts = sorted(self.seen.contacts)
        return contacts[which % len(contacts)]

    def _any_watch(self, which: int) -> int:
        watches = sorted(self.seen.watches)
        return watches[which % len(watches)]

    def _on_contact(self, act: Callable[..., object], which: int, who: int, **form: Any) -> None:
        here = {"organisation": self.night.organisation, "now": self.night.now}
        quietly(act, self._contact(which), by=self._person(who).actor, **here, **form)

    def _on_watch(self, act: Callable[..., object], which: int, who: int, **form: Any) -> None:
        here = {"organisation": self.night.organisation, "now": self.night.now}
        quietly(act, self._any_watch(which), by=self._person(who).actor, **here, **form)

    def _with_digit(self, words: str, contact: int | None = None) -> str:
        watch = self._any_watch(0) if contact is None else self.night.watch_of(contact)
        seen = self.seen.watches.get(watch or 0)
        return words.format(digit=seen.digit(seen.ask) if seen else 3)

    def _fit(self, event: happened.Event, watch: int) -> happened.Event:
        """What was said of invented people and times, said of these."""
        holder = self.seen.watches[watch].holder
        people = {ANA.id: 0, BEN.id: 1, SAM.id: 2}
        changes: dict[str, Any] = {}
        by = getattr(event, "by", None)
        if isinstance(by, int):
            changes["by"] = self._person(people.get(by, 0)).operator.pk
        elif by is not None:
            pk = self._person(people.get(by.id, 0)).operator.pk
            mine = by == HOLDER and holder is not None
            changes["by"] = Actor(id=holder if mine and holder else pk, supervises=by == SAM)
        if isinstance(event, happened.EndAgreed):
            changes["at"] = self.night.now + (event.at - NOON)
        return replace(event, **changes) if changes else event
