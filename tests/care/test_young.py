"""How old somebody may be changes what stands beside the page, and nothing of what we do."""

import pytest

from stillhere.care.intake import Question
from stillhere.care.policy import Policy
from stillhere.care.young import PERHAPS_YOUNG, YOUNGEST, shows_guidance
from stillhere.console.questions import CHOICES


@pytest.mark.parametrize(("age", "under"), [(PERHAPS_YOUNG, 16), ("under_18", 18), ("18_30", 19)])
def test_guidance_is_shown_where_they_may_be_under_the_organisations_age(
    age: str, under: int
) -> None:
    """IN4: a doubt shows it."""
    assert shows_guidance(age, policy=Policy(guidance_under=under))


@pytest.mark.parametrize("age", ["18_30", "31_40", ""])
def test_older_than_that_or_not_said_shows_nothing(age: str) -> None:
    """IN4: nobody is taken to be young."""
    assert not shows_guidance(age, policy=Policy())


def test_every_age_that_shows_it_is_an_answer_one_can_press() -> None:
    """IN4."""
    assert set(YOUNGEST) <= set(CHOICES[Question.AGE_BAND])
