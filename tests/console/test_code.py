"""The unique code at the console: offered, never required; found by a person, never by itself."""

import re

import pytest

from stillhere.actions.opening import open_contact
from stillhere.care.channel import Channel
from stillhere.records import digest
from stillhere.records.models import Code, Line
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver, clock
from tests.actions.coding import ANSWERS
from tests.console.desk import Desk, text_of

pytestmark = pytest.mark.usefixtures("quick_codes")

WORDS = re.compile(r"Your code is: ([^.]+)\.")


@pytest.fixture
def code(ana: Desk, taken: int) -> str:
    """The words of a code made in the first contact."""
    ana.press(f"/console/contacts/{taken}/code/make", own_word="lantern", **ANSWERS)
    return words_on(ana.person(taken, "code"))


@pytest.fixture
def back(ana: Desk, taken: int, code: str, line: Line, time: HandedOver) -> int:
    """Who made it comes back in another browser, and Ana has taken them."""
    ana.press(f"/console/contacts/{taken}/end", reason="ended")
    time.wait(86400)
    return taken_again(ana, line)


def taken_again(ana: Desk, line: Line) -> int:
    """Somebody from elsewhere: nothing connects them with anybody but what they say."""
    ana.press("/console/shift/on", key="ana", sound_heard="yes")
    contact = open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.CHAT,
        address="another browser's ticket",
        language="en",
        key="second",
        words="hi again",
        now=clock.now(),
    ).contact_id
    ana.press(f"/console/contacts/{contact}/take")
    return contact


def words_on(page: str) -> str:
    found = WORDS.search(page)
    assert found is not None
    return found.group(1)


def test_the_code_is_offered_from_hello_to_the_end_and_never_required(
    ana: Desk, watched: int, taken: int
) -> None:
    """CD1."""
    pages = [ana.person(taken, step) for step in ("hello", "watch", "after")]
    code = text_of(ana.person(taken, "code"))

    assert all("?step=code" in page for page in pages)
    assert "a nickname, a number or nothing at all is just as good" in code


def test_the_callers_own_word_comes_first(ana: Desk, taken: int) -> None:
    """CD1."""
    page = text_of(ana.person(taken, "code")).split("Offer a code")[1]

    assert page.index("First choose a word of your own") < page.index(
        "What are the first two letters"
    )


def test_every_question_is_a_sentence_one_says(ana: Desk, taken: int) -> None:
    """CD2."""
    page = text_of(ana.person(taken, "code"))

    assert "On which day of the month were you born?" in page
    assert "You can skip any of these, or say a word of your own instead." in page


def test_in_an_alarm_no_code_is_offered(
    ana: Desk, watched: int, taken: int, time: HandedOver
) -> None:
    """CD1."""
    time.wait(125)
    ana.let_time_pass(watched)
    page = ana.person(taken, "code")

    ana.press(f"/console/contacts/{taken}/code/make", **ANSWERS)

    assert "/code/make" not in page
    assert ana.status == 409


def test_the_words_are_shown_to_be_said_until_the_caller_has_them(
    ana: Desk, taken: int, code: str
) -> None:
    """CD2."""
    again = ana.person(taken, "code")
    ana.press(f"/console/contacts/{taken}/code/said")

    assert len(code.split()) == 4
    assert words_on(again) == code
    assert code.split(maxsplit=1)[0] not in text_of(ana.person(taken, "code"))


def test_a_caller_who_speaks_french_gets_french_words(ana: Desk, taken: int) -> None:
    """CD2."""
    ana.press(f"/console/contacts/{taken}/intake", question="language", language="fr")
    ana.press(f"/console/contacts/{taken}/code/make", **ANSWERS)
    page = text_of(ana.person(taken, "code"))

    assert "Votre code est :" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"birth_day": "32"}, "Write a day of the month, from 1 to 31"),
        ({"carer": "", "birth_town": "", "first_school": ""}, "At least three answers are needed"),
    ],
)
def test_what_makes_no_code_says_why_and_keeps_what_was_typed(
    ana: Desk, taken: int, wrong: dict[str, str], sentence: str
) -> None:
    """CD2, CD4."""
    form = {"form": "make", "own_word": "lantern", **ANSWERS, **wrong}

    page = ana.press(f"/console/contacts/{taken}/code/make", **form)

    assert ana.status == 422
    assert sentence in page
    assert 'name="own_word" value="lantern"' in page
    assert 'name="middle_name" value="Lee"' in page


@pytest.mark.parametrize(
    ("spoken", "sentence"),
    [
        ("acorn album", "A code is three words and one digit."),
        ("acorn albums amber 4", "“albums” is not a word of any code."),
        ("acorn album amber 0", "These words and this digit do not fit together."),
    ],
)
def test_what_was_misheard_says_which_part_and_stays(
    ana: Desk, taken: int, spoken: str, sentence: str
) -> None:
    """CD2."""
    page = ana.press(f"/console/contacts/{taken}/code/find", form="find", spoken=spoken)

    assert ana.status == 422
    assert sentence in page
    assert f'value="{spoken}"' in page


def test_a_page_that_kept_what_was_typed_is_only_told_what_to_change(ana: Desk, taken: int) -> None:
    ana.browser.defaults["HTTP_X_SWAP"] = "1"

    said = ana.press(f"/console/contacts/{taken}/code/make", **ANSWERS | {"birth_day": "x"})

    assert said == '{"no": "Write a day of the month, from 1 to 31, or leave it empty."}'


def test_a_returning_caller_says_their_words_and_a_person_confirms(
    ana: Desk, back: int, code: str
) -> None:
    """CD3, CO8."""
    ana.press(f"/console/contacts/{back}/code/find", spoken=code)
    found = ana.person(back, "code")
    ana.press(f"/console/contacts/{back}/code/it-is", code=candidate(found))

    assert "A code fits. Say nothing of it to them" in found
    assert "They have a code, made on 1 November 2026" not in text_of(found)
    assert "They have a code, made on 1 November 2026" in text_of(ana.person(back, "code"))


def test_one_wrong_answer_is_only_perhaps_theirs(ana: Desk, back: int, code: str) -> None:
    """CD3."""
    ana.press(f"/console/contacts/{back}/code/match", **ANSWERS | {"birth_day": "8"})
    page = ana.person(back, "code")

    assert "Perhaps theirs: one answer differs." in page
    assert "They have a code, made on" not in page
    assert code not in page


def test_none_of_these_is_one_press(ana: Desk, back: int, code: str) -> None:
    ana.press(f"/console/contacts/{back}/code/find", spoken=code)
    ana.press(f"/console/contacts/{back}/code/it-is")

    assert "A code fits" not in ana.person(back, "code")


def test_whether_a_code_exists_is_said_by_no_sentence_for_the_caller(
    ana: Desk, back: int, code: str
) -> None:
    """CD3: what is to be said is the same, found or not."""
    ana.press(f"/console/contacts/{back}/code/find", spoken=code)
    found = said_to_them(ana.person(back, "code"))
    ana.press(f"/console/contacts/{back}/code/it-is")
    none = ana.press(
        f"/console/contacts/{back}/code/find", form="find", spoken="acorn album amber 6"
    )

    assert found - said_to_them(none) == {"Thank you. Let us go on."}
    assert "Nothing fits. Do not say so" in none


def test_the_same_answers_ask_for_a_last_word_and_keep_what_was_typed(
    ana: Desk, back: int, code: str
) -> None:
    """CD4."""
    page = ana.press(f"/console/contacts/{back}/code/make", form="make", **ANSWERS)
    refused = ana.status
    ana.press(f"/console/contacts/{back}/code/make", form="make", last_word="kettle", **ANSWERS)

    assert refused == 422
    assert "ask for a last word" in page
    assert 'name="birth_town" value="Trois-Rivières"' in page
    assert words_on(ana.person(back, "code")) != code


def test_forget_me_is_one_press_with_their_own_word(ana: Desk, back: int, code: str) -> None:
    """CD4."""
    ana.press(f"/console/contacts/{back}/code/find", spoken=code)
    ana.press(f"/console/contacts/{back}/code/it-is", code=candidate(ana.person(back, "code")))
    wrong = ana.press(f"/console/contacts/{back}/code/forget", own_word="kettle")
    refused = ana.status
    ana.press(f"/console/contacts/{back}/code/forget", own_word="Lantern!")

    assert refused == 409
    assert "Nothing was erased." in wrong
    with as_organisation(ana.operator.organisation_id):
        assert not Code.objects.exists()


@pytest.mark.parametrize("act", ["make", "find", "match", "it-is", "said", "forget"])
def test_who_is_not_with_them_has_nothing_to_do_with_their_code(
    ben: Desk, stranger: Desk, taken: int, act: str
) -> None:
    """CD3."""
    form = {**ANSWERS, "spoken": "acorn album amber 6", "code": "1", "own_word": "x"}

    ben.press(f"/console/contacts/{taken}/code/{act}", **form)
    stranger.press(f"/console/contacts/{taken}/code/{act}", **form)

    assert (ben.status, stranger.status) == (409, 404)


def test_a_colleague_sees_no_code(ana: Desk, ben: Desk, taken: int, code: str) -> None:
    """CD3."""
    page = ben.person(taken, "code")

    assert code not in page
    assert "They have a code" not in page


def test_when_many_look_at_once_the_page_says_so_and_does_not_hang(
    ana: Desk, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CD2."""
    monkeypatch.setattr(digest, "LONGEST_WAIT", 0)
    with digest._two_at_once, digest._two_at_once:
        page = ana.press(f"/console/contacts/{taken}/code/match", **ANSWERS)

    assert ana.status == 409
    assert "press once more" in page


def candidate(page: str) -> str:
    found = re.search(r'name="code" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def said_to_them(page: str) -> set[str]:
    """Everything on the page that is meant to be said aloud."""
    return set(re.findall(r'class="spoken__words"[^>]*>([^<]+)<', page))


def test_a_supervisors_board_names_who_looks_often(ana: Desk, sam: Desk, taken: int) -> None:
    """CD3: and nobody else's does."""
    for day in range(5):
        answers = ANSWERS | {"birth_day": str(day + 1)}
        ana.press(f"/console/contacts/{taken}/code/match", **answers)

    assert "Ana: 5 looks in 1 contact." in text_of(sam.see("/console/"))
    assert "Looked for codes" not in ana.see("/console/")
