"""A text that one company does not bring goes by the other, and only then is a way lost (WA10)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from stillhere.actions.carriers import left_lines
from stillhere.actions.delivery import arrived, not_arrived
from stillhere.actions.second_line import keep_second_line
from stillhere.actions.texts import receive_on_line
from stillhere.actions.watch import load
from stillhere.care.carriers import TRIED_AGAIN
from stillhere.care.channel import Channel
from stillhere.engine.courier import Courier
from stillhere.lines.line import Blocked, LineCannot, NotNow, OutcomeUnknown
from stillhere.records.models import Contact, Duty, Entry, Line, Message, Operator, Organisation
from stillhere.records.organisations import as_organisation
from tests.databases import ENGINE, knock_as
from tests.engine.courier.lines_of_glass import EVERYTHING, GlassLine, Lines, breaking
from tests.engine.courier.owing import due, missed, state
from tests.somebody import CALLER_NUMBER, a_contact, a_line

pytestmark = [pytest.mark.both, pytest.mark.engine]
PATIENCE = timedelta(seconds=45)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Somebody who missed a check-in at 12:02, on a line with two companies."""

    courier: Courier
    first: GlassLine
    second: GlassLine
    contact: Contact
    key: str
    began: datetime

    def after(self, seconds: float) -> datetime:
        return self.began + timedelta(seconds=seconds)

    def bring(self, *after: float) -> None:
        knock_as(ENGINE)
        for seconds in after:
            self.courier.deliver_once(self.after(seconds))

    def line(self, slug: str) -> int:
        with as_organisation(self.contact.organisation_id):
            return Line.objects.get(slug=slug).pk

    def lost(self, after: float, by: str, *, how: str = "undelivered") -> None:
        ours = self.contact.organisation_id
        at, line = self.after(after), self.line(by)
        not_arrived(self.key, organisation=ours, now=at, how=how, by_line=line)

    @property
    def state(self) -> str:
        return state(self.contact, self.key)

    @property
    def times(self) -> tuple[int, int]:
        """How often each company had it."""
        return len(self.first.got.get(self.key, ())), len(self.second.got.get(self.key, ()))

    @property
    def lost_ways(self) -> frozenset[Channel]:
        with as_organisation(self.contact.organisation_id):
            watch = Contact.objects.get(pk=self.contact.pk).watch_id
            assert watch is not None
            return load(watch).watch.lost

    def counted(self, what: str) -> int:
        with as_organisation(self.contact.organisation_id):
            return Entry.objects.filter(what=what).count()


def mend(line: GlassLine) -> None:
    line.before = lambda _key: None


@pytest.fixture
def line(request: pytest.FixtureRequest, organisation: Organisation, noon: datetime) -> Line:
    """With a second company; neither can be asked, unless another provider is named."""
    provider = getattr(request, "param", "kannel")
    line = a_line(organisation, slug="texts", provider=provider)
    a_line(organisation, slug="spare", provider="kannel")
    keep_second_line("texts", "spare", organisation=organisation.pk, now=noon)
    return line


@pytest.fixture
def scene(courier: Courier, glass: Lines, contact: Contact, ana: Operator, noon: datetime) -> Scene:
    for slug in ("texts", "spare"):
        glass.by_slug[slug].capabilities = replace(EVERYTHING, reports=True, finds=False)
    return Scene(
        courier=courier,
        first=glass.by_slug["texts"],
        second=glass.by_slug["spare"],
        contact=contact,
        key=missed(contact, ana, noon),
        began=due(noon),
    )


def test_without_a_receipt_the_second_company_has_its_turn_before_the_way_is_lost(
    scene: Scene,
) -> None:
    """WA10."""
    scene.bring(0)
    assert scene.times == (1, 0)
    scene.bring(44, 45, 46)

    assert scene.second.got == scene.first.got
    assert (scene.state, scene.lost_ways) == ("sent", frozenset())
    assert scene.counted("DutyByOtherCompany") == 1
    assert scene.counted("DutyMaybeTwice") == 1


def test_when_the_second_does_not_bring_it_either_the_way_is_lost(scene: Scene) -> None:
    """WA10: then another way, or a person."""
    scene.bring(0, 45, 46, 90)
    assert scene.lost_ways == frozenset()
    scene.bring(91)

    assert (scene.state, scene.times) == ("failed", (1, 1))
    assert scene.lost_ways == {Channel.TEXT}


def test_a_text_known_not_to_have_arrived_goes_by_the_other_at_once_and_is_no_double(
    scene: Scene,
) -> None:
    """WA10: told again, and late, it changes nothing."""
    scene.bring(0)
    for _ in range(2):
        scene.lost(1, "texts")
    with as_organisation(scene.contact.organisation_id):
        assert Message.objects.get(kind="ask").state == "kept"
    scene.bring(1)
    scene.lost(2, "texts")

    assert (scene.times, scene.state, scene.lost_ways) == ((1, 1), "sent", frozenset())
    assert scene.counted("DutyMaybeTwice") == 0


def test_a_receipt_of_the_second_is_one(scene: Scene) -> None:
    """WA10, ES7."""
    scene.bring(0)
    scene.lost(1, "texts")
    scene.bring(1)
    ours, spare = scene.contact.organisation_id, scene.line("spare")
    arrived(scene.key, organisation=ours, now=scene.after(2), by_line=spare)
    scene.bring(100)

    assert (scene.state, scene.lost_ways) == ("delivered", frozenset())


def test_nobody_is_written_to_around_their_stop(scene: Scene) -> None:
    """WA10."""
    scene.bring(0)
    scene.lost(1, "texts", how="Blocked")
    scene.bring(2)

    assert (scene.state, scene.times) == ("failed", (1, 0))
    assert scene.lost_ways == {Channel.TEXT}


@pytest.mark.parametrize(("wrong", "twice"), [(NotNow("down"), 0), (OutcomeUnknown("lost"), 1)])
def test_a_company_that_is_down_is_walked_around_within_a_second(
    wrong: Exception, twice: int, scene: Scene
) -> None:
    """F11."""
    breaking(scene.first, wrong)
    scene.bring(0, 1)

    assert (scene.times, scene.state) == ((0, 1), "sent")
    assert scene.counted("DutyMaybeTwice") == twice


def test_a_company_that_was_only_busy_has_its_turn_when_the_other_has_lost_the_text(
    scene: Scene,
) -> None:
    """WA10."""
    breaking(scene.first, NotNow("busy"))
    scene.bring(0, 1)
    scene.lost(2, "spare")
    mend(scene.first)
    scene.bring(2)

    assert (scene.times, scene.state, scene.lost_ways) == ((1, 1), "sent", frozenset())
    scene.lost(3, "texts")
    assert (scene.state, scene.lost_ways) == ("failed", frozenset({Channel.TEXT}))


def test_a_company_that_lost_a_text_is_not_asked_again_because_the_other_was_busy_once(
    scene: Scene,
) -> None:
    """WA10: it would say that it has it, and send nothing."""
    scene.bring(0)
    scene.lost(1, "texts")
    breaking(scene.second, NotNow("busy"))
    scene.bring(1)
    mend(scene.second)
    scene.bring(2, 4, 8)

    assert (scene.times, scene.state) == ((1, 1), "sent")


@pytest.mark.parametrize(("first", "second"), [("first", "second"), ("second", "first")])
def test_a_company_that_was_only_busy_is_left_when_the_other_never_will(
    first: str, second: str, scene: Scene
) -> None:
    """WA10: whichever of the two it is."""
    busy, never = getattr(scene, first), getattr(scene, second)
    breaking(busy, NotNow("busy"))
    breaking(never, LineCannot("no"))
    scene.bring(0, 1, 3)
    assert (scene.state, scene.lost_ways) == ("owed", frozenset())
    mend(busy)
    scene.bring(10)

    assert (scene.state, scene.times) == ("sent", (1, 0) if busy is scene.first else (0, 1))


def test_a_loss_told_before_it_is_written_down_who_has_the_text_counts_for_who_tells_it(
    scene: Scene,
) -> None:
    """WA10: a report is often faster than we are."""
    scene.bring(0)
    scene.lost(1, "texts")
    scene.second.after = lambda _key: scene.lost(1, "spare")
    scene.bring(1)

    assert (scene.times, scene.state) == ((1, 1), "failed")
    assert scene.lost_ways == {Channel.TEXT}
    with as_organisation(scene.contact.organisation_id):
        assert Duty.objects.get(key=scene.key).facts["by"] == scene.line("spare")


def test_a_loss_told_so_soon_by_the_second_is_not_the_firsts_that_was_only_busy(
    scene: Scene,
) -> None:
    """WA10."""
    breaking(scene.first, NotNow("busy"))
    scene.second.after = lambda _key: scene.lost(1, "spare")
    scene.bring(0, 1)
    mend(scene.first)
    scene.bring(2)

    assert (scene.times, scene.state, scene.lost_ways) == ((1, 1), "sent", frozenset())


@pytest.mark.parametrize("line", ["twilio"], indirect=True)
def test_a_company_that_may_have_it_and_can_be_asked_is_asked_before_the_other_is_given_it(
    scene: Scene,
) -> None:
    """I7."""
    breaking(scene.first, OutcomeUnknown("lost"), taken=True)
    scene.bring(0, 1)

    assert (scene.first.asked, scene.times, scene.state) == ([scene.key], (1, 0), "sent")


@pytest.mark.parametrize(("wrong", "times"), [(LineCannot("no"), (0, 1)), (Blocked("no"), (0, 0))])
def test_what_one_company_will_never_send_the_other_may_unless_they_want_nothing(
    wrong: Exception, times: tuple[int, int], scene: Scene
) -> None:
    """WA10."""
    breaking(scene.first, wrong)
    scene.bring(0, 1)

    assert scene.times == times
    assert scene.lost_ways == (frozenset() if times[1] else {Channel.TEXT})


def test_an_answer_to_either_number_finds_the_same_person(scene: Scene, noon: datetime) -> None:
    """CO8."""
    for slug in ("texts", "spare", "spare"):
        found = receive_on_line(
            scene.line(slug),
            organisation=scene.contact.organisation_id,
            address=CALLER_NUMBER,
            words="ok",
            key=f"from {slug}",
            now=noon,
        )
        assert found == (scene.contact.pk,)


def test_a_company_that_loses_texts_is_left_and_taken_back_by_itself(
    scene: Scene, line: Line, ana: Operator, noon: datetime
) -> None:
    """WA10: health by receipts, and nobody turns a switch."""
    ours, first = line.organisation_id, line.pk
    other = a_contact(line, now=noon, operator=ana, channel=Channel.TEXT)
    theirs = replace(scene, contact=other, key=missed(other, ana, noon))
    scene.bring(0)
    for each in (scene, theirs):
        each.lost(1, "texts")
    again = TRIED_AGAIN.total_seconds()

    assert left_lines(ours, [first], now=scene.after(1)) == {first: scene.after(1)}
    assert left_lines(ours, [first], now=scene.after(1 + again)) == {}
    scene.bring(1)
    arrived(scene.key, organisation=ours, now=scene.after(9), by_line=first)
    assert left_lines(ours, [first], now=scene.after(10)) == {}
