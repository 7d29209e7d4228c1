"""Everything a person's page is made of, read once, in one view of the records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404

from stillhere.actions.access import whose
from stillhere.actions.beside import beside
from stillhere.actions.carrier_words import is_stopped
from stillhere.actions.contact_row import load as load_contact
from stillhere.actions.exercise import learner_of
from stillhere.actions.joining import PerhapsSame, could_be, perhaps_same
from stillhere.actions.plan import OpenPlan
from stillhere.actions.policy import as_policy, policy_in_force
from stillhere.actions.says_and_knows import says_and_knows
from stillhere.actions.watch import load as load_watch
from stillhere.care.access import Role, Whose, may_find, may_open_plan, may_read_words, supervises
from stillhere.care.channel import Channel
from stillhere.care.contact_state import Contact as CareContact
from stillhere.care.intake import NOTHING_SAID, Answers
from stillhere.care.plan import Terms
from stillhere.care.policy import Policy
from stillhere.care.remembering import Remembered
from stillhere.care.roster import Presence
from stillhere.care.says_and_knows import NOTHING_SET_UP, SaysAndKnows
from stillhere.care.watch_state import Actor, State, Watch
from stillhere.console.acting import At
from stillhere.records.keys import CannotOpen
from stillhere.records.models import Console, Contact, Operator, Outcome, PlanVersion
from stillhere.records.models import Watch as WatchRow
from stillhere.records.organisations import as_organisation
from stillhere.records.sealed import Sealer


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody on shift now, besides whoever is looking."""

    id: int
    name: str
    supervises: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    at: At
    row: Contact
    contact: CareContact
    watch: Watch | None
    watch_row: WatchRow | None
    whose: Whose
    policy: Policy
    names: Mapping[int, str]
    colleagues: tuple[Colleague, ...]
    called: str
    elsewhere: tuple[PerhapsSame, ...] = ()
    """Open watches that came from the same number or browser (CO8)."""
    could_be: tuple[tuple[PerhapsSame, str], ...] = ()
    """Of somebody without a watch: every open one, which may be theirs, and its name (CO10)."""
    also_here: tuple[int, ...] = ()
    """Contacts without a watch from the same place: perhaps the same person (CO8)."""
    beside: tuple[Contact, ...] = ()
    """Others whom the same phone or browser carries, by our own doing (IN6)."""
    plan_number: int = 0
    terms: Terms | None = None
    """What the rules see of the newest plan; nobody's words."""
    help_was_sent: bool = False
    stopped: bool = False
    """Their carrier holds back our texts."""
    answers: Answers = field(default=NOTHING_SAID)
    plan: OpenPlan | None = None
    kept: Remembered | None = None
    """From last time, under their code: to be confirmed, and certain in nothing (CO8, IN1)."""
    line_says: SaysAndKnows = NOTHING_SET_UP

    @property
    def by(self) -> Actor:
        return self.at.by

    @property
    def now(self) -> datetime:
        return self.at.now

    @property
    def mine(self) -> bool:
        return may_open_plan(self.by, self.whose)

    @property
    def may_read(self) -> bool:
        return may_read_words(self.by, self.whose)

    @property
    def open_watch(self) -> Watch | None:
        return self.watch if self.watch is not None and self.watch.is_open else None

    @property
    def in_alarm(self) -> bool:
        return self.watch is not None and self.watch.state in (State.ALARM, State.HELP_ON_THE_WAY)

    def name(self, who: int | None) -> str:
        return "" if who is None else self.names.get(who, "")


def know(at: At) -> Known:
    """Raises `Http404` for who may not know that there is such a person."""
    with as_organisation(at.organisation):
        row = Contact.objects.select_related("line", "watch__clock").get(pk=at.contact_id)
        hands = whose(at.contact_id)
        if not may_find(at.by, hands):
            raise Http404
        operators = Operator.objects.filter(organisation_id=at.organisation)
        names = dict(operators.values_list("pk", "name"))
        watch = None if row.watch_id is None else load_watch(row.watch_id)
        plan = _newest_plan(row)
        return Known(
            at=at,
            row=row,
            contact=load_contact(at.contact_id).contact,
            watch=None if watch is None else watch.watch,
            watch_row=row.watch,
            whose=hands,
            policy=watch.watch.policy if watch else _policy(row, at),
            names=names,
            colleagues=() if learner_of(row.facts) else _on_shift(at),
            called=called_by(row),
            elsewhere=tuple(perhaps_same(row.pk, organisation=at.organisation)),
            could_be=_could_be(row) if may_open_plan(at.by, hands) else (),
            also_here=_also_here(row),
            beside=beside(row),
            plan_number=0 if plan is None else plan.number,
            terms=None if plan is None else Terms.from_values(plan.terms),
            line_says=says_and_knows(organisation=at.organisation),
            stopped=row.channel == Channel.TEXT and is_stopped(row.pk),
            help_was_sent=Outcome.objects.filter(watch_id=row.watch_id or 0).exists(),
        )


def _policy(row: Contact, at: At) -> Policy:
    found = policy_in_force(organisation=at.organisation, practice=row.practice, now=at.now)
    return as_policy(found)


def _on_shift(at: At) -> tuple[Colleague, ...]:
    here = Console.objects.filter(organisation_id=at.organisation, state=Presence.ON)
    found = here.exclude(operator_id=at.by.id).order_by("operator__name")
    return tuple(
        Colleague(id=id, name=name, supervises=supervises(Role(role)))
        for id, name, role in found.values_list("operator_id", "operator__name", "operator__role")
    )


def called_by(row: Contact) -> str:
    """Their own word for themselves. Unreadable is no reason not to show them."""
    if row.record_key is None or row.sealed_called is None:
        return ""
    try:
        sealer = Sealer(row.organisation_id, row.record_key)
        return sealer.unseal("contact", "called", row.record_key, row.sealed_called)
    except CannotOpen:
        return ""


def _could_be(row: Contact) -> tuple[tuple[PerhapsSame, str], ...]:
    found = could_be(row.pk, organisation=row.organisation_id)
    theirs = Contact.objects.in_bulk([each.contact_id for each in found])
    return tuple((each, called_by(theirs[each.contact_id])) for each in found)


def _also_here(row: Contact) -> tuple[int, ...]:
    if row.watch_id is None or not row.address_digest:
        return ()
    same = Contact.objects.filter(
        organisation_id=row.organisation_id, address_digest=row.address_digest
    )
    others = same.filter(ended_at__isnull=True, watch__isnull=True)
    return tuple(others.order_by("pk").values_list("pk", flat=True))


def _newest_plan(row: Contact) -> PlanVersion | None:
    """Of the contact whose watch it is: somebody may have come back by another (CO10)."""
    owner = row.watch.contact_id if row.watch else row.pk
    return PlanVersion.objects.filter(contact_id=owner).order_by("-number").first()
