"""The secret of a telephone in a browser: whose, for how long, and which ring it may answer."""

from datetime import datetime, timedelta

from stillhere.actions import leaving, roster
from stillhere.actions.contact import take_contact
from stillhere.actions.telephones import may_answer, secret_of, telephones
from stillhere.care.roster import Presence
from stillhere.records.models import Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named
from tests.actions.ringing_in import Phone
from tests.somebody import acting

HOUR = timedelta(hours=1)


def comes_on(operator: Operator, now: datetime, *, key: str = "tab") -> Operator:
    organisation = operator.organisation_id
    roster.come_on(operator.pk, organisation=organisation, key=key, sound_heard=True, now=now)
    return operator


def secrets(operator: Operator, now: datetime) -> dict[int, str]:
    return telephones(operator.organisation_id, now=now)


def test_everybody_on_shift_has_a_secret_of_their_own(
    ana: Operator, ben: Operator, sam: Operator, noon: datetime
) -> None:
    comes_on(ana, noon), comes_on(ben, noon)
    theirs = secrets(ana, noon)

    assert set(theirs) == {ana.pk, ben.pk}
    assert len(set(theirs.values())) == 2
    assert min(map(len, theirs.values())) == 64


def test_whoever_left_has_none(ana: Operator, ben: Operator, noon: datetime) -> None:
    comes_on(ana, noon), comes_on(ben, noon)
    leaving.leave(ana.pk, organisation=ana.organisation_id, now=noon)

    assert set(secrets(ana, noon)) == {ben.pk}
    assert secret_of(ana.pk, organisation=ana.organisation_id, now=noon) is None


def test_a_console_that_is_silent_has_none(ana: Operator, noon: datetime) -> None:
    assert secrets(comes_on(ana, noon), noon + HOUR) == {}


def test_a_secret_holds_for_a_shift_and_its_breaks_and_no_longer(
    ana: Operator, ben: Operator, noon: datetime
) -> None:
    first = secrets(comes_on(ana, noon), noon)[ana.pk]
    roster.beat(ana.pk, organisation=ana.organisation_id, key="tab", now=noon + HOUR)
    roster.take_break(ana.pk, organisation=ana.organisation_id, now=noon + HOUR)
    assert secrets(ana, noon + HOUR)[ana.pk] == first

    comes_on(ana, noon + HOUR)
    assert secrets(ana, noon + HOUR)[ana.pk] != first


def test_who_practises_has_none(ana: Operator, noon: datetime) -> None:
    comes_on(ana, noon)
    with as_organisation(ana.organisation_id, writing=True):
        roster.change(ana.pk, ana.organisation_id, Presence.PRACTICE)

    assert secrets(ana, noon) == {}


def test_no_other_organisation_has_them(ana: Operator, noon: datetime) -> None:
    comes_on(ana, noon)
    with as_organisation_named("south"):
        other = Organisation.objects.create(slug="south", name="South Line", created_at=noon)

    assert telephones(other.pk, now=noon) == {}
    assert secret_of(ana.pk, organisation=other.pk, now=noon) is None


def test_a_browser_answers_by_itself_only_whom_its_operator_has_taken(
    ana: Operator, ben: Operator, line: Line, noon: datetime
) -> None:
    """CO1: a press at the console is the yes, and nothing else is."""
    comes_on(ana, noon)
    phone = Phone(line, noon)
    phone.rings()
    leg = phone.call().of_operator(ana.pk)
    assert leg is not None
    ours = ana.organisation_id
    assert not may_answer(leg.key, operator=ana.pk, organisation=ours)

    take_contact(phone.contact_id, organisation=ours, by=acting(ana), now=noon)
    phone.keeps_up()
    assert may_answer(leg.key, operator=ana.pk, organisation=ours)
    assert not may_answer(leg.key, operator=ben.pk, organisation=ours)
    assert not may_answer("1764590400.1", operator=ana.pk, organisation=ours)
    assert not may_answer(phone.call().room + "-0", operator=ana.pk, organisation=ours)
    assert not may_answer(phone.call().room + "-9", operator=ana.pk, organisation=ours)
    phone.picks_up(ana)
    assert not may_answer(leg.key, operator=ana.pk, organisation=ours)
