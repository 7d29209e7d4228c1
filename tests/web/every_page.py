"""Every page there is, as those who may open it find it: read from the URLconf, so that a new page
is looked at without being named here.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime
from random import Random
from typing import Any, Final

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from stillhere.actions.contact import take_contact
from stillhere.actions.directory import add_place
from stillhere.actions.messages import receive_on_line
from stillhere.actions.trouble import keep_pulses
from stillhere.actions.watch import begin_watch
from stillhere.care.access import Role
from stillhere.care.pace import Route
from stillhere.records.models import Contact, Line, Operator
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import PARTS
from tests.care.test_place_values import FULL
from tests.public.asking import address
from tests.somebody import CALLER_NUMBER, acting, an_operator
from tests.web.addresses import Address, every_address
from tests.web.factors import has_a_second_factor
from tests.web.happening import on

PASSWORD: Final = "correct horse battery staple"  # nobody's
STRANGERS: Final = ("caller", "watched", "halfway", Role.OPERATOR)
"""Who tries an address that is open to everyone: the first who finds a page shows it."""
PLACE: Final = re.compile(r"<\w+:(\w+)>")
STEPS: Final = ("hello", "ask", "plan", "watch", "after", "code")
NO_PAGE: Final[Mapping[str, str]] = {
    "/console/live": "a stream",
    "/console/unlock": "leads on; a locked page stands in the place of any other",
    "/screen/live": "a stream, for a television alone",
    "/console/settings/card/<slug:slug>/<str:language>/<str:side>.png": "a picture",
    "/console/telephone/": "where a line rings in browsers: tests/console/test_telephone.py",
    "/console/telephone/seat": "the same; for a script alone",
    "/console/telephone/may-answer": "the same; for a script alone",
    "/screen/still": "says to a television whether it may go on",
    "/sign-in/again/key/": "needs a key that answers: tests/browser/journeys/test_signing.py",
    "/sign-in/safety/keys/<int:pk>/": "the same",
}
"""What answers with neither a page nor anything else that one could look at here, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    who: str
    path: str


MORE: Final = (
    Visit(who="caller", path="/no-such-page"),
    Visit(who=Role.OPERATOR, path="/no-such-page"),
    Visit(who="watched", path="/chat/"),
)
"""What the URLconf does not tell apart; see `_steps` as well."""


@dataclass(slots=True)
class Everybody:
    """Each with a browser of their own."""

    line: Line
    now: datetime
    _: KW_ONLY
    browsers: dict[str, Client] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)

    def settle_in(self) -> None:
        keep_pulses(PARTS, now=self.now)
        people = {role: self._signed_in(role) for role in Role}
        for who in ("caller", "watched"):
            self._calls(who)
        self._halfway_in(people[Role.SUPERVISOR])
        operator = on(people[Role.OPERATOR])
        self.places |= {
            "slug": self.line.slug,
            "guide": "panic",
            "language": "en",
            "name": "card.txt",
            "side": "front",
            "operator_id": people[Role.COORDINATOR].pk,
            "contact_id": self._is_watched(operator),
            "ticket": self._asked_where(operator),
            "place_id": self._place(people[Role.SUPERVISOR]),
        }

    def path_of(self, wanted: Address) -> str:
        return PLACE.sub(lambda place: str(self.places.get(place[1], "1")), wanted.pattern)

    def see(self, visit: Visit, *, language: str = "en", theme: str = "night") -> Any:
        browser = self.browsers[visit.who]
        browser.cookies["language"], browser.cookies["theme"] = language, theme
        return browser.get(visit.path)

    def _signed_in(self, role: Role) -> Operator:
        operator = an_operator(self.line.organisation, f"is-{role}", role)
        if role is Role.SUPERVISOR:
            self._has_a_password(operator)
        if role is not Role.OPERATOR:
            has_a_second_factor(operator)
            RecoveryCodes.activate(operator)
        browser = self.browsers[role] = Client(HTTP_ACCEPT="text/html")
        browser.force_login(operator)
        session = browser.session  # they have just typed their password
        typed = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [typed]
        session["account_authentication_methods_user"] = str(operator.pk)
        session.save()
        return operator

    def _calls(self, who: str) -> None:
        browser = self.browsers[who] = Client(HTTP_ACCEPT="text/html")
        browser.post(f"/line/{self.line.slug}/chat/", {"key": who * 5})

    def _halfway_in(self, operator: Operator) -> None:
        """The password was right; the code is still to come."""
        browser = self.browsers["halfway"] = Client(HTTP_ACCEPT="text/html")
        browser.post("/sign-in/", {"login": operator.username, "password": PASSWORD})

    def _has_a_password(self, operator: Operator) -> None:
        operator.set_password(PASSWORD)
        with as_organisation(operator.organisation_id, writing=True):
            operator.save()

    def _place(self, by: Operator) -> int:
        return add_place(FULL, organisation=by.organisation_id, key="1", by=by.pk, now=self.now)

    def _asked_where(self, operator: Operator) -> str:
        """The ticket of a link in a text."""
        here = operator.organisation_id
        (contact,) = receive_on_line(
            self.line.pk,
            organisation=here,
            address=CALLER_NUMBER,
            words="hi",
            key="first",
            now=self.now,
        )
        take_contact(contact, organisation=here, by=acting(operator), now=self.now)
        return address(contact, operator).rpartition("/")[2]

    def _is_watched(self, operator: Operator) -> int:
        """The one whose browser is `watched`; somebody else waits."""
        here = operator.organisation_id
        with as_organisation(here):
            contact = Contact.objects.latest("pk").pk
        take_contact(contact, organisation=here, by=acting(operator), now=self.now)
        begin_watch(
            contact,
            organisation=here,
            by=acting(operator),
            route=Route.SMOKED,
            with_sedative=False,
            now=self.now,
        )
        return contact


def visits(everybody: Everybody) -> tuple[list[Visit], list[str]]:
    """Every page by everybody who finds one, and the addresses that showed nothing at all."""
    pages, nothing = list(MORE), []
    for each in every_address():
        found = [] if each.pattern in NO_PAGE else list(_found(everybody, each))
        pages += [visit for visit, shown in found if shown == "page"]
        if found and all(shown == "nothing" for _, shown in found):
            nothing.append(each.pattern)
    return [*pages, *_steps(everybody)], nothing


def drawn(everybody: Everybody, dice: Random, count: int) -> list[Visit]:
    """As many pages, each at another address; who of its people looks at it is drawn too."""
    pages = [dice.choice(MORE), dice.choice(_steps(everybody))]
    for each in dice.sample(every_address(), len(every_address())):
        if len(pages) == count:
            break
        found = () if each.pattern in NO_PAGE else _found(everybody, each, dice)
        pages += [visit for visit, shown in found if shown == "page"][:1]
    return pages


def _found(
    everybody: Everybody, wanted: Address, dice: Random | None = None
) -> Iterator[tuple[Visit, str]]:
    """By everybody; with dice by one of those who find a page."""
    roles: Any = wanted.roles
    who_tries = STRANGERS if roles == "everyone" else [role for role in Role if role in roles]
    for who in dice.sample(who_tries, len(who_tries)) if dice else who_tries:
        visit = Visit(who=who, path=everybody.path_of(wanted))
        shown = _shown(everybody.see(visit))
        yield visit, shown
        if shown == "forms alone" or (shown != "nothing" and (dice or roles == "everyone")):
            return


def _shown(answer: Any) -> str:
    if answer.status_code == 405:
        return "forms alone"
    if answer.status_code != 200:
        return "nothing"
    whole = answer.headers.get("Content-Type", "").startswith("text/html")
    return "page" if whole and b"<!doctype html>" in answer.content[:200] else "no page"


def _steps(everybody: Everybody) -> list[Visit]:
    at = f"/console/contacts/{everybody.places['contact_id']}/"
    return [Visit(who=Role.OPERATOR, path=f"{at}?step={step}") for step in STEPS]
