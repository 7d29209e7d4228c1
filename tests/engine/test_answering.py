"""The process that answers: there where a line rings, and told of where it cannot."""

import os
import platform
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.call import keep_up
from stillhere.actions.founding import found_organisation, open_line
from stillhere.actions.lease import ANSWER, lead, let_go
from stillhere.actions.trouble import What, troubles
from stillhere.care.call_state import Call as CareCall
from stillhere.engine.answer import NOT_OURS
from stillhere.engine.answering import Answers, follow_the_dead
from stillhere.engine.auditor import Auditor
from stillhere.engine.exchanges import Exchanges
from stillhere.engine.parts import attempt, keep_going
from stillhere.lines.asterisk.account import HERE, Account
from stillhere.lines.simulated_exchange import SimulatedExchange
from stillhere.lines.voice import Seen, TakenOver
from stillhere.records.models import Call, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.pulse import readiness
from stillhere.records.steady import clock
from tests.actions.ringing_in import on_shift
from tests.somebody import an_operator

pytestmark = pytest.mark.django_db
OURS, THEIRS = "+14165550100", "+14165550101"
PAT, LEE = "+14165550123", "+14165550124"
CARRIERS = {"carriers": ["north=sip.example.net,192.0.2.10"]}
Rung = Callable[..., Line]


class Desks:
    """Exchanges in memory, by the door they are asked at."""

    def __init__(self) -> None:
        self.exchange = SimulatedExchange()
        self.open: list[str] = []

    @contextmanager
    def __call__(self, account: Account) -> Iterator[SimulatedExchange]:
        self.open.append(account.door.url)
        yield self.exchange
        self.open.remove(account.door.url)


@pytest.fixture
def desks() -> Desks:
    return Desks()


@pytest.fixture
def answers(desks: Desks) -> Answers:
    return an_answer(desks)


@pytest.fixture
def ana(organisation: Organisation, noon: datetime) -> Operator:
    return on_shift(an_operator(organisation, "ana"), now=clock.now())


@pytest.fixture
def north(organisation: Organisation) -> Line:
    return a_line_that_rings(organisation)


@pytest.fixture
def south(noon: datetime) -> Line:
    return a_line_that_rings(another_organisation(noon), THEIRS, "south-calls")


def an_answer(desks: Desks, called: str = "here") -> Answers:
    return Answers(called=called, stop=threading.Event(), exchanges=Exchanges(open=desks))


def another_organisation(noon: datetime) -> Organisation:
    id = found_organisation(
        slug="south", name="South", language="en", time_zone="America/Toronto", now=noon
    )
    with as_organisation(id):
        return Organisation.objects.get(pk=id)


def a_line_that_rings(organisation: Organisation, number: str = OURS, slug: str = "calls") -> Line:
    id = open_line(
        organisation=organisation.pk,
        slug=slug,
        name="Calls",
        provider="asterisk",
        number=number,
        language="en",
        practice=False,
        settings=CARRIERS,
        secret="a-password-of-the-door",
        now=clock.now(),
    )
    with as_organisation(organisation.pk):
        return Line.objects.get(pk=id)


def calls(organisation: int) -> list[Call]:
    with as_organisation(organisation):
        return list(Call.objects.filter(organisation_id=organisation))


def test_it_rests_until_a_line_rings_and_then_goes_there_by_itself(
    answers: Answers, desks: Desks, organisation: Organisation, ana: Operator
) -> None:
    rested = answers.turn()
    opened_for_nobody = list(desks.open)
    a_line_that_rings(organisation)
    desks.exchange.somebody_rings(PAT, dialled=OURS)
    for _ in range(3):
        answers.turn()

    assert (rested, opened_for_nobody) == (NOT_OURS, [])
    assert desks.open == [HERE]
    assert len(calls(organisation.pk)) == 1
    assert f"operator:{ana.pk}" in desks.exchange.placed.values()


def test_who_does_not_lead_takes_no_exchange_from_who_does(
    answers: Answers, desks: Desks, organisation: Organisation
) -> None:
    a_line_that_rings(organisation)
    answers.turn()
    other = Desks()
    an_answer(other, "another").turn()
    answers.end()
    an_answer(other, "another").turn()

    assert desks.open == []
    assert other.open == [HERE]


def test_a_killed_leader_of_this_machine_is_followed_at_once_and_a_live_one_never(
    noon: datetime,
) -> None:
    with subprocess.Popen(["true"]) as killed:  # it has ended when this is done
        pass
    led = []
    for pid in (killed.pid, os.getpid()):
        assert lead(ANSWER, by=f"{platform.node()[:50]}-{pid}", now=noon)
        follow_the_dead()
        led.append(lead(ANSWER, by="the next", now=noon))
        let_go(ANSWER, by="the next")

    assert led == [True, False]


def test_who_leads_no_more_leaves_the_exchange_alone(
    answers: Answers, desks: Desks, organisation: Organisation
) -> None:
    a_line_that_rings(organisation)
    answers.turn()
    let_go(ANSWER, by="here")
    assert lead(ANSWER, by="another", now=clock.now())
    answers.turn()

    assert desks.open == []


def test_an_exchange_that_is_away_is_told_to_whose_it_is_and_over_when_it_is_back(
    answers: Answers,
    desks: Desks,
    organisation: Organisation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("stillhere.engine.answering.AWAY_AFTER", 0.0)
    a_line_that_rings(organisation)
    desks.exchange.is_away = True
    answers.turn()
    told = troubles()
    desks.exchange.is_away = False
    answers.turn()

    assert told == {What.EXCHANGE_AWAY: {"organisations": {str(organisation.pk): "calls"}}}
    assert troubles() == {}


def test_who_is_replaced_at_the_exchange_ends(
    desks: Desks, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replaced(_exchange: SimulatedExchange, _now: datetime) -> Seen:
        raise TakenOver

    stop = threading.Event()
    answers = Answers(called="here", stop=stop, exchanges=Exchanges(open=desks))
    a_line_that_rings(organisation)
    monkeypatch.setattr(SimulatedExchange, "look", replaced)
    keep_going(answers, stop=stop, worked=lambda _name: None)
    answers.end()

    assert answers.was_taken_over
    assert desks.open == []
    assert What.EXCHANGE_AWAY in troubles()


def test_one_broken_call_keeps_no_other_from_being_heard(
    answers: Answers,
    desks: Desks,
    organisation: Organisation,
    ana: Operator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And whoever is on the broken one is not hung up for it."""
    a_line_that_rings(organisation)
    pat = desks.exchange.somebody_rings(PAT, dialled=OURS)
    for _ in range(3):
        answers.turn()
    [broken] = calls(organisation.pk)

    def fails(call: int, **words: Any) -> CareCall:
        if call == broken.pk:
            raise ValueError("Somebody's record cannot be read.")
        return keep_up(call, **words)

    monkeypatch.setattr("stillhere.engine.answer.keep_up", fails)
    lee = desks.exchange.somebody_rings(LEE, dialled=OURS)
    for _ in range(3):
        attempt(answers, worked=lambda _name: None)
    told = troubles()
    monkeypatch.undo()
    answers.turn()

    assert desks.exchange.legs[lee].up
    assert pat in desks.exchange.legs
    assert told == {What.CALL_STUCK: {"calls": [broken.pk], "ringing": 0}}
    assert troubles() == {}


def test_a_line_whose_password_is_lost_silences_no_other_at_its_exchange(
    answers: Answers, desks: Desks, north: Line, south: Line
) -> None:
    with as_organisation(north.organisation_id, writing=True):
        Line.objects.filter(pk=north.pk).update(settings=CARRIERS)
    desks.exchange.somebody_rings(PAT, dialled=THEIRS)
    answers.turn()

    assert desks.open == [HERE]
    assert len(calls(south.organisation_id)) == 1


@pytest.mark.both
@pytest.mark.engine
def test_the_number_they_dialled_leads_to_its_own_line(
    answers: Answers, desks: Desks, north: Line, south: Line
) -> None:
    desks.exchange.somebody_rings(PAT, dialled=THEIRS)
    for _ in range(2):
        answers.turn()

    assert desks.open == [HERE], "two organisations, one exchange"
    assert (len(calls(north.organisation_id)), len(calls(south.organisation_id))) == (0, 1)


def test_a_number_of_nobody_never_leads_to_a_strangers_line(
    answers: Answers, desks: Desks, organisation: Organisation, noon: datetime
) -> None:
    """They hear at once that there is nobody; with one organisation alone it can only be its."""
    theirs = another_organisation(noon)
    a_line_that_rings(organisation)
    desks.exchange.somebody_rings(PAT, dialled="+14165550199")
    answers.turn()
    of_one = len(calls(organisation.pk))
    a_line_that_rings(theirs, THEIRS, "south-calls")
    lost = desks.exchange.somebody_rings(LEE, dialled="+14165550199")
    answers.turn()

    assert of_one == 1
    assert (len(calls(organisation.pk)), len(calls(theirs.pk))) == (1, 0)
    assert lost in desks.exchange.ended


def test_whoever_is_rung_sees_the_number_of_their_own_line(
    answers: Answers, desks: Desks, organisation: Organisation, noon: datetime
) -> None:
    theirs = another_organisation(noon)
    an = on_shift(an_operator(theirs, "lou"), now=clock.now())
    a_line_that_rings(organisation)
    a_line_that_rings(theirs, THEIRS, "south-calls")
    desks.exchange.somebody_rings(PAT, dialled=THEIRS)
    for _ in range(3):
        answers.turn()

    rung = {desks.exchange.placed[key]: shown for key, shown in desks.exchange.shown.items()}
    assert rung == {f"operator:{an.pk}": THEIRS}


@pytest.mark.both
@pytest.mark.engine
def test_where_nothing_answers_a_line_that_rings_its_consoles_are_told(
    north: Line, noon: datetime
) -> None:
    auditor = Auditor(all_clear=lambda: None)
    at_first = auditor.look(noon)
    found = auditor.look(noon + timedelta(seconds=11))

    assert What.CALLS_DOWN not in at_first
    assert found[What.CALLS_DOWN] == {"organisations": {str(north.organisation_id): "calls"}}


def test_where_no_line_rings_nobody_misses_what_answers(
    organisation: Organisation, noon: datetime
) -> None:
    auditor = Auditor(all_clear=lambda: None)
    auditor.look(noon)

    assert What.CALLS_DOWN not in auditor.look(noon + timedelta(seconds=11))


def test_a_monitor_is_told_that_what_answered_answers_no_more(answers: Answers) -> None:
    answers.turn()
    now = clock.now()

    assert "answer" not in readiness(now).silent
    assert "answer" in readiness(now + timedelta(seconds=11)).silent
