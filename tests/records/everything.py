"""One row of every kind for one organisation, so that a fence can be tried on each table."""

from datetime import datetime

from django.apps import apps
from django.db import models
from django.db.models import Model

from stillhere.records.models import (
    AdverseEvent,
    Call,
    Chosen,
    Code,
    CodeWithout,
    Console,
    Contact,
    Debrief,
    DirectoryPlace,
    DispatchNumber,
    Duty,
    Entry,
    EntryLink,
    GuideApproval,
    GuideTick,
    GuideVersion,
    Inbox,
    Intake,
    Invitation,
    Leg,
    Line,
    Message,
    Operator,
    Organisation,
    Outcome,
    PlaceTold,
    PlanVersion,
    Policy,
    PracticeDelivery,
    PracticePhone,
    RecordKey,
    Screen,
    SentText,
    SetAside,
    SignIn,
    Watch,
    WatchClock,
)
from stillhere.records.organisations import as_organisation
from stillhere.records.signing_in import as_organisation_named

FENCED = [
    model
    for model in apps.get_app_config("records").get_models()
    if model._meta.managed
    and any(
        isinstance(field, models.ForeignKey) and field.name == "organisation"
        for field in model._meta.get_fields()
    )
]


def found(slug: str, *, now: datetime) -> Organisation:
    with as_organisation_named(slug):
        return Organisation.objects.create(slug=slug, name=slug.title(), created_at=now)


def one_of_each(organisation: Organisation, *, now: datetime) -> list[Model]:
    """Everything open and due, except the link of an entry: only the engine makes one."""
    with as_organisation(organisation.pk, writing=True):
        line, ana, *rest = _people(organisation, now)
        assert isinstance(line, Line)
        assert isinstance(ana, Operator)
        papers = _papers(organisation, now)
        return [line, ana, *rest, *papers, *_a_way(organisation, line=line, ana=ana, now=now)]


def link_an_entry(organisation: int) -> EntryLink:
    """As the engine."""
    with as_organisation(organisation, writing=True):
        entry = Entry.objects.get(organisation_id=organisation)
        return EntryLink.objects.create(
            organisation_id=organisation, seq=1, entry=entry, previous=b"", hash=b"1"
        )


def _people(organisation: Organisation, now: datetime) -> list[Model]:
    slug = organisation.slug
    line = Line.objects.create(organisation=organisation, slug=f"{slug}-line", provider="webchat")
    ana = Operator.objects.create_user(f"{slug}-ana", organisation=organisation, role="operator")
    console = Console.objects.create(
        organisation=organisation, operator=ana, state="on", beat_at=now, due_at=now
    )
    phone = PracticePhone.objects.create(organisation=organisation, line=line, due_at=now)
    delivery = PracticeDelivery.objects.create(
        organisation=organisation, phone=phone, kind="text", at=now, deliver_at=now
    )
    inbox = Inbox.objects.create(organisation=organisation, line=line, key="1", at=now)
    apart = SetAside.objects.create(organisation=organisation, line=line, key="1", came_at=now)
    sent = SentText.objects.create(organisation=organisation, line=line, key="1", at=now)
    screen = Screen.objects.create(
        organisation=organisation, name="hall", made_by=ana, made_at=now, ends_at=now
    )
    invitation = Invitation.objects.create(
        organisation=organisation,
        digest=slug.encode(),
        made_by=ana,
        name="Sam",
        role="operator",
        language="en",
        made_at=now,
        ends_at=now,
    )
    signed = SignIn.objects.create(organisation=organisation, operator=ana, key=slug, locks_at=now)
    return [line, ana, console, phone, delivery, inbox, apart, sent, screen, invitation, signed]


def _papers(organisation: Organisation, now: datetime) -> list[Model]:
    policy = Policy.objects.create(organisation=organisation, number=1, values={}, created_at=now)
    dispatch = DispatchNumber.objects.create(
        organisation=organisation, kind="listed", place="Halifax", set_at=now
    )
    entry = Entry.objects.create(organisation=organisation, at=now, what="tested")
    key = RecordKey.objects.create(
        organisation=organisation, wrapped=b"1", made_at=now, expires_at=now
    )
    code = Code.objects.create(
        organisation=organisation,
        digest=b"1",
        bits=1,
        language="en",
        record_key=key.pk,
        made_on=now.date(),
        last_on=now.date(),
    )
    without = CodeWithout.objects.create(organisation=organisation, code=code, digest=b"1")
    chosen = Chosen.objects.create(
        organisation=organisation,
        kind="code_questions",
        number=1,
        values=[],
        signed_by="Sam",
        signed_at=now,
    )
    guide = GuideVersion.objects.create(
        organisation=organisation, guide="panic", number=1, cards=[], written_at=now
    )
    approval = GuideApproval.objects.create(
        organisation=organisation, version=guide, approved_by="Dr. Robin Example", signed_at=now
    )
    place = DirectoryPlace.objects.create(
        organisation=organisation, source="form:1", values={}, changed_by="Sam", changed_at=now
    )
    return [policy, dispatch, entry, key, code, without, chosen, guide, approval, place]


def _a_way(organisation: Organisation, *, line: Line, ana: Operator, now: datetime) -> list[Model]:
    policy = Policy.objects.get(organisation=organisation)
    ours = {"organisation": organisation}
    contact = Contact.objects.create(
        **ours,
        line=line,
        channel="chat",
        began_at=now,
        state="waiting",
        due_at=now,
        address_digest=b"1",
    )
    plan = PlanVersion.objects.create(**ours, contact=contact, number=1, terms={}, made_at=now)
    watch = Watch.objects.create(**ours, line=line, contact=contact, policy=policy, began_at=now)
    clock = WatchClock.objects.create(
        **ours, watch=watch, policy=policy, state="listening", clocks={}, facts={}, due_at=now
    )
    message = Message.objects.create(**ours, contact=contact, at=now, inbound=True, key="1")
    intake = Intake.objects.create(**ours, contact=contact)
    outcome = Outcome.objects.create(**ours, watch=watch, opened_at=now, due_at=now)
    debrief = Debrief.objects.create(**ours, watch=watch, operator=ana, opened_at=now)
    duty = Duty.objects.create(
        **ours,
        lane="life",
        kind="ring",
        key=f"{organisation.slug}-1",
        owed_at=now,
        not_before=now,
        operator=ana,
    )
    way = [contact, plan, watch, clock, message, intake, outcome, debrief, duty]
    return [*_beside_them(message, by=ana), *way, *_on_the_phone(contact, now)]


def _beside_them(message: Message, *, by: Operator) -> list[Model]:
    contact, at = message.contact, message.at
    ours = {"organisation": contact.organisation, "contact": contact, "at": at}
    adverse = AdverseEvent.objects.create(**ours, kind="panic", by=by, key="1")
    tick = GuideTick.objects.create(**ours, guide="panic", version=0, card=1, by=by)
    told = PlaceTold.objects.create(**ours, message=message, place=1)
    return [adverse, tick, told]


def _on_the_phone(contact: Contact, now: datetime) -> list[Model]:
    ours = {"organisation": contact.organisation}
    call = Call.objects.create(
        **ours,
        line=contact.line,
        contact=contact,
        room=f"call-{contact.organisation.slug}",
        state="waiting",
        began_at=now,
    )
    leg = Leg.objects.create(
        **ours, call=call, place=0, key="1", role="caller", standing="up", since=now
    )
    return [call, leg]
