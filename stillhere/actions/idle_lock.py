"""Until when each browser shows anything; `care/idle_lock.py` decides it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet

from stillhere.actions import ledger
from stillhere.actions.policy import present_policy
from stillhere.care import idle_lock as rules
from stillhere.care.contact_state import State
from stillhere.records.models import Contact, SignIn, WatchClock
from stillhere.records.organisations import as_organisation
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import put_in_once
from stillhere.records.wake import wake

OFTEN_ENOUGH: Final = timedelta(seconds=15)
"""What puts the lock off by less is not written: a page a second must not be a write a second."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Browser:
    """One sign-in: whose, and the key of its session."""

    key: str
    operator: int
    organisation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    is_open: bool
    after: timedelta
    """How long it stays open untouched, as this organisation chose."""


def look(browser: Browser, *, acts: bool, now: datetime) -> Seen:
    """Whether it shows anything; what somebody does there keeps it open, and never opens it."""
    found, after = _find(browser, now)
    if rules.is_locked(found.locks_at, now):
        return Seen(is_open=False, after=after)
    if acts:
        _put_off(found, rules.touched(found.locks_at, now=now, after=after))
    return Seen(is_open=True, after=after)


def beat(browser: Browser, *, now: datetime) -> None:
    """A live console keeps itself open for as long as somebody is with whoever sits there."""
    found, after = _find(browser, now)
    if rules.is_locked(found.locks_at, now):
        return
    with as_organisation(browser.organisation):
        nearly = rules.is_nearly(found.locks_at, now)
        until = rules.beaten(
            found.locks_at,
            now=now,
            after=after,
            has_somebody=_has_somebody(browser),
            is_asked=nearly and _is_asked(browser),
        )
    _put_off(found, until)


def lock(browser: Browser, *, now: datetime) -> None:
    """At once. Twice is once. Raises `WithSomebody`."""
    _find(browser, now)
    with as_organisation(browser.organisation, writing=True):
        if _has_somebody(browser):
            raise rules.WithSomebody
        if _rows(browser).filter(locks_at__gt=now).update(locks_at=now):
            _write("ScreenLocked", browser, now)


def unlock(browser: Browser, *, now: datetime) -> None:
    """Whoever is signed in there has proved it once more."""
    _, after = _find(browser, now)
    with as_organisation(browser.organisation, writing=True):
        if _rows(browser).filter(locks_at__lte=now).update(locks_at=now + after):
            _write("ScreenUnlocked", browser, now)


def _find(browser: Browser, now: datetime) -> tuple[SignIn, timedelta]:
    with as_organisation(browser.organisation):
        found = _KNOWN.one(browser.key)
        policy = present_policy(organisation=browser.organisation, practice=False)
    after = policy.seconds("idle_lock")
    return found or _begin(browser, now + after), after


def _begin(browser: Browser, locks_at: datetime) -> SignIn:
    """Somebody has just signed in; what their earlier browsers left behind goes."""
    new = SignIn(
        organisation_id=browser.organisation,
        operator_id=browser.operator,
        key=browser.key,
        locks_at=locks_at,
    )
    still = Session.objects.values("session_key")
    with as_organisation(browser.organisation, writing=True):
        SignIn.objects.filter(operator_id=browser.operator).exclude(key__in=still).delete()
        return put_in_once(new, lambda: _KNOWN.one(browser.key))[0]


def _put_off(found: SignIn, until: datetime) -> None:
    """Only if nothing else moved it meanwhile: losing is normal, and a lock is never lost to it."""
    sooner, later = until < found.locks_at, until - found.locks_at >= OFTEN_ENOUGH
    if sooner or later:
        with as_organisation(found.organisation_id, writing=True):
            unmoved = SignIn.objects.filter(pk=found.pk, locks_at=found.locks_at)
            unmoved.update(locks_at=until)


def _rows(browser: Browser) -> QuerySet[SignIn]:
    return SignIn.objects.filter(key=browser.key, organisation_id=browser.organisation)


def _has_somebody(browser: Browser) -> bool:
    """Inside `as_organisation`."""
    asked = (browser.operator, browser.organisation)
    return bool(_HOLDS.one(*asked) or _HAS.one(*asked))


def _is_asked(browser: Browser) -> bool:
    """Inside `as_organisation`: rung, or asked to take somebody over, or on the telephone for help.

    All that is open is read for it: asked only when the screen would lock within a minute.
    """
    wanted = Q(facts__offered_to=browser.operator) | Q(facts__decided__by=browser.operator)
    watches = WatchClock.objects.filter(wanted, organisation_id=browser.organisation)
    if watches.exclude(state="closed").exists():
        return True
    ringing = Contact.objects.filter(organisation_id=browser.organisation, state=State.RINGING)
    rung = ringing.values_list("facts__offered_to", flat=True)
    return any(browser.operator in (whom or ()) for whom in rung)


def _write(what: str, browser: Browser, now: datetime) -> None:
    ledger.write(what, organisation=browser.organisation, now=now, operator=browser.operator)
    transaction.on_commit(wake)


_KNOWN: Final = Prepared(lambda key: SignIn.objects.filter(key=key))
_HOLDS: Final = Prepared(
    lambda operator, organisation: (
        WatchClock.objects.filter(organisation_id=organisation, holder_id=operator)
        .exclude(state="closed")
        .values_list("pk", flat=True)[:1]
    )
)
_HAS: Final = Prepared(
    # Of a contact whose watch goes on, whoever holds the watch has the person.
    lambda operator, organisation: Contact.objects.filter(
        Q(watch__isnull=True) | Q(watch__clock__state="closed"),
        organisation_id=organisation,
        operator_id=operator,
        ended_at__isnull=True,
    ).values_list("pk", flat=True)[:1]
)
