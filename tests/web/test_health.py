"""For those who watch the machine."""

from datetime import datetime

import pytest
from django.test import Client

from stillhere.actions.trouble import keep_pulses
from stillhere.records.pulse import PARTS
from stillhere.records.steady import HandedOver


def test_up_is_said_without_asking_the_records(client: Client) -> None:
    assert client.get("/healthz").json() == {"up": True}


@pytest.mark.django_db
def test_ready_when_every_part_has_just_worked(
    client: Client, time: HandedOver, noon: datetime
) -> None:
    keep_pulses(PARTS, now=noon)

    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "silent": []}


@pytest.mark.django_db
def test_a_silent_part_is_named(client: Client, time: HandedOver, noon: datetime) -> None:
    keep_pulses(PARTS, now=noon)
    keep_pulses(set(PARTS) - {"courier"}, now=time.wait(seconds=30))

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["silent"] == ["courier"]
