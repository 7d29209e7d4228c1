"""One person's page: taking, talking, joining, ending."""

from tests.console.desk import Desk


def test_one_press_takes_somebody_who_waits(ana: Desk, caller: int) -> None:
    where = ana.press(f"/console/contacts/{caller}/take")

    assert where == f"/console/contacts/{caller}/"
    assert "They are using now" in ana.person(caller)
