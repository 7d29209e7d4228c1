"""Some whole lives beside the examples, while the gate looks which branches are met.

All others (marked `wide`) run without that: looking takes as long again as living.
"""

from hypothesis import given

from tests.care.any_contact import Story, lived, stories
from tests.care.anything import Life, live, lives


@given(lives)
def test_whatever_happens_to_a_watch_it_ends_or_is_due(life: Life) -> None:
    """I1."""
    for moment in live(life):
        assert moment.after.is_open == (moment.after.due_at is not None)


@given(stories)
def test_whatever_happens_to_a_contact_it_ends_or_is_due(story: Story) -> None:
    """I1."""
    for moment in lived(story):
        assert moment.after.is_open == (moment.after.due_at is not None)
