"""A stage for invented callers: a practice line, an operator, and the time in a test's hand."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Event

from stillhere.actions.contact import end_contact, take_contact
from stillhere.actions.plan import keep_plan
from stillhere.actions.practice import add_phone
from stillhere.actions.saying import say
from stillhere.actions.watch import begin_watch, load
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason
from stillhere.care.pace import Route
from stillhere.care.plan import NOTHING_AGREED, Words
from stillhere.care.watch_state import State, Watch
from stillhere.engine.callers import step
from stillhere.engine.clock import tick
from stillhere.engine.courier import Courier
from stillhere.engine.scripts import SCRIPTS
from stillhere.records.models import Contact, Line, Message, Operator
from stillhere.records.organisations import as_organisation
from tests.somebody import acting

WORD = "maple"


@dataclass
class Stage:
    phones: Line
    chat: Line
    ana: Operator
    now: datetime
    states: list[State] = field(default_factory=list)
    """Of the watched one, second by second."""
    _watch: int | None = None
    _courier: Courier = field(default_factory=lambda: Courier(Event(), Event()))

    @property
    def organisation(self) -> int:
        return self.phones.organisation_id

    def invite(self, script: str, *, number: int = 21) -> int:
        by_chat = SCRIPTS[script].channel is Channel.CHAT
        return add_phone(
            (self.chat if by_chat else self.phones).pk,
            organisation=self.organisation,
            number=f"+141655501{number}",
            name="Robin",
            script=script,
            seed=number,
            now=self.now,
        )

    def run(self, seconds: int, *, by: int = 1) -> None:
        for _ in range(0, seconds, by):
            self.now += timedelta(seconds=by)
            step(self.now)
            tick(self.now)
            self._courier.deliver_once(self.now)
            if self._watch is not None:
                self.states.append(self.watch.state)

    def contacts(self) -> list[Contact]:
        with as_organisation(self.organisation):
            return list(Contact.objects.order_by("pk"))

    def stay_with(self, contact: Contact, *, word: str = "") -> None:
        """Ana takes them, agrees a word if there is one, and begins the watch."""
        ours, by = self.organisation, acting(self.ana)
        take_contact(contact.pk, organisation=ours, by=by, now=self.now)
        if word:
            terms, words = NOTHING_AGREED, Words(ok_word=word)
            keep_plan(contact.pk, organisation=ours, terms=terms, words=words, by=by, now=self.now)
        self._watch = begin_watch(
            contact.pk,
            organisation=ours,
            by=by,
            route=Route.SMOKED,
            with_sedative=False,
            now=self.now,
        )

    def end(self, contact: Contact) -> None:
        ours, by = self.organisation, acting(self.ana)
        take_contact(contact.pk, organisation=ours, by=by, now=self.now)
        reason = EndReason.NO_WATCH_NEEDED
        end_contact(contact.pk, organisation=ours, by=by, reason=reason, now=self.now)

    def say(self, words: str) -> None:
        (contact,) = self.contacts()
        key, by = f"{self.now}", acting(self.ana)
        say(contact.pk, organisation=self.organisation, by=by, words=words, key=key, now=self.now)

    @property
    def watch(self) -> Watch:
        assert self._watch is not None
        with as_organisation(self.organisation):
            return load(self._watch).watch

    def heard(self) -> list[Message]:
        """What callers said or tapped."""
        with as_organisation(self.organisation):
            return list(Message.objects.filter(inbound=True).order_by("at", "pk"))
