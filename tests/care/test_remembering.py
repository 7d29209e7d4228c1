"""What is kept for next time: five things, and never a place, a way in or a word that answers."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stillhere.care.intake import NOTHING_SAID, Answers, Question
from stillhere.care.plan import Help, Helper, Step, Terms, Words
from stillhere.care.remembering import NOTHING_KEPT, Remembered, remember
from tests.care.watching import PLAN

TOLD = Answers(
    given={
        Question.CALLED: "Robin",
        Question.NALOXONE: "in_reach",
        Question.CONDITIONS: "asthma",
        Question.PLACE: "12 Example Street",
        Question.WAY_IN: "buzzer 4",
        Question.CALL_BACK_NUMBER: "+14165550123",
        Question.SUBSTANCE: "opioid",
    }
)
SAID = Words(
    place="12 Example Street",
    way_in="buzzer 4",
    helpers=(Helper(name="Jo", number="+14165550177", minutes=5, may_be_told="that I am sick"),),
    never="my boss",
    instead="9-8-8",
    ok_word="bluebird",
    duress_word="umbrella",
    say_if_answered="the library",
    community_number="+18675550111",
)
WORDS = st.text(min_size=1, max_size=20).map(lambda word: f"<{word}>")


def test_name_naloxone_and_conditions_are_kept() -> None:
    """AF1."""
    kept = remember(TOLD, SAID, PLAN).answers.given

    assert kept == {
        Question.CALLED: "Robin",
        Question.NALOXONE: "in_reach",
        Question.CONDITIONS: "asthma",
    }


def test_of_whom_to_call_a_first_name_and_a_number_are_kept() -> None:
    """AF1."""
    assert remember(TOLD, SAID, PLAN).words == Words(
        helpers=(Helper(name="Jo", number="+14165550177"),), never="my boss", instead="9-8-8"
    )


@given(place=WORDS, way_in=WORDS, ok_word=WORDS, duress_word=WORDS)
def test_where_they_are_is_never_kept(
    place: str, way_in: str, ok_word: str, duress_word: str
) -> None:
    """AF1, IN1."""
    words = Words(place=place, way_in=way_in, ok_word=ok_word, duress_word=duress_word)
    told = Answers(given={**TOLD.given, Question.PLACE: place, Question.WAY_IN: way_in})
    kept = strings(remember(told, words, PLAN).as_values())

    assert not {place, way_in, ok_word, duress_word} & set(kept)


def test_wishes_are_kept_and_agreed_to_by_nobody() -> None:
    """AF1, PL5."""
    wishes = remember(TOLD, SAID, PLAN).terms

    assert (wishes.steps, wishes.reach, wishes.if_dropped) == (
        PLAN.steps,
        PLAN.reach,
        PLAN.if_dropped,
    )
    assert not any((wishes.read_back, wishes.place_given, wishes.contact_can_ring))
    assert wishes.missing


def test_a_consent_of_last_time_is_none_of_today() -> None:
    """AF1, ES3."""
    agreed = replace(PLAN, may_give_number=True, may_name_drug=True, refusal_answered=True)
    wishes = remember(TOLD, SAID, agreed).terms

    assert not any((wishes.may_give_number, wishes.may_name_drug, wishes.refusal_answered))


def test_a_communitys_own_number_would_say_where_they_live() -> None:
    """AF1."""
    there = replace(PLAN, steps=(Step(help=Help.COMMUNITY), *PLAN.steps))

    assert remember(TOLD, SAID, there).terms.steps == PLAN.steps


def test_what_was_kept_stays_until_they_say_otherwise() -> None:
    """AF1."""
    before = remember(TOLD, SAID, PLAN)
    now = Answers(given={Question.CALLED: "Sam"}, refused=frozenset({Question.CONDITIONS}))
    after = remember(now, None, None, before=before)

    assert after.answers.given == {Question.CALLED: "Sam", Question.NALOXONE: "in_reach"}
    assert (after.words, after.terms) == (before.words, before.terms)


def test_a_new_plan_takes_the_place_of_the_old_one() -> None:
    """AF1, PL6."""
    before = remember(TOLD, SAID, PLAN)
    after = remember(NOTHING_SAID, Words(), Terms(), before=before)

    assert (after.words, after.terms) == (Words(), Terms())


def test_it_is_read_again_as_it_was_kept() -> None:
    kept = remember(TOLD, SAID, PLAN)

    assert Remembered.from_values(kept.as_values()) == kept


def test_what_may_not_be_kept_is_not_read_either() -> None:
    """AF1."""
    values = NOTHING_KEPT.as_values()
    values["answers"] = {"place": "12 Example Street", "called": "Robin"}
    values["words"] = SAID.as_values()

    assert "12 Example Street" not in strings(Remembered.from_values(values).as_values())


def strings(values: object) -> list[str]:
    """Every string in it, however deep."""
    match values:
        case str():
            return [values]
        case dict():
            return [each for value in values.values() for each in strings(value)]
        case list() | tuple():
            return [each for value in values for each in strings(value)]
        case _:
            return []
