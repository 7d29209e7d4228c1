"""Whom they would like to be with: offered, never assumed, and nobody is let go for it."""

from dataclasses import replace

import pytest

from stillhere.care.contact_events import Ended, HandedOn, OperatorWished
from stillhere.care.contact_state import EndReason
from stillhere.care.refused import DoesNotFit, NotYours
from stillhere.care.wished import INDIGENOUS
from tests.care.contacting import ANA, taken, then, waits
from tests.care.watching import BEN

WISH = OperatorWished(by=ANA, skill=INDIGENOUS)


def test_nobody_is_taken_to_want_it() -> None:
    """IN7: offered, never assumed."""
    assert taken().wished == ""


def test_a_wish_changes_no_clock_and_lets_nobody_go() -> None:
    """IN7: they keep the operator they have."""
    before = taken()
    wished = then(before, 20, WISH)

    assert wished == replace(before, wished=INDIGENOUS)
    assert then(wished, 30, OperatorWished(by=ANA, skill="")) == before


def test_the_wish_goes_with_them_and_ends_with_the_contact() -> None:
    """IN7: what they said of themself is needed no longer than they are here."""
    wished = then(taken(), 20, WISH)

    assert then(wished, 30, HandedOn(by=ANA, free=(BEN.id,))).wished == INDIGENOUS
    assert then(wished, 30, Ended(by=ANA, reason=EndReason.NO_WATCH_NEEDED)).wished == ""


def test_only_who_has_them_writes_it_down() -> None:
    """IN7."""
    with pytest.raises(NotYours):
        then(taken(), 20, OperatorWished(by=BEN, skill=INDIGENOUS))
    with pytest.raises(DoesNotFit):
        then(waits(), 20, WISH)
