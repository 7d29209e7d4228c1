"""What is walked for everybody's eyes and hands is all there is."""

from datetime import datetime

from stillhere.records.models import Line
from stillhere.records.steady import HandedOver
from tests.web.addresses import every_address
from tests.web.every_page import NO_PAGE, Everybody, visits


def test_every_address_shows_somebody_a_page_or_takes_forms_alone(
    line: Line, time: HandedOver, noon: datetime
) -> None:
    """Not so? Say in `places` what stands in its path, or in `NO_PAGE` why nobody looks at it."""
    everybody = Everybody(line, noon)
    everybody.settle_in()

    pages, nothing = visits(everybody)

    assert not nothing, nothing
    assert {each.pattern for each in every_address()} >= {*NO_PAGE}
    assert len(pages) > 60
