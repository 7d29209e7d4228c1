"""What a line says in its own words: from a signature on, in open watches too, and never before."""

from datetime import datetime, timedelta

import pytest

from stillhere.actions.chosen import ChosenMeanwhile
from stillhere.actions.claiming import claim
from stillhere.actions.own_words import SETTLED, CannotSay, own_words, sign_words
from stillhere.actions.parcel import parcel
from stillhere.actions.thread import thread
from stillhere.actions.watch import pass_time
from stillhere.care.duties import Kind, Lane
from stillhere.care.own_words import OwnWords, Text, Wrong
from stillhere.care.refused import NotYours
from stillhere.records.models import Chosen, Contact, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import begins, entries, later, texts
from tests.records.everything import found
from tests.somebody import an_operator

pytestmark = pytest.mark.both
HELLO = "Hi, a person comes in a moment."
OURS = OwnWords({(Text.GREETING, "en"): HELLO})
SETTLED_S = SETTLED.total_seconds()


def signs(by: Operator, now: datetime, own: OwnWords = OURS, *, seen: int = 0) -> Chosen:
    return sign_words(own, organisation=by.organisation_id, seen=seen, by=by.pk, now=now)


def sent(line: Line, now: datetime) -> list[str]:
    """What leaves now, in the lane of care."""
    taken = claim(Lane.CARE, organisation=line.organisation_id, now=now)
    return [parcel(each).words for each in taken if each.kind is Kind.TEXT_CALLER]


def shown(contact: int, line: Line) -> list[str]:
    said = thread(contact, organisation=line.organisation_id)
    return [each.words for each in said if not each.inbound]


def test_what_is_sent_says_what_was_signed(line: Line, sam: Operator, noon: datetime) -> None:
    """IN2."""
    signs(sam, noon)
    contact = begins(line, later(noon, SETTLED_S))

    assert sent(line, later(noon, SETTLED_S)) == [HELLO]
    assert shown(contact, line) == [HELLO]


def test_what_was_sent_before_is_shown_as_it_was_sent(
    line: Line, sam: Operator, noon: datetime
) -> None:
    """IN2: a text is made again whenever it is read, and must not change with the words."""
    contact = begins(line, noon)
    before = shown(contact, line)
    signs(sam, later(noon, 1))

    assert shown(contact, line) == before != [HELLO]


def test_what_is_owed_while_somebody_signs_is_said_in_the_words_before(
    line: Line, sam: Operator, noon: datetime
) -> None:
    """IN2: neither knows of the other yet."""
    signs(sam, noon)
    contact = begins(line, later(noon, SETTLED_S - 1))

    assert sent(line, later(noon, SETTLED_S)) == shown(contact, line) != [HELLO]


def test_a_watch_that_is_open_is_asked_in_the_new_words(
    watch: int, contact: Contact, line: Line, sam: Operator, noon: datetime
) -> None:
    """WA4: its times stay as they were; a word that is wrong need not."""
    signs(sam, noon, OwnWords({(Text.ASK, "en"): "All good? Send {digit}."}))
    pass_time(line.organisation_id, [watch], now=later(noon, 121))

    (asked,) = [each for each in shown(contact.pk, line) if each.startswith("All good?")]
    assert asked[-2].isdigit()


@pytest.mark.parametrize(
    ("text", "words", "wrong"),
    [
        (Text.GREETING, "Overdose line, hello.", Wrong.TELLS),
        (Text.ASK, "All good?", Wrong.LACKS),
        (Text.GREETING, "a" * 161, Wrong.TOO_LONG),
    ],
)
def test_words_that_tell_or_cannot_be_answered_are_never_in_force(
    text: Text, words: str, wrong: Wrong, sam: Operator, noon: datetime
) -> None:
    """IN2, WA4."""
    with pytest.raises(CannotSay) as no:
        signs(sam, noon, OwnWords({(text, "en"): words}))

    assert [each.wrong for each in no.value.wrong] == [wrong]
    with as_organisation(sam.organisation_id):
        assert own_words(sam.organisation_id).signed == ()


def test_a_name_that_tells_is_left_out_of_own_words_too(
    line: Line, sam: Operator, noon: datetime
) -> None:
    """IN2."""
    with as_organisation(line.organisation_id, writing=True):
        Line.objects.filter(pk=line.pk).update(name="Overdose line")
    signs(sam, noon, OwnWords({(Text.WHO_WE_ARE, "en"): "{line} here. Danger: 911."}))
    (contact,) = texts(line, "hi", later(noon, 60), key="1")
    texts(line, "info", later(noon, 61), key="2")

    assert shown(contact, line)[-1] == "A person will answer you here. In danger call 911."


def test_every_version_is_kept_with_its_name_and_the_ledger_has_no_word_of_it(
    line: Line, sam: Operator, noon: datetime
) -> None:
    first, second = signs(sam, noon), signs(sam, later(noon, 60), OwnWords(), seen=1)

    assert (first.signed_by, second.number, second.values) == (sam.name, 2, {})
    signed = [each.facts for each in entries(line, what="ChosenSigned")]
    assert signed == [{"number": n, "kind": "messages"} for n in (1, 2)]


def test_two_at_once_lose_nothing(
    organisation: Organisation, sam: Operator, noon: datetime
) -> None:
    lee = an_operator(organisation, "lee", role="administrator")
    signs(sam, noon)

    with pytest.raises(ChosenMeanwhile):
        signs(lee, noon, OwnWords({(Text.GREETING, "en"): "Hello."}))
    assert signs(sam, noon).number == 1  # a button pressed twice


@pytest.mark.parametrize("role", ["operator", "coordinator", "evaluator"])
def test_nobody_else_signs(organisation: Organisation, noon: datetime, role: str) -> None:
    with pytest.raises(NotYours):
        signs(an_operator(organisation, "kim", role=role), noon)


def test_another_organisation_says_its_own(line: Line, sam: Operator, noon: datetime) -> None:
    """I12."""
    signs(sam, noon)
    south = found("south", now=noon)

    with as_organisation(south.pk):
        assert own_words(south.pk).at(noon + timedelta(days=1)) == OwnWords()
