"""Another organisation's line is nobody else's to see or change."""

from stillhere.care.access import Role
from stillhere.records.models import Line
from tests.console.desk import Desk
from tests.console.test_lines import PAGE, again
from tests.console.test_policies import somebody


def test_another_organisations_line_is_not_there(line: Line, stranger: Desk) -> None:
    """I12."""
    other = somebody(stranger.operator.organisation, Role.ADMINISTRATOR, "max")

    other.press(f"{PAGE}{line.slug}/name", name="Theirs")

    assert other.status == 404
    assert line.slug not in other.see(PAGE)
    assert again(line).name == line.name
