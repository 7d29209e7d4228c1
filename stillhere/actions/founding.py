"""How an installation gets its organisations, its lines and the people who answer."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import available_timezones

from django.conf import settings as around
from django.utils.text import slugify

from stillhere.actions import ledger
from stillhere.actions.line_secret import SETTING, Sealed, seal_secret
from stillhere.care.access import Role
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_line, as_organisation_named, as_username

SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class CannotFound(Exception):
    """One sentence that says what to do instead."""


class NameTaken(CannotFound):
    """Somebody signs in by this name already, here or in another organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOn:
    id: int
    username: str
    password: str
    """Shown once; only its hash is kept."""


def found_organisation(
    *, slug: str, name: str, language: str, time_zone: str, now: datetime
) -> int:
    _must_be_slug(slug)
    _must_be_language(language)
    if time_zone not in available_timezones():
        raise CannotFound(f"There is no time zone {time_zone!r}. Like America/St_Johns.")
    with as_organisation_named(slug):
        if Organisation.objects.filter(slug=slug).exists():
            raise CannotFound(f"There is an organisation {slug!r} already. Choose another slug.")
    with as_organisation_named(slug):  # another: on SQLite nothing is read before it is written
        return Organisation.objects.create(
            slug=slug, name=name, language=language, time_zone=time_zone, created_at=now
        ).pk


def find_organisation(slug: str) -> int:
    with as_organisation_named(slug):
        found = Organisation.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise CannotFound(
            f"There is no organisation {slug!r}. Found it first: stillhere create-organisation."
        )
    return found


def take_on(
    *, organisation: int, name: str, role: str, username: str, language: str, now: datetime
) -> TakenOn:
    """The password is hashed before the transaction: that is slow on purpose."""
    if role not in list(Role):
        raise CannotFound(f"There is no role {role!r}. Choose one of: {', '.join(Role)}.")
    _must_be_language(language)
    called = (username or slugify(name)).lower()
    if not called:
        raise CannotFound(f"No user name can be made from {name!r}. Give one with --username.")
    password = secrets.token_urlsafe(12)
    operator = Operator(
        organisation_id=organisation, username=called, name=name, role=role, language=language
    )
    operator.speaks = [language]
    operator.set_password(password)
    must_be_free(called)
    with as_organisation(organisation, writing=True):
        put_down(operator, now=now)
    return TakenOn(id=operator.pk, username=called, password=password)


def must_be_free(username: str) -> None:
    """Outside any organisation: a name is one on the whole installation. Raises `NameTaken`."""
    with as_username(username):
        if Operator.objects.filter(username__iexact=username).exists():
            raise NameTaken(f"Somebody signs in as {username!r} already. Give another --username.")


def put_down(operator: Operator, *, now: datetime, by: int | None = None) -> None:
    """Inside `as_organisation`: a new account. `by`: who invited them; None: at the server."""
    operator.save(force_insert=True)
    ledger.write(
        "TakenOn",
        organisation=operator.organisation_id,
        now=now,
        operator=operator.pk,
        about=by,
        role=operator.role,
    )


def open_line(
    *,
    organisation: int,
    slug: str,
    name: str,
    provider: str,
    number: str,
    language: str,
    practice: bool,
    now: datetime,
    settings: Mapping[str, Any] | None = None,
    secret: str = "",
) -> int:
    """`provider`, `number` and `settings` as `lines` has checked them; `secret` is kept sealed."""
    _must_be_slug(slug)
    _must_be_language(language)
    sealed = _sealed(organisation, secret) if secret else None
    with as_line(slug):
        if Line.objects.filter(slug=slug).exists():
            raise CannotFound(f"There is a line {slug!r} already. Choose another slug.")
    with as_organisation(organisation, writing=True):
        line = Line.objects.create(
            organisation_id=organisation,
            slug=slug,
            name=name,
            provider=provider,
            number=number,
            language=language,
            practice=practice,
            settings={**(settings or {}), **({SETTING: sealed.setting} if sealed else {})},
        )
        if sealed:
            sealed.key.save(now)
        ledger.write("LineOpened", organisation=organisation, now=now, kind=provider)
    return line.pk


def _sealed(organisation: int, secret: str) -> Sealed:
    try:
        return seal_secret(organisation, secret)
    except CannotOpen:
        raise CannotFound(
            "The token cannot be sealed: there is no sealing key here. Run: stillhere prepare"
        ) from None


def _must_be_slug(slug: str) -> None:
    if not SLUG.fullmatch(slug):
        raise CannotFound(
            f"A slug is a-z, 0-9 and hyphens between them, not {slug!r}. Like north-line."
        )


def _must_be_language(language: str) -> None:
    spoken = [code for code, _ in around.LANGUAGES]
    if language not in spoken:
        raise CannotFound(f"We do not speak {language!r}. Choose one of: {', '.join(spoken)}.")
