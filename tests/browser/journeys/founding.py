"""A line with its people, beside all others in the same installation."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from itertools import count

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher

from stillhere.actions.policy import keep_policy
from stillhere.care.policy import Policy
from stillhere.records.models import Line, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from stillhere.records.steady import clock
from tests.browser.journeys.people import PASSWORD
from tests.somebody import an_operator

_numbers = count(1)


@contextmanager
def beside_the_browser() -> Iterator[None]:
    """Its event loop lives in our thread, and stands still for as long as we write."""
    with pytest.MonkeyPatch.context() as around:
        around.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


def found_line(
    policy: Policy, language: str, people: Mapping[str, str], *, provider: str = "webchat"
) -> Line:
    """A practice line of an organisation of its own; `people` by name, each with their role."""
    slug, now = f"line-{next(_numbers)}", clock.now()
    with as_organisation_named(slug):
        own = Organisation.objects.create(slug=slug, name="North Line", created_at=now)
    with as_organisation(own.pk, writing=True):
        keep_policy(policy, organisation=own.pk, practice=True, signed_by="", now=now)
        line = Line.objects.create(
            organisation=own,
            slug=slug,
            name="North Line",
            provider=provider,
            language=language,
            practice=True,
        )
    for name, role in people.items():
        _bring(own, name, role=role, language=language)
    return line


def login(name: str, line: Line) -> str:
    """A name to sign in with is somebody's alone in the whole installation."""
    return f"{name}-{line.slug}"


def _bring(own: Organisation, name: str, *, role: str, language: str) -> None:
    operator = an_operator(own, f"{name}-{own.slug}", role=role)
    operator.name = name.title()
    operator.language = language
    operator.password = _kept()
    with as_organisation(own.pk, writing=True):
        operator.save()


@lru_cache(maxsize=1)
def _kept() -> str:
    return Argon2PasswordHasher().encode(PASSWORD, "a-grain-of-salt")
