"""What another organisation has chosen is nobody else's to see."""

from stillhere.records.models import Operator
from tests.console.desk import Desk
from tests.console.test_policies import PAGE, SIGN, as_typed
from tests.web.factors import has_a_second_factor


def test_another_organisation_sees_its_own(sam: Desk, stranger: Desk) -> None:
    sam.press(SIGN, **as_typed(decide_now="90 s"))
    Operator.objects.filter(pk=stranger.operator.pk).update(role="supervisor")
    has_a_second_factor(stranger.operator)

    page = stranger.see(PAGE)

    assert "Nobody has approved these values" in page
    assert sam.operator.name not in page
