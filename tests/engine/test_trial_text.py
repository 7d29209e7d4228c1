"""A test text: by one line alone, to nobody who is with us, and no sign that people are reached."""

from datetime import datetime, timedelta
from threading import Event

import pytest

from stillhere.actions.asks import trial_words
from stillhere.actions.delivery import arrived
from stillhere.actions.lines_down import left_since
from stillhere.actions.opening import open_contact
from stillhere.actions.phone import NotANumber
from stillhere.actions.trial_text import LASTS, last_trials, send_trial
from stillhere.care.channel import Channel
from stillhere.care.refused import NotYours
from stillhere.care.text_size import size
from stillhere.care.trial_text import NotThisNumber, TooManyTrials
from stillhere.engine.courier import Courier
from stillhere.records.models import Duty, Entry, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.lines.company import OURS, Company, a_twilio_line, line_of

NUMBER = "+14165550123"


@pytest.fixture
def texts(organisation: Organisation, noon: datetime) -> Line:
    return a_twilio_line(organisation, now=noon)


@pytest.fixture
def kim(organisation: Organisation) -> Operator:
    with as_organisation(organisation.pk, writing=True):
        return Operator.objects.create(
            organisation=organisation, username="kim", name="Kim", role="administrator"
        )


@pytest.fixture
def company(noon: datetime) -> Company:
    return Company(now=noon, known={NUMBER})


def tries(line: Line, kim: Operator, now: datetime, number: str = NUMBER) -> None:
    send_trial(
        line.slug,
        number,
        said_practice=False,
        organisation=line.organisation_id,
        by=kim.pk,
        now=now,
    )


def goes_out(company: Company, now: datetime) -> None:
    courier = Courier(Event(), Event(), find_line=lambda record: line_of(record, company))
    courier.deliver_once(now)


def came_of_it(line: Line, now: datetime) -> tuple[str, str]:
    trial = last_trials(organisation=line.organisation_id, now=now)[line.pk]
    return trial.state, trial.how


def somebody_is_with_us(line: Line, now: datetime) -> None:
    open_contact(
        organisation=line.organisation_id,
        line_id=line.pk,
        channel=Channel.TEXT,
        address=NUMBER,
        language="en",
        key="theirs",
        now=now,
    )


@pytest.fixture
def asked_for(texts: Line, kim: Operator, noon: datetime) -> Line:
    tries(texts, kim, noon)
    return texts


@pytest.mark.both
@pytest.mark.engine
def test_the_engine_opens_the_number_and_brings_it(
    asked_for: Line, company: Company, noon: datetime
) -> None:
    goes_out(company, noon)

    assert [text.to for text in company.texts] == [NUMBER]
    assert came_of_it(asked_for, noon)[0] == "sent"


def test_it_leaves_by_its_line_and_says_what_came_of_it(
    texts: Line, kim: Operator, company: Company, noon: datetime
) -> None:
    tries(texts, kim, noon, "416 555-0123")
    goes_out(company, noon)
    (text,) = company.texts
    handed_over = came_of_it(texts, noon)
    with as_organisation(texts.organisation_id):
        key = Duty.objects.get().key
    arrived(key, organisation=texts.organisation_id, now=noon, by_line=texts.pk)

    assert (text.to, text.body) == (NUMBER, trial_words("en"))
    assert handed_over[0] == "sent"
    assert came_of_it(texts, noon)[0] == "delivered"
    with as_organisation(texts.organisation_id):
        entry = Entry.objects.get(what="LineTried")
        assert NUMBER not in str(Duty.objects.get().facts)
    assert (entry.operator_id, entry.facts) == (kim.pk, {"kind": "twilio"})


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_one_text_and_says_that_it_is_a_test(language: str) -> None:
    assert size(trial_words(language)).segments == 1
    assert ("test" if language == "en" else "essai") in trial_words(language)


@pytest.mark.parametrize("refused", [(21211, "NoSuchNumber"), (20003, "NotUs")])
def test_what_does_not_work_says_why_at_once(
    texts: Line, kim: Operator, company: Company, noon: datetime, refused: tuple[int, str]
) -> None:
    company.refuses, how = refused
    tries(texts, kim, noon)
    goes_out(company, noon)

    assert came_of_it(texts, noon) == ("failed", how)


def test_whoever_is_with_us_never_gets_a_test(
    texts: Line, kim: Operator, company: Company, noon: datetime
) -> None:
    """Nor whoever came between the press and the sending."""
    tries(texts, kim, noon)
    somebody_is_with_us(texts, noon)
    goes_out(company, noon)

    assert trial_words("en") not in [text.body for text in company.texts]
    assert came_of_it(texts, noon) == ("failed", "nowhere")
    with pytest.raises(NotThisNumber):
        tries(texts, kim, noon + timedelta(minutes=2))


def test_a_line_of_ours_gets_none(texts: Line, kim: Operator, noon: datetime) -> None:
    with pytest.raises(NotThisNumber):
        tries(texts, kim, noon, OURS)


@pytest.mark.parametrize("number", ["911", "", "12"])
def test_what_cannot_be_dialled_is_refused(
    texts: Line, kim: Operator, noon: datetime, number: str
) -> None:
    with pytest.raises(NotANumber):
        tries(texts, kim, noon, number)


def test_pressed_twice_it_leaves_once(texts: Line, kim: Operator, noon: datetime) -> None:
    tries(texts, kim, noon)
    with pytest.raises(TooManyTrials):
        tries(texts, kim, noon)

    with as_organisation(texts.organisation_id):
        assert Duty.objects.count() == 1


def test_nobody_else_sends_one(texts: Line, kim: Operator, noon: datetime) -> None:
    with as_organisation(texts.organisation_id, writing=True):
        Operator.objects.filter(pk=kim.pk).update(role="supervisor")
    with pytest.raises(NotYours):
        tries(texts, kim, noon)


def test_a_late_test_does_not_leave(
    texts: Line, kim: Operator, company: Company, noon: datetime
) -> None:
    tries(texts, kim, noon)
    goes_out(company, noon + LASTS + timedelta(seconds=1))

    assert not company.texts
    assert came_of_it(texts, noon) == ("failed", "too_late")


def test_a_test_that_left_never_says_that_people_are_reached(
    texts: Line, kim: Operator, company: Company, noon: datetime
) -> None:
    tries(texts, kim, noon)
    goes_out(company, noon)

    assert company.texts
    assert not left_since(texts.organisation_id, noon - timedelta(minutes=1))
