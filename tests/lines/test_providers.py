"""Who chooses a provider is told which there are, and what is wrong with the choice."""

import re

import pytest

from stillhere.actions.claiming import LEASE
from stillhere.lines.line import ANSWERS_WITHIN
from stillhere.lines.providers import PROVIDERS, UnknownProvider, line_for, provider
from stillhere.lines.webchat import WebChat
from stillhere.records.models import Line


def test_a_provider_nobody_knows_is_told_with_those_there_are() -> None:
    with pytest.raises(
        UnknownProvider, match=r"pigeon\. Ready: simulated, webchat, twilio, kannel, asterisk\."
    ):
        provider("pigeon")


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_says_in_a_sentence_what_it_is(name: str) -> None:
    assert re.fullmatch(r"[A-Z].{20,}\.", provider(name).what)


def test_a_wrong_setting_is_named() -> None:
    with pytest.raises(ValueError, match="lost is a share"):
        provider("simulated").check({"lost": 20})


def test_a_record_leads_to_its_line() -> None:
    assert isinstance(line_for(Line(provider="webchat")), WebChat)


def test_a_line_answers_before_the_courier_stops_waiting() -> None:
    """One question whether it left, one to send it: together they must fit into the lease."""
    assert 2 * ANSWERS_WITHIN <= LEASE
