"""Changing who works here: nobody is left behind, and who is out is out."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from stillhere.actions.invited import found_by
from stillhere.actions.inviting import bring_back, let_back_in
from stillhere.actions.numbers import operator_number
from stillhere.actions.people import (
    NoSuchColleague,
    change_role,
    keep_on_call,
    keep_what_they_can,
    take_out,
)
from stillhere.actions.people_seen import everybody, in_hand, one
from stillhere.actions.roster import lose_console
from stillhere.actions.screens import make_screen, open_screen, screen_of
from stillhere.actions.seats import seats
from stillhere.care.access import Role
from stillhere.care.invitation import NotAnInvitation
from stillhere.care.people import LastAdministrator, NotReachable, NotYoursToKeep
from stillhere.care.roster import StillHolding
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Console, Line, Operator, Organisation, RecordKey
from stillhere.records.organisations import as_organisation
from tests.actions.covering import has_a_phone, rings
from tests.actions.practising import practises
from tests.actions.reaching import entries, on
from tests.records.everything import found
from tests.somebody import an_operator

pytestmark = pytest.mark.both
NUMBER = "+14165550177"


@pytest.fixture
def ada(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ada", role="administrator")


def again(operator: Operator) -> Operator:
    with as_organisation(operator.organisation_id):
        return Operator.objects.get(pk=operator.pk)


def can_sign_in(whom: Operator) -> None:
    with as_organisation(whom.organisation_id, writing=True):
        Operator.objects.filter(pk=whom.pk).update(password="a digest of one")


def hangs(by: Operator, now: datetime) -> str:
    """A link for a television, made by them."""
    return make_screen(
        "hall", organisation=by.organisation_id, by=by.pk, hours=24, first_names=False, now=now
    )


def goes(whom: Operator, by: Operator, now: datetime) -> None:
    take_out(whom.pk, organisation=by.organisation_id, by=by.pk, now=now)


def becomes(whom: Operator, role: Role, by: Operator, now: datetime) -> None:
    change_role(whom.pk, organisation=by.organisation_id, role=role, by=by.pk, now=now)


def test_who_is_taken_out_has_no_password_and_no_number_any_more(
    ana: Operator, sam: Operator, line: Line, noon: datetime
) -> None:
    has_a_phone(ana, noon)
    before = again(ana).password
    goes(ana, sam, noon)
    goes(ana, sam, noon)

    now = again(ana)
    assert (now.is_active, now.on_call, now.sealed_number) == (False, False, None)
    assert now.password != before
    assert not now.has_usable_password()
    (entry,) = entries(line, what="TakenOut")
    assert (entry.operator_id, entry.facts) == (sam.pk, {"about": ana.pk})


def test_the_number_of_who_left_goes_with_its_key(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    has_a_phone(ana, noon)
    goes(ana, sam, noon)

    with as_organisation(ana.organisation_id):
        assert not RecordKey.objects.exists()


def test_nobody_is_taken_out_while_somebody_is_with_them(
    ana: Operator, sam: Operator, watch: int, noon: datetime
) -> None:
    """WA11."""
    with pytest.raises(StillHolding):
        goes(ana, sam, noon)

    (held,) = in_hand(ana.pk, organisation=ana.organisation_id)
    assert again(ana).is_active
    assert (held.watched, held.since) == (True, noon)


def test_nor_while_they_talk_with_somebody(
    ana: Operator, sam: Operator, contact: object, noon: datetime
) -> None:
    """WA11."""
    with pytest.raises(StillHolding):
        goes(ana, sam, noon)

    (held,) = in_hand(ana.pk, organisation=ana.organisation_id)
    assert not held.watched


def test_who_holds_a_watch_does_not_stop_answering_people(
    ana: Operator, ada: Operator, watch: int, noon: datetime
) -> None:
    """WA11."""
    becomes(ana, Role.SUPERVISOR, ada, noon)
    with pytest.raises(StillHolding):
        becomes(ana, Role.EVALUATOR, ada, noon)

    assert again(ana).role == Role.SUPERVISOR


@pytest.mark.parametrize("how", ["out", "role"])
def test_the_televisions_of_who_leaves_go_dark(
    sam: Operator, ada: Operator, noon: datetime, *, how: str
) -> None:
    """A code nobody opened yet too: it may be in their pocket."""
    hung, pocket, hers = hangs(sam, noon), hangs(sam, noon), hangs(ada, noon)
    opened, others = open_screen(hung, now=noon), open_screen(hers, now=noon)
    assert opened is not None
    assert others is not None

    if how == "out":
        goes(sam, ada, noon)
    else:
        becomes(sam, Role.OPERATOR, ada, noon)

    assert screen_of(opened.cookie, now=noon) is None
    assert open_screen(pocket, now=noon) is None
    assert screen_of(others.cookie, now=noon) is not None


def test_a_role_that_makes_screens_too_keeps_them(
    sam: Operator, ada: Operator, noon: datetime
) -> None:
    opened = open_screen(hangs(sam, noon), now=noon)
    assert opened is not None

    becomes(sam, Role.ADMINISTRATOR, ada, noon)

    assert screen_of(opened.cookie, now=noon) is not None


def test_words_given_for_who_is_taken_out_open_nothing_when_they_are_brought_back(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    here: dict[str, Any] = {"organisation": ana.organisation_id, "by": sam.pk, "now": noon}
    given = let_back_in(ana.pk, without_factors=False, spoken="en", **here)
    goes(ana, sam, noon)

    bring_back(ana.pk, **here)

    with pytest.raises(NotAnInvitation):
        found_by(given.words, now=noon)


@pytest.mark.parametrize("how", ["out", "role"])
def test_their_console_counts_as_silent_at_once(
    ana: Operator, ada: Operator, noon: datetime, *, how: str
) -> None:
    """WA11: the engine gives up what it had, as if it had vanished."""
    on(ana, noon)
    if how == "out":
        goes(ana, ada, noon)
    else:
        becomes(ana, Role.COORDINATOR, ada, noon)

    with as_organisation(ana.organisation_id):
        assert Console.objects.get(operator=ana).due_at == noon
        assert not any(
            seat.silent_at and seat.silent_at > noon for seat in seats(ana.organisation_id)
        )


def test_the_last_one_on_who_is_taken_out_rings_on_call(
    ana: Operator, ben: Operator, ada: Operator, noon: datetime
) -> None:
    """WA13: as when a console vanishes."""
    has_a_phone(ben, noon)
    on(ana, noon)
    goes(ana, ada, noon)

    assert lose_console(ana.pk, organisation=ana.organisation_id, now=noon)
    assert rings(ben, noon) == 1


def test_a_supervisor_does_nothing_to_an_administrator_or_a_supervisor(
    ada: Operator, sam: Operator, organisation: Organisation, noon: datetime
) -> None:
    lee = an_operator(organisation, "lee", role="supervisor")
    for whom in (ada, lee, sam):
        with pytest.raises(NotYoursToKeep):
            goes(whom, sam, noon)
        with pytest.raises(NotYoursToKeep):
            becomes(whom, Role.OPERATOR, sam, noon)


def test_a_supervisor_makes_no_supervisor(ana: Operator, sam: Operator, noon: datetime) -> None:
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.EVALUATOR):
        with pytest.raises(NotYoursToKeep):
            becomes(ana, role, sam, noon)

    assert again(ana).role == Role.OPERATOR


def test_the_last_administrator_is_neither_taken_out_nor_made_another(
    ada: Operator, noon: datetime
) -> None:
    with pytest.raises(LastAdministrator):
        goes(ada, ada, noon)
    with pytest.raises(LastAdministrator):
        becomes(ada, Role.OPERATOR, ada, noon)

    assert again(ada).is_active
    assert again(ada).role == Role.ADMINISTRATOR


def test_an_administrator_who_was_brought_back_without_a_password_is_none_who_stays(
    ada: Operator, organisation: Organisation, noon: datetime
) -> None:
    lee = an_operator(organisation, "lee", role="administrator")
    can_sign_in(ada)
    can_sign_in(lee)
    goes(lee, ada, noon)
    bring_back(lee.pk, organisation=ada.organisation_id, by=ada.pk, now=noon)

    with pytest.raises(LastAdministrator):
        goes(ada, lee, noon)
    with pytest.raises(LastAdministrator):
        becomes(ada, Role.OPERATOR, ada, noon)


def test_of_two_administrators_who_take_each_other_out_one_comes_too_late(
    ada: Operator, organisation: Organisation, noon: datetime
) -> None:
    lee = an_operator(organisation, "lee", role="administrator")
    can_sign_in(ada)
    goes(lee, ada, noon)

    with pytest.raises(NotYoursToKeep):
        goes(ada, lee, noon)


def test_a_changed_role_is_in_the_ledger_with_whose_hand_it_was(
    ana: Operator, ada: Operator, line: Line, noon: datetime
) -> None:
    becomes(ana, Role.SUPERVISOR, ada, noon)
    becomes(ana, Role.SUPERVISOR, ada, noon)

    (entry,) = entries(line, what="RoleChanged")
    assert entry.operator_id == ada.pk
    assert entry.facts == {"about": ana.pk, "role": "supervisor"}


def test_what_somebody_can_is_written_down_by_a_colleague(
    ana: Operator, sam: Operator, line: Line, noon: datetime
) -> None:
    """CO1, IN7."""
    said = {"speaks": ["fr"], "skills": ["indigenous"]}
    keep_what_they_can(ana.pk, organisation=ana.organisation_id, by=sam.pk, now=noon, **said)

    assert (again(ana).speaks, again(ana).skills) == (["fr"], ["indigenous"])
    (entry,) = entries(line, what="AbilitiesKept")
    assert (entry.operator_id, entry.facts) == (sam.pk, {"about": ana.pk})


def called(ana: Operator, sam: Operator, now: datetime, *, number: str | None, on: bool) -> None:
    organisation = ana.organisation_id
    keep_on_call(ana.pk, organisation=organisation, on_call=on, number=number, by=sam.pk, now=now)


def test_on_call_with_a_number_that_only_the_line_opens(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    called(ana, sam, noon, number=NUMBER, on=True)
    called(ana, sam, noon, number=None, on=True)

    kept = again(ana)
    assert kept.on_call
    assert NUMBER.encode() not in bytes(kept.sealed_number or b"")
    assert operator_number(ana.pk, organisation=ana.organisation_id) == NUMBER


def test_a_number_taken_away_is_gone_with_its_key(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    called(ana, sam, noon, number=NUMBER, on=True)
    called(ana, sam, noon, number="", on=False)

    with as_organisation(ana.organisation_id):
        assert not RecordKey.objects.exists()
    with pytest.raises(CannotOpen):
        operator_number(ana.pk, organisation=ana.organisation_id)


@pytest.mark.parametrize("number", [None, ""])
def test_nobody_is_on_call_whom_nothing_rings(
    ana: Operator, sam: Operator, noon: datetime, *, number: str | None
) -> None:
    with pytest.raises(NotReachable):
        called(ana, sam, noon, number=number, on=True)

    assert not again(ana).on_call


def test_everybody_is_seen_as_they_are(
    ana: Operator, ben: Operator, sam: Operator, noon: datetime
) -> None:
    on(ben, noon)
    goes(ana, sam, noon)

    seen = everybody(organisation=ana.organisation_id)
    assert [person.name for person in seen] == ["Ben", "Sam", "Ana"]
    assert [person.on_now for person in seen] == [True, False, False]
    assert [person.is_active for person in seen] == [True, True, False]
    assert (seen[0].last_on, seen[1].last_on) == (noon, None)


def test_who_practises_is_not_on_now_and_was_never_on_shift(
    ana: Operator, ben: Operator, line: Line, noon: datetime
) -> None:
    on(ben, noon)
    for learner, at in ((ana, noon), (ben, noon + timedelta(hours=5))):
        lose_console(learner.pk, organisation=line.organisation_id, now=at)
        practises(learner, at)

    seen = everybody(organisation=line.organisation_id)
    assert [(person.on_now, person.last_on) for person in seen] == [(False, None), (False, noon)]


def test_another_organisations_people_are_nobody_here(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    """I12."""
    elsewhere = found("elsewhere", now=noon)
    zoe = an_operator(elsewhere, "zoe")

    with pytest.raises(NoSuchColleague):
        goes(zoe, sam, noon)
    with pytest.raises(NoSuchColleague):
        one(zoe.pk, organisation=ana.organisation_id)


def test_who_no_longer_answers_people_is_no_longer_on_call(
    ana: Operator, ada: Operator, noon: datetime
) -> None:
    has_a_phone(ana, noon)
    becomes(ana, Role.COORDINATOR, ada, noon)

    assert not again(ana).on_call
    with pytest.raises(NotReachable):
        called(ana, ada, noon, number=None, on=True)
