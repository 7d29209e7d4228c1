"""No page shows a bare code, and what is read back can be relied on."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from stillhere.care.aftercare import Finding, VerifiedWith
from stillhere.care.channel import Channel
from stillhere.care.contact_state import EndReason, Need
from stillhere.care.intake import Prepared, Question
from stillhere.care.pace import Route
from stillhere.care.plan import Help, IfDropped, Missing, Step, Terms
from stillhere.care.policy import Policy
from stillhere.care.watch_events import CloseReason
from stillhere.care.watch_state import Went
from stillhere.console import answers, wording
from stillhere.console.reading_back import in_minutes, seconds_until_emergency
from stillhere.console.sentences import ASKED

CODES: list[type[StrEnum]] = [
    Channel,
    Route,
    Need,
    EndReason,
    Question,
    Prepared,
    Help,
    IfDropped,
    Missing,
    Went,
    CloseReason,
    Finding,
    VerifiedWith,
    answers.Substance,
    answers.Amount,
    answers.Alone,
    answers.Naloxone,
]


@pytest.mark.parametrize("codes", CODES, ids=lambda codes: codes.__name__)
def test_every_code_has_a_word(codes: type[StrEnum]) -> None:
    assert all(wording.said(code) for code in codes)


def test_every_question_has_a_sentence_to_say() -> None:
    assert set(ASKED) == set(Question)


def test_every_reason_says_what_it_needs() -> None:
    assert set(wording.CLOSE_NEEDS) == set(CloseReason)


JO, EMERGENCY = Step(help=Help.CONTACT, helper=0), Step(help=Help.EMERGENCY)


@pytest.mark.parametrize(
    ("terms", "seconds"),
    [
        ({"steps": (EMERGENCY,)}, 180),
        ({"steps": (JO, EMERGENCY)}, 360),
        ({"steps": (JO, EMERGENCY), "both_at_once": True}, 180),
        ({"steps": (JO, EMERGENCY), "emergency_after": 2}, 300),
        ({"steps": (JO,), "emergency_after": 5}, 480),
        ({"steps": (JO,)}, None),
        ({"steps": ()}, None),
    ],
)
def test_the_sum_until_911_counts_everyone_before_it(
    terms: Mapping[str, object], seconds: int | None
) -> None:
    plan = Terms(**terms)  # type: ignore[arg-type]  # a table of examples

    assert seconds_until_emergency(plan, Policy(), pace=120) == seconds


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, "1 second"),
        (45, "45 seconds"),
        (60, "1 minute"),
        (180, "3 minutes"),
        (90, "1 minute 30 s"),
    ],
)
def test_a_time_is_said_as_one_says_it_aloud(seconds: int, said: str) -> None:
    assert in_minutes(seconds) == said
