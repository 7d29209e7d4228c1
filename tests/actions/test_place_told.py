"""A place is told of in one harmless text, as they agreed; whether it helped is asked once."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from stillhere.actions.directory import add_place, take_out
from stillhere.actions.place_told import ToAsk, it_helped, tell_of_place, to_ask, told_in
from stillhere.actions.remembering import keep_for_next_time, keep_no_longer
from stillhere.actions.thread import thread
from stillhere.actions.watch import begin_watch
from stillhere.care.channel import Channel
from stillhere.care.directory import SOON, Helped, NoHarmlessWords, NoTexts, PlaceGone
from stillhere.care.pace import Route
from stillhere.care.refused import AlreadyDone, DoesNotFit, NotYours
from stillhere.care.sample_places import SAMPLES
from stillhere.records.models import Contact, Entry, Line, Operator, PlaceTold
from stillhere.records.organisations import as_organisation
from tests.actions.coding import comes_back, confirms, makes, says_answers
from tests.actions.reaching import agreed, begins, later, texts
from tests.care.test_place_values import FULL
from tests.somebody import acting

pytestmark = pytest.mark.usefixtures("quick_codes")

LATER = SOON + timedelta(minutes=1)


@pytest.fixture
def door(sam: Operator, noon: datetime) -> int:
    return add_place(FULL, organisation=sam.organisation_id, key="1", by=sam.pk, now=noon)


def tells(contact: int, place: int, by: Operator, now: datetime, *, key: str = "k") -> int:
    return tell_of_place(
        contact, place, organisation=by.organisation_id, by=acting(by), key=key, now=now
    )


def texter(line: Line, by: Operator, now: datetime, *, channel: Channel = Channel.TEXT) -> int:
    contact = begins(line, now, channel=channel)
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=contact).update(state="with_operator", operator=by)
    return contact


def said(contact: int, by: Operator) -> list[str]:
    ours = thread(contact, organisation=by.organisation_id, by=acting(by))
    return [each.words for each in ours if each.operator_id == by.pk]


@pytest.mark.both
@pytest.mark.parametrize("channel", [Channel.TEXT, Channel.CHAT])
def test_one_press_sends_its_words_once(
    line: Line, ana: Operator, door: int, noon: datetime, channel: Channel
) -> None:
    """SU2: however often it is pressed, and the ledger has which place, never a word."""
    contact = texter(line, ana, noon, channel=channel)

    assert tells(contact, door, ana, noon) == tells(contact, door, ana, noon)

    assert said(contact, ana) == [FULL.as_sent["en"]]
    assert told_in(contact, organisation=line.organisation_id) == {door: noon}
    with as_organisation(line.organisation_id):
        [entry] = Entry.objects.filter(what="PlaceTold")
    assert (entry.contact_id, entry.operator_id, entry.facts) == (contact, ana.pk, {"number": door})


def test_who_rang_gets_a_text_only_if_they_agreed_to_texts(
    line: Line, ana: Operator, door: int, noon: datetime
) -> None:
    """PL3, SU2."""
    contact = texter(line, ana, noon, channel=Channel.VOICE)
    with pytest.raises(NoTexts):
        tells(contact, door, ana, noon)
    agreed(contact, ana, noon)

    tells(contact, door, ana, noon)

    assert said(contact, ana) == [FULL.as_sent["en"]]


def test_after_a_stop_no_text_leaves(line: Line, ana: Operator, door: int, noon: datetime) -> None:
    """WA10, SU2."""
    contact = texter(line, ana, noon)
    texts(line, "STOP", later(noon, 5), key="stop")

    with pytest.raises(NoTexts):
        tells(contact, door, ana, later(noon, 6))
    assert said(contact, ana) == []


def test_in_another_language_nothing_is_sent_instead(
    line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """SU2."""
    contact = texter(line, ana, noon)
    french = add_place(
        replace(FULL, as_sent={"fr": "Porte de nuit."}),
        organisation=line.organisation_id,
        key="2",
        by=sam.pk,
        now=noon,
    )

    with pytest.raises(NoHarmlessWords):
        tells(contact, french, ana, noon)


def test_nobody_real_is_told_of_a_sample_and_nobody_who_learns_of_a_real_place(
    line: Line, ana: Operator, sam: Operator, door: int, noon: datetime
) -> None:
    """SU2: nor of a place that was taken out since the page was read."""
    contact = texter(line, ana, noon)
    with pytest.raises(PlaceGone):
        tells(contact, SAMPLES[0].id, ana, noon)
    take_out(door, organisation=line.organisation_id, by=sam.pk, now=noon)
    with pytest.raises(PlaceGone):
        tells(contact, door, ana, noon)
    with as_organisation(line.organisation_id, writing=True):
        Contact.objects.filter(pk=contact).update(practice=True)
    with pytest.raises(PlaceGone):
        tells(contact, door, ana, noon)

    tells(contact, SAMPLES[0].id, ana, noon)
    assert said(contact, ana) == [SAMPLES[0].as_sent["en"]]


def test_under_duress_no_text_of_ours_changes_their_phone(
    line: Line, ana: Operator, door: int, noon: datetime
) -> None:
    """WA5, SU2."""
    contact = texter(line, ana, noon)
    agreed(contact, ana, noon, duress_word="stone")
    begin_watch(
        contact,
        organisation=line.organisation_id,
        by=acting(ana),
        route=Route.SMOKED,
        with_sedative=False,
        now=noon,
    )
    texts(line, "stone", later(noon, 5), key="duress")

    with pytest.raises(DoesNotFit):
        tells(contact, door, ana, later(noon, 6))


def test_only_whoever_has_them_tells_them(
    line: Line, ana: Operator, ben: Operator, door: int, noon: datetime
) -> None:
    """SU2."""
    with pytest.raises(NotYours):
        tells(texter(line, ana, noon), door, ben, noon)


@pytest.fixture
def told(contact: Contact, ana: Operator, door: int, noon: datetime) -> Contact:
    """Somebody with a code whose answers are kept, with their yes, was told of the place."""
    makes(contact, ana, noon)
    keep_for_next_time(
        contact.pk, organisation=contact.organisation_id, own_word="", by=acting(ana), now=noon
    )
    tells(contact.pk, door, ana, noon)
    return contact


def again(line: Line, by: Operator, now: datetime) -> Contact:
    """They are back, and a person said that it is them."""
    back = comes_back(line, by, now)
    confirms(back, by, now, says_answers(back, by, now).perhaps[0])
    return back


def asked(contact: Contact, by: Operator, now: datetime) -> ToAsk | None:
    return to_ask(contact.pk, organisation=contact.organisation_id, by=acting(by), now=now)


def answers(
    contact: Contact, by: Operator, now: datetime, told: int, helped: Helped | None
) -> None:
    organisation = contact.organisation_id
    it_helped(told, contact.pk, organisation=organisation, helped=helped, by=acting(by), now=now)


@pytest.mark.both
@pytest.mark.parametrize("helped", [Helped.TURNED_AWAY, None])
def test_in_a_later_contact_it_is_asked_once_whether_it_helped(
    told: Contact, line: Line, ana: Operator, noon: datetime, helped: Helped | None
) -> None:
    """SU2: an answer is theirs to give, and none is an answer too."""
    now = noon + LATER
    back = again(line, ana, now)
    ask = asked(back, ana, now)
    assert ask is not None
    assert ask.name == FULL.name

    answers(back, ana, now, ask.id, helped)

    assert asked(back, ana, now + LATER) is None
    with pytest.raises(AlreadyDone):
        answers(back, ana, now, ask.id, Helped.YES)
    with as_organisation(line.organisation_id):
        kept = PlaceTold.objects.get()
        [entry] = Entry.objects.filter(what="PlaceAsked")
    assert (kept.helped, kept.asked_at) == (helped or "", now)
    assert entry.facts["answer"] == (helped or "not_said")


def test_it_is_asked_neither_the_same_night_nor_in_the_same_contact(
    told: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """SU2: nobody has been there yet."""
    soon = noon + SOON - timedelta(seconds=1)
    back = again(line, ana, soon)

    assert asked(back, ana, soon) is None
    assert asked(told, ana, noon + LATER) is None
    with as_organisation(line.organisation_id):
        row = PlaceTold.objects.get().pk
    with pytest.raises(AlreadyDone):
        answers(back, ana, soon, row, Helped.YES)


def test_of_a_place_that_is_gone_since_its_name_is_still_known(
    told: Contact, line: Line, ana: Operator, sam: Operator, noon: datetime
) -> None:
    """SU2: whether it helped still tells something to whoever keeps the list."""
    [place] = told_in(told.pk, organisation=line.organisation_id)
    take_out(place, organisation=line.organisation_id, by=sam.pk, now=noon)
    ask = asked(again(line, ana, noon + LATER), ana, noon + LATER)

    assert ask is not None
    assert ask.name == FULL.name


def test_who_does_not_want_their_answers_kept_is_asked_nothing(
    told: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """AF1, SU2."""
    keep_no_longer(told.pk, organisation=line.organisation_id, by=acting(ana), now=noon)

    assert asked(again(line, ana, noon + LATER), ana, noon + LATER) is None


def test_nobody_is_asked_who_is_known_by_nothing_but_a_number(
    told: Contact, line: Line, ana: Operator, noon: datetime
) -> None:
    """CO8, SU2."""
    assert asked(comes_back(line, ana, noon + LATER), ana, noon + LATER) is None
