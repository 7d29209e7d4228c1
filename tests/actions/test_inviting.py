"""Words given by voice: once, for a while, to whom the giver may give them, and nothing dropped."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password

from stillhere.actions.founding import NameTaken
from stillhere.actions.invited import found_by, use
from stillhere.actions.inviting import (
    Given,
    bring_back,
    invite,
    let_back_in,
    open_invitations,
    withdraw,
)
from stillhere.actions.people import change_role, take_out
from stillhere.actions.watch import load
from stillhere.care.access import Role
from stillhere.care.invitation import BACK_LASTS, NEW_LASTS, NotAnInvitation, NotForOneself
from stillhere.care.people import NotYoursToKeep
from stillhere.records.models import Invitation, Line, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.actions.reaching import entries, later, on
from tests.records.everything import found
from tests.somebody import an_operator
from tests.web.factors import has_a_second_factor

pytestmark = pytest.mark.both
NEW = "four other words nobody guesses"


@pytest.fixture
def ada(organisation: Organisation) -> Operator:
    return an_operator(organisation, "ada", role="administrator")


def invited(by: Operator, now: datetime, *, name: str = "Kim", role: Role = Role.OPERATOR) -> Given:
    return invite(
        organisation=by.organisation_id,
        name=name,
        role=role,
        language="fr",
        spoken="en",
        by=by.pk,
        now=now,
    )


def reset(whom: Operator, by: Operator, now: datetime, *, without: bool = False) -> Given:
    return let_back_in(
        whom.pk,
        organisation=by.organisation_id,
        without_factors=without,
        spoken="fr",
        by=by.pk,
        now=now,
    )


def used(words: str, now: datetime, *, username: str = "kim") -> str:
    return use(words, username=username, password=NEW, now=now)


def again(operator: Operator) -> Operator:
    with as_organisation(operator.organisation_id):
        return Operator.objects.get(pk=operator.pk)


def test_who_is_invited_chooses_a_name_and_a_password(
    sam: Operator, line: Line, noon: datetime
) -> None:
    given = invited(sam, noon)
    assert found_by(given.words.upper(), now=noon).name == "Kim"

    assert used(given.words, noon, username="Kimmy") == "kimmy"

    with as_organisation(sam.organisation_id):
        kim = Operator.objects.get(username="kimmy")
    assert (kim.name, kim.role, kim.language, kim.speaks) == ("Kim", "operator", "fr", ["fr"])
    assert check_password(NEW, kim.password)
    (entry,) = entries(line, what="TakenOn")
    assert entry.facts == {"about": sam.pk, "role": "operator"}


def test_words_open_once(sam: Operator, noon: datetime) -> None:
    given = invited(sam, noon)
    used(given.words, noon)

    with pytest.raises(NotAnInvitation):
        used(given.words, noon, username="somebody-else")


def test_the_words_themselves_are_kept_nowhere(sam: Operator, noon: datetime) -> None:
    given = invited(sam, noon)

    with as_organisation(sam.organisation_id):
        (row,) = Invitation.objects.values()
    assert not any(word in str(row) for word in given.words.split())
    assert given.words not in repr(given)


@pytest.mark.parametrize("back", [False, True])
def test_words_end(ana: Operator, sam: Operator, noon: datetime, *, back: bool) -> None:
    given = reset(ana, sam, noon) if back else invited(sam, noon)
    ends = noon + (BACK_LASTS if back else NEW_LASTS)

    assert given.ends_at == ends
    found_by(given.words, now=ends - timedelta(seconds=1))
    with pytest.raises(NotAnInvitation):
        used(given.words, ends)


def test_the_same_name_and_role_again_replaces_the_words_of_before(
    sam: Operator, noon: datetime
) -> None:
    first = invited(sam, noon)
    second = invited(sam, noon)

    with pytest.raises(NotAnInvitation):
        found_by(first.words, now=noon)
    assert found_by(second.words, now=noon).name == "Kim"
    assert len(open_invitations(organisation=sam.organisation_id, now=noon)) == 1


def test_what_is_over_is_no_longer_listed_and_then_forgotten(sam: Operator, noon: datetime) -> None:
    invited(sam, noon)
    over = noon + NEW_LASTS

    assert open_invitations(organisation=sam.organisation_id, now=over) == []
    invited(sam, over, name="Lee")
    with as_organisation(sam.organisation_id):
        assert [row.name for row in Invitation.objects.all()] == ["Lee"]


def test_withdrawn_words_open_nothing(sam: Operator, line: Line, noon: datetime) -> None:
    given = invited(sam, noon)
    (row,) = open_invitations(organisation=sam.organisation_id, now=noon)
    for _ in "twice":
        withdraw(row.pk, organisation=sam.organisation_id, by=sam.pk, now=noon)

    with pytest.raises(NotAnInvitation):
        used(given.words, noon)
    assert len(entries(line, what="InvitationWithdrawn")) == 1


def test_a_supervisor_invites_operators_alone_and_withdraws_no_others(
    ada: Operator, sam: Operator, noon: datetime
) -> None:
    for role in (Role.SUPERVISOR, Role.ADMINISTRATOR, Role.COORDINATOR):
        with pytest.raises(NotYoursToKeep):
            invited(sam, noon, role=role)
    invited(ada, noon, role=Role.SUPERVISOR)
    (row,) = open_invitations(organisation=sam.organisation_id, now=noon)

    with pytest.raises(NotYoursToKeep):
        withdraw(row.pk, organisation=sam.organisation_id, by=sam.pk, now=noon)


def test_a_supervisor_resets_no_administrator_and_no_supervisor(
    ada: Operator, sam: Operator, organisation: Organisation, noon: datetime
) -> None:
    lee = an_operator(organisation, "lee", role="supervisor")
    for whom in (ada, lee):
        with pytest.raises(NotYoursToKeep):
            reset(whom, sam, noon)


def test_nobody_resets_themself(ada: Operator, noon: datetime) -> None:
    with pytest.raises(NotForOneself):
        reset(ada, ada, noon)


def test_words_of_a_giver_who_left_open_nothing(
    ana: Operator, ada: Operator, sam: Operator, noon: datetime
) -> None:
    given = [invited(sam, noon), reset(ana, sam, noon)]
    take_out(sam.pk, organisation=sam.organisation_id, by=ada.pk, now=noon)

    for each in given:
        with pytest.raises(NotAnInvitation):
            used(each.words, noon)


def test_a_supervisors_words_do_not_open_the_account_of_who_rose_meanwhile(
    ana: Operator, ada: Operator, sam: Operator, noon: datetime
) -> None:
    given = reset(ana, sam, noon)
    here: dict[str, Any] = {"organisation": ana.organisation_id, "now": noon}
    change_role(ana.pk, role=Role.ADMINISTRATOR, by=ada.pk, **here)

    with pytest.raises(NotAnInvitation):
        used(given.words, noon)


def test_nothing_ends_before_the_words_are_used(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    before = again(ana).password
    reset(ana, sam, noon)

    assert again(ana).password == before


@pytest.mark.parametrize("without", [False, True])
def test_a_second_factor_goes_only_where_the_giver_said_so(
    ana: Operator, sam: Operator, line: Line, noon: datetime, *, without: bool
) -> None:
    has_a_second_factor(ana)
    used(reset(ana, sam, noon, without=without).words, noon)

    assert Authenticator.objects.filter(user=ana).exists() is not without
    (entry,) = entries(line, what="CameBackIn")
    assert entry.operator_id == ana.pk
    assert entry.facts == {"about": sam.pk} | ({"how": "without_factors"} if without else {})


def test_a_reset_never_drops_an_open_watch(
    ana: Operator, sam: Operator, watch: int, noon: datetime
) -> None:
    """WA11: they hold it still, and take their place again at their new console."""
    on(ana, noon)
    used(reset(ana, sam, noon).words, later(noon, 5))
    on(ana, later(noon, 10), key="the new console")

    with as_organisation(ana.organisation_id):
        held = load(watch).watch
    assert held.is_open
    assert held.holder == ana.pk


def test_who_is_brought_back_signs_in_only_with_words_of_their_own(
    ana: Operator, sam: Operator, line: Line, noon: datetime
) -> None:
    here: dict[str, Any] = {"organisation": ana.organisation_id, "by": sam.pk, "now": noon}
    take_out(ana.pk, **here)
    bring_back(ana.pk, **here)
    bring_back(ana.pk, **here)
    back = again(ana)
    used(reset(ana, sam, noon).words, noon)

    assert (back.is_active, back.has_usable_password()) == (True, False)
    assert check_password(NEW, again(ana).password)
    assert [entry.operator_id for entry in entries(line, what="BroughtBack")] == [sam.pk]


def test_a_name_somebody_has_is_refused_and_the_words_stay_good(
    ana: Operator, sam: Operator, noon: datetime
) -> None:
    given = invited(sam, noon)
    with pytest.raises(NameTaken):
        used(given.words, noon, username="ANA")

    assert used(given.words, noon) == "kim"


@pytest.mark.parametrize("words", ["", "one two three four", "nonsense"])
def test_wrong_words_open_nothing(sam: Operator, noon: datetime, *, words: str) -> None:
    invited(sam, noon)

    with pytest.raises(NotAnInvitation):
        used(words, noon)


def test_another_organisations_invitations_are_not_there(sam: Operator, noon: datetime) -> None:
    """I12."""
    zoe = an_operator(found("elsewhere", now=noon), "zoe", role="supervisor")
    given = invited(zoe, noon)
    (row,) = open_invitations(organisation=zoe.organisation_id, now=noon)
    withdraw(row.pk, organisation=sam.organisation_id, by=sam.pk, now=noon)

    assert open_invitations(organisation=sam.organisation_id, now=noon) == []
    used(given.words, noon)
    with as_organisation(zoe.organisation_id):
        assert Operator.objects.get(username="kim").organisation_id == zoe.organisation_id
