"""Callers in a journey: at the line's public page, with a phone that texts, on the telephone."""

from itertools import count
from typing import TYPE_CHECKING, Any

from django.test import Client

from stillhere.actions.call_back import ask_call_back
from stillhere.actions.contact import leave, open_contact
from stillhere.actions.contact import load as load_contact
from stillhere.actions.messages import receive_on_line
from stillhere.actions.watch import load as load_watch
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.watch_events import Left
from stillhere.care.watch_state import State, Watch
from stillhere.records.models import Contact
from stillhere.records.organisations import as_organisation
from tests.console.desk import text_of
from tests.somebody import CALLER_NUMBER

if TYPE_CHECKING:
    from tests.journeys.way import Night

_keys = count(1)


class Caller:
    """Who they are to us: their contacts, and the one watch those belong to."""

    def __init__(self, night: "Night") -> None:
        self.night = night
        self.contacts: list[int] = []
        """Every time they reached us, the latest last."""

    @property
    def contact(self) -> int:
        return self.contacts[-1]

    @property
    def watch_id(self) -> int:
        """Of their latest contact that belongs to one."""
        with as_organisation(self.night.organisation):
            theirs = Contact.objects.filter(pk__in=self.contacts, watch__isnull=False)
            found = theirs.order_by("-pk").values_list("watch_id", flat=True).first()
        assert found is not None, "nobody watches them"
        return found

    def watch(self) -> Watch:
        """As it is now; asked for anew each time, because it changes."""
        watch = self.watch_id
        with as_organisation(self.night.organisation):
            return load_watch(watch).watch

    def state(self) -> State:
        return self.watch().state

    def as_contact(self) -> CareContact:
        with as_organisation(self.night.organisation):
            return load_contact(self.contact).contact

    def key(self) -> str:
        """Of a form or a message: new each time, and long enough to be a form's own."""
        return f"a-form-of-its-own-{next(_keys)}"


class Chatter(Caller):
    """Presses what stands on the public page; every button is a form, as without a script."""

    def __init__(self, night: "Night") -> None:
        super().__init__(night)
        self.browser = Client(HTTP_ACCEPT="text/html", HTTP_ACCEPT_LANGUAGE="en")

    def opens_a_chat(self, *, need: str = "about_to_use") -> None:
        """In the browser they have; after a quick exit that is one that knows nothing."""
        before = self._all_contacts()
        self._post(f"/line/{self.night.front.slug}/chat/", need=need)
        self.contacts += sorted(self._all_contacts() - before)

    def says(self, words: str) -> None:
        self._post("/chat/say", words=words)

    def is_okay(self, *, word: str = "") -> None:
        """To the question on their screen at this moment."""
        self._post("/chat/okay", ask=self._ask(), word=word)

    def taps_late(self, ask: int) -> None:
        """The button of a page that shows an older question."""
        self._post("/chat/okay", ask=ask)

    def taps_for(self, whose: int, ask: int) -> None:
        """The button of somebody beside them, at the same page."""
        self._post("/chat/okay", whose=whose, ask=ask)

    def asks_for_help(self) -> None:
        self._post("/chat/help", ask=self._ask())

    def says_bye(self) -> None:
        self._post("/chat/bye")

    def asks_to_be_rung_back(self, *, number: str = "") -> None:
        self._post("/chat/call-back", number=number)

    def leaves_quickly(self) -> None:
        self._post("/chat/exit")

    def reads(self) -> str:
        """Their page, as it is read."""
        return text_of(self.browser.get("/chat/").content.decode())

    def news(self) -> dict[str, Any]:
        """What the page asks for every two seconds."""
        found: dict[str, Any] = self.browser.get("/chat/news").json()
        return found

    def _ask(self) -> int:
        return int(self.news()["ask"])

    def _post(self, path: str, **form: Any) -> None:
        answer = self.browser.post(path, {"key": self.key(), **form})
        assert answer.status_code == 302, f"{path}: {answer.status_code}"

    def _all_contacts(self) -> set[int]:
        with as_organisation(self.night.organisation):
            return set(Contact.objects.values_list("pk", flat=True))


class Texter(Caller):
    number = CALLER_NUMBER

    def texts(self, words: str, *, key: str = "") -> None:
        """As the carrier hands it in; the same `key` is the same text once more."""
        heard = receive_on_line(
            self.night.texts.pk,
            organisation=self.night.organisation,
            address=self.number,
            words=words,
            key=key or self.key(),
            now=self.night.now,
        )
        with as_organisation(self.night.organisation):
            theirs = Contact.objects.filter(pk__in=heard).exclude(facts__has_key="beside")
            own = list(theirs.values_list("pk", flat=True).order_by("pk"))
        self.contacts += [each for each in own if each not in self.contacts]

    def answers(self, *, word: str = "") -> None:
        """The digit of the latest question, and the word where they say it."""
        watch = self.watch()
        self.texts(f"{watch.digit(watch.ask)} {word}".strip())

    def reads(self) -> str:
        """Everything that arrived on their phone."""
        return "\n".join(self.night.sent_to(self.number))


class Ringer(Caller):
    """On the telephone: what they say is heard by whoever is on the line, and by nobody else."""

    def rings(self, *, number: str = CALLER_NUMBER) -> None:
        opened = open_contact(
            organisation=self.night.organisation,
            line_id=self.night.texts.pk,
            channel=Channel.VOICE,
            address=number,
            language="en",
            key=self.key(),
            now=self.night.now,
        )
        self.contacts.append(opened.contact_id)

    def asks_to_be_rung_back(self) -> None:
        """By a key, while they wait."""
        ask_call_back(
            self.contact,
            organisation=self.night.organisation,
            key=self.key(),
            now=self.night.now,
        )

    def hangs_up(self, how: Left = Left.HUNG_UP) -> None:
        leave(
            self.contact,
            organisation=self.night.organisation,
            how=how,
            key=self.key(),
            now=self.night.now,
        )
