"""The invented line of the demo: who works there, how it is reached, and how fast it goes."""

import secrets
from typing import Final

from stillhere.actions.dispatch_numbers import set_number
from stillhere.actions.founding import CannotFound, found_organisation, open_line, take_on
from stillhere.actions.numbers import keep_operator_number, put_on_call
from stillhere.actions.policy import keep_policy
from stillhere.actions.practice import add_phone
from stillhere.care.channel import Channel
from stillhere.care.dispatch import Kind, Number
from stillhere.care.practice_times import PRACTISED
from stillhere.cli.wrong import Wrong
from stillhere.engine.scripts import SCRIPTS
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock

SLUG: Final = "demo"
PEOPLE: Final = (("Ana", "operator"), ("Ben", "operator"), ("Sam", "supervisor"))
ON_CALL_NUMBER: Final = "+14165550172"
NAMES: Final = ("Robin", "Alex", "Kim", "Max", "Noa", "Sky", "Toni", "Val", "Lou", "Ali")


def lay_out_demo() -> list[dict[str, str]]:
    """Raises `Wrong` where the line is there and its logins are not."""
    now = clock.now()
    try:
        organisation = found_organisation(
            slug=SLUG, name="Demo line", language="en", time_zone="America/Toronto", now=now
        )
    except CannotFound:
        raise Wrong(
            "The demo's line is here and its logins are gone. Set STILLHERE_DATA to a new "
            "folder, or remove this one, to begin again."
        ) from None
    with as_organisation(organisation, writing=True):
        keep_policy(PRACTISED, organisation=organisation, practice=True, signed_by="", now=now)
    _open_lines(organisation)
    _say_whom_to_call(organisation)
    return [_login(organisation, name, role) for name, role in PEOPLE]


def _open_lines(organisation: int) -> None:
    chat = _open_line(organisation, "demo-chat", "Demo chat", provider="webchat")
    phones = _open_line(
        organisation, "demo-phones", "Demo phones", provider="simulated", number="+14165550100"
    )
    for place, (name, (script, how)) in enumerate(zip(NAMES, SCRIPTS.items(), strict=False)):
        add_phone(
            chat if how.channel is Channel.CHAT else phones,
            organisation=organisation,
            number=f"+14165550{110 + place}",
            name=name,
            script=script,
            seed=secrets.randbelow(1_000_000),
            now=clock.now(),
        )
    for place, name in enumerate(("Your phone", "Jo", "Sam, on call")):
        add_phone(
            phones,
            organisation=organisation,
            number=f"+14165550{170 + place}",
            name=name,
            now=clock.now(),
        )


def _say_whom_to_call(organisation: int) -> None:
    """Invented emergency numbers: one tested, one never."""
    now = clock.now()
    for number in (
        Number(number="+14165550190", kind=Kind.PROVIDER, tested_at=now),
        Number(
            number="+19025550191", kind=Kind.LISTED, place="Halifax", time_zone="America/Halifax"
        ),
    ):
        set_number(number, organisation=organisation, practice=True, now=now)


def _open_line(organisation: int, slug: str, name: str, *, provider: str, number: str = "") -> int:
    return open_line(
        organisation=organisation,
        slug=slug,
        name=name,
        provider=provider,
        number=number,
        language="en",
        practice=True,
        now=clock.now(),
    )


def _login(organisation: int, name: str, role: str) -> dict[str, str]:
    taken_on = take_on(
        organisation=organisation, name=name, role=role, username="", language="en", now=clock.now()
    )
    if role == "supervisor":
        keep_operator_number(
            taken_on.id, ON_CALL_NUMBER, organisation=organisation, now=clock.now()
        )
        put_on_call(taken_on.id, organisation=organisation, on_call=True)
    return {"username": taken_on.username, "password": taken_on.password, "role": role}
