"""A practice line in a hurry, with Ana on shift at it."""

from datetime import datetime

import pytest

from stillhere.actions.policy import keep_policy
from stillhere.actions.roster import come_on
from stillhere.care.policy import Policy
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.engine.callers.stage import Stage
from tests.somebody import an_operator

HURRIED = Policy(pace_quick=10, pace_slow=10, second_look=5, decide_now=15, ring_supervisor=30)


@pytest.fixture
def stage(organisation: Organisation, noon: datetime) -> Stage:
    """Nobody is on shift yet."""
    with as_organisation(organisation.pk, writing=True):
        keep_policy(HURRIED, organisation=organisation.pk, practice=True, signed_by="", now=noon)
        phones, chat = (
            Line.objects.create(
                organisation=organisation,
                slug=provider,
                name="Practice line",
                provider=provider,
                practice=True,
            )
            for provider in ("simulated", "webchat")
        )
    return Stage(phones=phones, chat=chat, ana=an_operator(organisation), now=noon)


@pytest.fixture
def on_shift(stage: Stage) -> Operator:
    come_on(
        stage.ana.pk,
        organisation=stage.organisation,
        key="console",
        sound_heard=True,
        now=stage.now,
    )
    return stage.ana
