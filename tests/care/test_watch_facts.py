"""A watch that is kept and read again is the same watch."""

import json
from dataclasses import replace
from typing import Any

import pytest

from stillhere.care.channel import Channel
from stillhere.care.watch_events import (
    ConsoleLost,
    HelpAnswered,
    HelpAtPlace,
    HelpDialled,
    LineIsUp,
)
from stillhere.care.watch_facts import as_facts, as_watch, clocks_as_values
from stillhere.care.watch_state import State, Watch
from tests.care.watching import (
    ANA,
    CALL_911,
    CALL_JO,
    DURESS,
    a_watch,
    an_alarm,
    at,
    help_coming,
    jo_coming,
    then,
)


def kept(watch: Watch, **changes: Any) -> Watch:
    """Through JSON and back; `changes` to the facts, as another version may have written them."""
    facts = json.loads(json.dumps(as_facts(watch))) | changes
    return as_watch(
        facts,
        state=watch.state.value,
        clocks=json.loads(json.dumps(clocks_as_values(watch.clocks))),
        rung=watch.rung,
        holder=watch.holder,
        policy=watch.policy,
        terms=watch.terms,
    )


@pytest.mark.parametrize(
    "watch",
    [
        a_watch(),
        an_alarm(),
        jo_coming(),
        then(an_alarm(), 200, CALL_JO, LineIsUp(up=True)),
        then(an_alarm(), 200, CALL_911, HelpDialled(by=ANA), HelpAnswered(by=ANA)),
        then(help_coming(), 200, HelpAtPlace(by=ANA)),
        then(help_coming(), 200, DURESS, ConsoleLost(operator=ANA.id)),
        replace(
            a_watch(), lost=frozenset(Channel), chosen_pace=at(90) - at(0), unknown_since=at(1)
        ),
    ],
)
def test_a_kept_watch_is_the_same_watch(watch: Watch) -> None:
    """I6."""
    again = kept(watch)

    assert again == watch
    assert isinstance(again.state, State)


def test_what_a_newer_version_wrote_beside_it_is_left_out() -> None:
    """I2."""
    watch = then(jo_coming(), 200, replace(CALL_JO, help=CALL_JO.help.EMERGENCY, helper=None))
    facts = as_facts(watch)
    newer = {
        "newer": 1,
        "decided": facts["decided"] | {"newer": 1},
        "tried": [each | {"newer": 1} for each in facts["tried"]],
    }

    assert kept(watch, **newer) == watch


def test_what_an_older_version_did_not_know_takes_its_default() -> None:
    """I2."""
    facts = as_facts(a_watch())
    del facts["emergency_now"]

    watch = as_watch(
        facts,
        state="listening",
        clocks={},
        rung=-1,
        holder=None,
        policy=a_watch().policy,
        terms=a_watch().terms,
    )
    assert watch.emergency_now is False


def test_a_kept_watch_holds_no_words() -> None:
    """I8."""
    texts = {name for name, value in as_facts(help_coming()).items() if isinstance(value, str)}

    assert texts == {"channel", "last_answer_at", "high_risk_until"}
