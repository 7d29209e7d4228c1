"""Somebody without a name: a first contact by code, and every way of coming back to it."""

import pytest

from stillhere.care.watch_state import State
from stillhere.records.models import Code
from stillhere.records.organisations import as_organisation
from tests.actions.coding import ANSWERS
from tests.console.desk import text_of
from tests.console.test_code import candidate, words_on
from tests.journeys.callers import Chatter
from tests.journeys.conftest import Later
from tests.journeys.peers import Peer
from tests.journeys.way import Night

pytestmark = [pytest.mark.both, pytest.mark.usefixtures("quick_codes")]
OWN_WORD = "lantern"
MONTH = 30 * 24 * 60


@pytest.fixture
def code(night: Night, ana: Peer, sam: Chatter, later: Later) -> str:
    """A first contact by code: watched over, in the quiet part a code, then kept by a yes."""
    sam.opens_a_chat()
    ana.takes(sam)
    ana.asks_about(sam, called="Robin", place="12 Example Street")
    ana.plans(sam)
    ana.begins_watch(sam)
    later(seconds=60)
    ana.does(f"contacts/{sam.contact}/code/make", own_word=OWN_WORD, **ANSWERS)
    ana.does(f"contacts/{sam.contact}/code/keep", answer="yes")
    words = words_on(ana.person(sam.contact, "code"))
    ana.does(f"contacts/{sam.contact}/code/said")
    sam.is_okay()
    ana.closes(sam)
    ana.ends(sam)
    return words


@pytest.fixture
def back(code: str, night: Night, ana: Peer, later: Later) -> Chatter:
    """A month later, on somebody else's phone: to us a stranger."""
    ana.laptop_dies()
    night.time.wait(MONTH * 60)
    ana.comes_back()
    stranger = Chatter(night)
    stranger.opens_a_chat()
    ana.takes(stranger)
    return stranger


def says_code(ana: Peer, who: Chatter, code: str) -> None:
    ana.does(f"contacts/{who.contact}/code/find", spoken=code)
    found = candidate(ana.person(who.contact, "code"))
    ana.does(f"contacts/{who.contact}/code/it-is", code=found)


def codes(night: Night) -> int:
    with as_organisation(night.organisation):
        return Code.objects.count()


def test_a_first_contact_by_code_is_watched_like_any_other(
    code: str, sam: Chatter, ana: Peer
) -> None:
    """CD1, CD2."""
    assert len(code.split()) == 4
    assert sam.state() is State.CLOSED
    assert code.split(maxsplit=1)[0] not in ana.reads(sam, "code")


def test_a_returning_caller_gives_the_code_confirms_and_says_the_address_again(
    code: str, back: Chatter, ana: Peer
) -> None:
    """IN1, AF1, CD3."""
    before = ana.reads(back, "ask")
    says_code(ana, back, code)
    after = ana.reads(back, "ask")
    ana.asks_about(back, called="Robin")
    plan = ana.person(back.contact, "plan")

    assert "Robin" not in before
    assert "Last time: Robin" in after
    assert 'value="Jo"' in plan
    assert "12 Example Street" not in text_of(plan)
    assert "No place yet: help cannot find them." in ana.reads(back)


def test_one_wrong_answer_brings_somebody_to_look_at_and_nothing_else(
    code: str, back: Chatter, ana: Peer
) -> None:
    """CD3, CO8."""
    wrong = ANSWERS | {"first_school": "Oak Street"}
    ana.does(f"contacts/{back.contact}/code/match", **wrong)
    page = ana.reads(back, "code")

    assert "Perhaps theirs: one answer differs." in page
    assert "Robin" not in ana.reads(back, "ask")
    assert "12 Example Street" not in ana.reads(back, "plan")
    assert code.split(maxsplit=1)[0] not in back.reads()


def test_who_knows_the_answers_but_not_the_word_erases_nothing(
    code: str, back: Chatter, ana: Peer, night: Night
) -> None:
    """CD4."""
    says_code(ana, back, code)
    no = ana.is_told_no(ana.does, f"contacts/{back.contact}/code/forget", own_word="something else")

    assert "Nothing was erased." in no
    assert codes(night) == 1


def test_forget_me_is_one_act_with_their_own_word(
    code: str, back: Chatter, ana: Peer, night: Night
) -> None:
    """CD4, AF1."""
    says_code(ana, back, code)
    ana.does(f"contacts/{back.contact}/code/forget", own_word=OWN_WORD)

    assert codes(night) == 0
    assert "Robin" not in ana.reads(back, "ask")
