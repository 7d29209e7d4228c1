"""A supervisor's board: what came late, until it was looked into (AF4)."""

from stillhere.records.models import Contact, Entry
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import HandedOver
from tests.console.desk import Desk, text_of


def late_entry(desk: Desk) -> int:
    with as_organisation(desk.operator.organisation_id):
        return Entry.objects.filter(what="TimePassed").latest("pk").pk


def test_a_supervisor_looks_into_what_came_late(
    ana: Desk, sam: Desk, watched: int, time: HandedOver
) -> None:
    """AF4."""
    time.wait(200)
    ana.let_time_pass(watched)
    page = text_of(sam.see("/console/"))
    before = text_of(ana.see("/console/"))

    sam.press(f"/console/late/{late_entry(sam)}/reviewed", found="overloaded")

    assert "80 seconds late" in page
    assert "seconds late" not in before
    assert "Came late: to look into" not in sam.see("/console/")


def test_an_operator_and_a_stranger_cannot(
    ana: Desk, stranger: Desk, watched: int, time: HandedOver
) -> None:
    """AF4."""
    time.wait(200)
    ana.let_time_pass(watched)
    entry = late_entry(ana)

    ana.press(f"/console/late/{entry}/reviewed", found="unknown")
    stranger.press(f"/console/late/{entry}/reviewed", found="unknown")

    assert (ana.status, stranger.status) == (409, 409)


def test_what_nobody_could_find_is_not_there(sam: Desk) -> None:
    sam.press("/console/late/4000/reviewed", found="unknown")
    unknown = sam.status
    sam.press("/console/late/4000/reviewed", found="tired")

    assert (unknown, sam.status) == (404, 404)


def test_a_late_contact_of_the_practice_line_is_marked_as_practice(
    ana: Desk, sam: Desk, taken: int, time: HandedOver
) -> None:
    """AF4: before a watch as well as within one."""
    with as_organisation(sam.operator.organisation_id, writing=True):
        Contact.objects.filter(pk=taken).update(practice=True)
    time.wait(400)
    ana.let_contact_wait(taken)

    late = sam.see("/console/").split('id="late"')[1].split("</summary>")[0]
    assert "badge--practice" in late


def test_what_came_late_together_is_looked_into_by_one_press(
    ana: Desk, sam: Desk, watched: int, time: HandedOver
) -> None:
    """AF4: each is named, ticked, and can be left for later."""
    for _look in range(3):
        time.wait(200)
        ana.let_time_pass(watched)
    with as_organisation(sam.operator.organisation_id):
        ids = [entry.pk for entry in Entry.objects.filter(what="TimePassed").order_by("pk")]
    before = sam.see("/console/")

    sam.press(f"/console/late/{ids[0]}/reviewed", found="outage", also=[ids[1], "x"])

    assert before.count('name="found" value="outage"') == 3
    after = sam.see("/console/")
    assert f"/console/late/{ids[2]}/reviewed" in after
    assert f"/console/late/{ids[1]}/reviewed" not in after
