"""
Links for a television: made, opened by one screen, withdrawn.

The code is made here, shown once and kept as a fingerprint; the first screen that brings it
changes it for a cookie of its own, and from then on the code opens nothing.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet

from stillhere.actions import ledger
from stillhere.care.access import Page, Role, may_open
from stillhere.care.screens import KEPT, ends
from stillhere.records.models import Operator, Screen
from stillhere.records.organisations import as_organisation
from stillhere.records.wake import wake

ALPHABET: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""Without signs that look alike across a room."""
LETTERS: Final = 20
"""Nearly a hundred bits: nobody guesses one."""
COOKIE_BYTES: Final = 32
LONGEST: Final = 200
MOST_DIGITS: Final = 9
"""Of an organisation's number; more is nobody's."""
KEPT_IN_SIGHT: Final = 20


class NoSuchScreen(Exception):
    """There is none, or it is not yours to know of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What the screen keeps, and until when."""

    cookie: str
    ends_at: datetime


def make_screen(
    name: str, *, organisation: int, by: int, hours: int, first_names: bool, now: datetime
) -> str:
    """The code, which nobody can read again. Raises `NoSuchScreen` for who may make none."""
    secret = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    with as_organisation(organisation, writing=True):
        _must_still_make_them(by, organisation)
        made = Screen.objects.create(
            organisation_id=organisation,
            name=name,
            first_names=first_names,
            link_digest=_digest(organisation, secret),
            made_by_id=by,
            made_at=now,
            ends_at=ends(now, hours),
        )
        _write("ScreenMade", made.pk, organisation=organisation, by=by, now=now)
    parts = [secret[place : place + 5] for place in range(0, LETTERS, 5)]
    return "-".join([str(organisation), *parts])


def open_screen(code: str, *, now: datetime) -> Opened | None:
    """Once. None for whatever does not open anything (any more); nobody is told why."""
    organisation, secret = _read(code.upper().replace(" ", ""), "-")
    if organisation is None:
        return None
    cookie = secrets.token_urlsafe(COOKIE_BYTES)
    found = _working(organisation, now).filter(link_digest=_digest(organisation, secret))
    with as_organisation(organisation):
        if not found.exists():  # a stranger's guess must not take the lock of who writes
            return None
    with as_organisation(organisation, writing=True):
        screen = found.first()
        kept = {"link_digest": None, "cookie_digest": _digest(organisation, cookie)}
        if screen is None or not found.update(opened_at=now, **kept):
            return None
        _write("ScreenOpened", screen.pk, organisation=organisation, by=None, now=now)
    return Opened(cookie=f"{organisation}-{cookie}", ends_at=screen.ends_at)


def screen_of(cookie: str, *, now: datetime) -> Screen | None:
    """Whose cookie this is, while it shows anything."""
    number, _, secret = cookie[:LONGEST].partition("-")
    organisation = _number(number)
    if organisation is None or not secret:
        return None
    with as_organisation(organisation):
        digest = _digest(organisation, secret)
        shown = _working(organisation, now).select_related("organisation")
        return shown.filter(cookie_digest=digest).first()


def withdraw_screen(screen_id: int, *, organisation: int, by: int, now: datetime) -> None:
    """Twice is once. Raises `NoSuchScreen`."""
    with as_organisation(organisation, writing=True):
        ours = Screen.objects.filter(pk=screen_id, organisation_id=organisation)
        if not ours.exists():
            raise NoSuchScreen(screen_id)
        _withdraw(screen_id, organisation=organisation, by=by, now=now)


def withdraw_all_of(maker: int, *, organisation: int, by: int, now: datetime) -> None:
    """Inside `as_organisation`, when somebody may make none any more: codes nobody opened too."""
    theirs = _working(organisation, now).filter(made_by_id=maker).order_by("pk")
    for screen_id in list(theirs.values_list("pk", flat=True)):
        _withdraw(screen_id, organisation=organisation, by=by, now=now)


def screens(*, organisation: int) -> list[Screen]:
    """The newest first; those that ended stay in sight for a while."""
    with as_organisation(organisation):
        ours = Screen.objects.filter(organisation_id=organisation).select_related("made_by")
        return list(ours.order_by("-pk")[:KEPT_IN_SIGHT])


def forget_ended(organisation: int, *, now: datetime) -> int:
    """Looks before it locks. That it was made and withdrawn stays in the ledger, without a name."""
    ended = Q(ends_at__lt=now - KEPT) | Q(withdrawn_at__lt=now - KEPT)
    old = Screen.objects.filter(ended, organisation_id=organisation)
    with as_organisation(organisation):
        if not old.exists():
            return 0
    with as_organisation(organisation, writing=True):
        return old.delete()[0]


def _withdraw(screen_id: int, *, organisation: int, by: int, now: datetime) -> None:
    still = Screen.objects.filter(pk=screen_id, organisation_id=organisation, withdrawn_at=None)
    gone = {"link_digest": None, "cookie_digest": None}
    if still.update(withdrawn_at=now, withdrawn_by_id=by, **gone):
        _write("ScreenWithdrawn", screen_id, organisation=organisation, by=by, now=now)
        transaction.on_commit(wake)


def _must_still_make_them(by: int, organisation: int) -> None:
    """Locked: whoever takes them out at this moment finds this screen too, or comes before it."""
    ours = Operator.objects.select_for_update(no_key=True).filter(organisation_id=organisation)
    maker = ours.filter(pk=by, is_active=True).first()
    if maker is None or not may_open(Role(maker.role), Page.SCREENS):
        raise NoSuchScreen


def _working(organisation: int, now: datetime) -> QuerySet[Screen]:
    still = Q(withdrawn_at__isnull=True, ends_at__gt=now)
    return Screen.objects.filter(still, organisation_id=organisation)


def _read(code: str, mark: str) -> tuple[int | None, str]:
    number, _, secret = code[:LONGEST].partition(mark)
    secret = secret.replace(mark, "")
    return (_number(number), secret) if len(secret) == LETTERS else (None, "")


def _number(written: str) -> int | None:
    fits = written.isascii() and written.isdigit() and len(written) <= MOST_DIGITS
    return int(written) if fits else None


def _digest(organisation: int, secret: str) -> bytes:
    """Of a hundred bits and more: a slow one would hide nothing better."""
    return sha256(f"{organisation} {secret}".encode()).digest()


def _write(what: str, screen: int, *, organisation: int, by: int | None, now: datetime) -> None:
    ledger.write(what, organisation=organisation, now=now, operator=by, number=screen)
