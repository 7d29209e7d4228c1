"""Whatever a line does, what is owed stays owed until it is brought, and rings nobody twice."""

from datetime import datetime
from pathlib import Path

import pytest

from stillhere.actions.trouble import What, troubles
from stillhere.care.duties import Lane
from stillhere.engine.courier import Courier, LaneOfCourier
from stillhere.lines.line import Blocked, NotNow, NotThisOne, OutcomeUnknown, Progress
from stillhere.records.models import Contact, Operator, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from tests.engine.courier.lines_of_glass import Lines, breaking
from tests.engine.courier.owing import SECOND, due, missed, owe_ring, state
from tests.somebody import an_operator

pytestmark = [pytest.mark.both, pytest.mark.engine]


@pytest.fixture
def ben(organisation: Organisation) -> Operator:
    """Has no number."""
    return an_operator(organisation, "ben")


def test_while_the_provider_is_down_it_is_tried_again_and_not_called_sent(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in range(0, 1800, 60):
        courier.deliver_once(noon + seconds * SECOND)
    assert state(contact, "ring") == "owed"

    glass.by_slug["texts"].before = lambda _key: None
    courier.deliver_once(noon + 1815 * SECOND)
    assert state(contact, "ring") == "sent"


def test_after_an_unknown_result_the_line_is_asked_before_it_is_sent_again(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    texts = glass.by_slug["texts"]
    breaking(texts, OutcomeUnknown("no answer"), taken=True)
    courier.deliver_once(noon)
    courier.deliver_once(noon + SECOND)

    assert texts.asked == ["ring"]
    assert len(texts.got["ring"]) == 1
    assert state(contact, "ring") == "sent"


def test_a_process_that_died_between_the_providers_yes_and_our_commit_rings_nobody_twice(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], SystemExit(), taken=True)
    with pytest.raises(SystemExit):
        courier.deliver_once(noon)
    assert state(contact, "ring") == "owed"

    courier.deliver_once(noon + 10 * SECOND)
    assert len(glass.by_slug["texts"].got["ring"]) == 1
    assert state(contact, "ring") == "sent"


def test_a_blocked_caller_is_not_tried_again(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    key = missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], Blocked("stop"))
    courier.deliver_once(due(noon))

    assert state(contact, key) == "failed"


def test_a_text_that_its_company_will_not_have_becomes_a_way_lost_within_seconds(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA10: the other way, or a person, and not ten minutes of the same refusal."""
    key = missed(contact, ana, noon)
    breaking(glass.by_slug["texts"], NotThisOne("odd"))
    for seconds in (0, 1, 3):
        courier.deliver_once(due(noon) + seconds * SECOND)
    assert state(contact, key) == "owed"

    courier.deliver_once(due(noon) + 7 * SECOND)
    assert state(contact, key) == "failed"
    with as_organisation(contact.organisation_id):
        (clock,) = WatchClock.objects.all()
    assert clock.facts["lost"] == ["text"]


def test_a_lines_bug_costs_nobody_else_anything(
    courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    def fail_for_one(key: str) -> None:
        if key == "poison":
            raise ZeroDivisionError

    glass.by_slug["texts"].before = fail_for_one
    owe_ring(contact, ana, "poison", noon)
    owe_ring(contact, ana, "sound", noon)
    courier.deliver_once(noon)

    assert (state(contact, "poison"), state(contact, "sound")) == ("owed", "sent")


def test_a_wrong_number_in_the_rota_harms_nobody_else(
    courier: Courier, ben: Operator, contact: Contact, ana: Operator, noon: datetime
) -> None:
    owe_ring(contact, ben, "to nobody", noon)
    owe_ring(contact, ana, "to ana", noon)
    courier.deliver_once(noon)

    assert state(contact, "to nobody") == "failed"
    assert state(contact, "to ana") == "sent"


def test_without_the_key_it_waits_for_the_key(
    courier: Courier,
    contact: Contact,
    ana: Operator,
    noon: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    key = missed(contact, ana, noon)
    with monkeypatch.context() as away:
        away.setenv("STILLHERE_KEYS", str(Path("no keys here").absolute()))
        courier.deliver_once(due(noon))
    assert state(contact, key) == "owed"

    courier.deliver_once(due(noon) + SECOND)
    assert state(contact, key) == "sent"


def test_what_keeps_failing_is_told_to_every_console_until_it_is_over(
    glass: Lines, contact: Contact, ana: Operator, noon: datetime
) -> None:
    life = LaneOfCourier(Lane.LIFE, find_line=glass)
    owe_ring(contact, ana, "ring", noon)
    breaking(glass.by_slug["texts"], NotNow("down"))
    for seconds in (0, 5, 10):
        life.deliver_once(noon + seconds * SECOND)
    life.look_for_failing(noon + 10 * SECOND)
    assert What.DUTY_FAILING in troubles()

    glass.by_slug["texts"].before = lambda _key: None
    life.deliver_once(noon + 20 * SECOND)
    life.look_for_failing(noon + 20 * SECOND)
    assert What.DUTY_FAILING not in troubles()


def test_a_text_that_is_found_again_as_given_up_is_a_way_lost(
    glass: Lines, courier: Courier, contact: Contact, ana: Operator, noon: datetime
) -> None:
    """WA10. Its report may have been lost together with the answer."""
    key, line = missed(contact, ana, noon), glass.by_slug["texts"]
    breaking(line, OutcomeUnknown("lost"), taken=True)
    courier.deliver_once(due(noon))
    line.became = Progress.FAILED

    courier.deliver_once(due(noon) + 5 * SECOND)

    assert state(contact, key) == "failed"
