"""What a watch's rules now owe becomes messages and duties, in the decision's transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Max, Q

from stillhere.actions.asks import ASK, Notice, reading_of
from stillhere.actions.duty import owe
from stillhere.actions.exercise import is_exercise
from stillhere.actions.prompts import Prompt
from stillhere.actions.ringing import people_to_ring
from stillhere.actions.words import NOTICE, SAME_MESSAGE
from stillhere.care.channel import Channel
from stillhere.care.cover import Says
from stillhere.care.duties import LANES, Kind, Person, useful_until, who_rings
from stillhere.care.plan import NOTHING_AGREED
from stillhere.care.watch_state import Owe, Owed, State
from stillhere.care.watch_state import Watch as CareWatch
from stillhere.records.models import Contact, Duty, Message, Watch
from stillhere.records.prepared import Prepared
from stillhere.records.prepared_writing import put_in_once

LONGEST_WANTED: Final = (
    Owe.SUPERVISOR_BESIDE,
    Owe.RING_SUPERVISOR,
    Owe.ASK_HOLDER,
    Owe.RING_HOLDER,
    Owe.RING_ON_CALL,
    Owe.RING_EVERYONE,
)
RUNG: Final = Q(state__in=("sent", "delivered")) | Q(state="failed", reference="unanswered")
"""Somebody who did not pick up may be on their way all the same."""


def owe_for(
    *, watch: Watch, after: CareWatch, owed: tuple[Owed, ...], organisation: int, now: datetime
) -> None:
    """What the rules now owe becomes messages and duties, in the transaction of the decision."""
    case = _Case(watch=watch, after=after, organisation=organisation, now=now)
    for each in owed:
        match each.what:
            case Owe.ASK_CALLER:
                _ask_caller(case, each.ask or after.ask)
            case Owe.ASK_ON_CALL:
                _ask_on_call(case, each.ask or after.ask)
            case Owe.RING_CALLER:
                _ring_caller(case)
            case Owe.ANSWER_CALLER:
                _tell_caller(case, Owe.ANSWER_CALLER, Notice.HELP_COMING)
            case Owe.STAND_DOWN:
                _stand_down(case)
            case _:
                pass
    _ring_people(case, {each.what for each in owed})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    watch: Watch
    after: CareWatch
    organisation: int
    now: datetime

    def key(self, what: str, whom: int = 0) -> str:
        """The same for everything this decision owes to the same person for the same reason."""
        return f"{what}:{self.watch.pk}:{whom}:{int(self.now.timestamp() * 1000)}"

    def owe(self, why: Owe, kind: Kind, key: str, *, to: Contact | int, **facts: int | str) -> None:
        """`to`: the caller in this contact, or the operator of this number."""
        owe(
            kind,
            organisation=self.organisation,
            key=key,
            now=self.now,
            lane=LANES[why],
            contact=to.pk if isinstance(to, Contact) else None,
            watch=self.watch.pk,
            operator=None if isinstance(to, Contact) else to,
            episode=self.after.episode,
            not_before=self.now,
            not_after=useful_until(why, policy=self.after.policy, now=self.now),
            why=why,
            decided=int(self.after.decided is not None),
            **facts,
        )


def _ask_caller(case: _Case, ask: int) -> None:
    after, contact = case.after, _where_they_are(case)
    if contact.channel == Channel.VOICE and not _may_text(after):
        return
    looked_for = after.state in (State.ALARM, State.HELP_ON_THE_WAY)
    needs_word = looked_for and after.terms.has_ok_word and not after.duress
    reading = reading_of(after.digit(ask), with_word=needs_word, of_them=after.answered_for)
    key = f"ask:{case.watch.pk}:{ask}"
    message = _keep(case, contact, kind=ASK, key=key, reading=reading, ask=ask)
    case.owe(Owe.ASK_CALLER, Kind.TEXT_CALLER, key, to=contact, message=message.pk, ask=ask)


def _ask_on_call(case: _Case, ask: int) -> None:
    """Spoken by the line; a key answers it (WA12)."""
    contact, key = _where_they_are(case), f"ask:{case.watch.pk}:{ask}"
    _keep(case, contact, kind=NOTICE, key=key, reading=Prompt.ALONE_ASK, ask=ask)


def _may_text(after: CareWatch) -> bool:
    """Somebody who rang us gets a text only if that was agreed (PL3, CO9)."""
    return after.terms.reach.text and after.terms != NOTHING_AGREED


def _tell_caller(case: _Case, why: Owe, notice: Notice) -> None:
    if case.after.duress:
        return  # nothing whatever changes on the caller's side (WA5)
    contact = _where_they_are(case)
    key = case.key(notice)
    message = _keep(case, contact, kind=NOTICE, key=key, reading=notice)
    case.owe(why, Kind.TEXT_CALLER, key, to=contact, message=message.pk)


def _ring_caller(case: _Case) -> None:
    contact = _where_they_are(case)
    case.owe(Owe.RING_CALLER, Kind.RING_CALLER, case.key(Owe.RING_CALLER), to=contact)


def _ring_people(case: _Case, whys: Collection[Owe]) -> None:
    """One ring for each person, for the reason that stays wanted the longest."""
    if is_exercise(case.watch):
        return  # it is on one screen, and no phone of anybody's rings for it
    wanted = [why for why in LONGEST_WANTED if why in whys]
    people = people_to_ring(case.organisation, calling=case.after.decided) if wanted else []
    rung: set[int] = set()
    for why in wanted:
        for person in who_rings(why, people, holder=case.after.holder):
            if person.id not in rung:
                says = _says(case, why, person)
                case.owe(why, Kind.RING_PERSON, case.key("ring", person.id), to=person.id, **says)
            rung.add(person.id)


def _says(case: _Case, why: Owe, person: Person) -> dict[str, str]:
    """Of an unattended watch, what pressing 1 takes on (WA12)."""
    if not case.after.unattended or not person.on_call or person.at_console:
        return {}
    return {"says": Says.STILL if why is Owe.ASK_HOLDER else Says.MISS}


def _stand_down(case: _Case) -> None:
    """Everyone whose phone rang since the last time it was over (ES8); a caller who was told."""
    told = Duty.objects.filter(watch_id=case.watch.pk, facts__why=Owe.STAND_DOWN)
    last = told.aggregate(last=Max("owed_at"))["last"]
    rung = Duty.objects.filter(RUNG, watch_id=case.watch.pk, kind=Kind.RING_PERSON)
    if last is not None:
        rung = rung.filter(owed_at__gt=last)
    for operator in sorted(filter(None, set(rung.values_list("operator_id", flat=True)))):
        key = case.key(Owe.STAND_DOWN, operator)
        case.owe(Owe.STAND_DOWN, Kind.TEXT_PERSON, key, to=operator)
    if case.after.state is State.LISTENING and _was_told_of_help(case):
        _tell_caller(case, Owe.STAND_DOWN, Notice.CALLED_OFF)


def _was_told_of_help(case: _Case) -> bool:
    notices = Message.objects.filter(contact__watch_id=case.watch.pk, kind=NOTICE)
    last = notices.order_by("at", "pk").last()
    return last is not None and last.reading == Notice.HELP_COMING


def _where_they_are(case: _Case) -> Contact:
    """On the watch's channel, not ended, the latest."""
    return _HERE.one(case.watch.pk, case.after.channel) or case.watch.contact


def _keep(
    case: _Case, contact: Contact, *, kind: str, key: str, reading: str, ask: int | None = None
) -> Message:
    new = Message(
        contact=contact,
        key=key,
        organisation_id=case.organisation,
        at=case.now,
        inbound=False,
        kind=kind,
        ask=ask,
        reading=reading,
    )
    message, _ = put_in_once(new, lambda: SAME_MESSAGE.one(contact.pk, key))
    return message


_HERE: Final = Prepared(
    lambda watch, channel: Contact.objects.filter(watch_id=watch, channel=channel).order_by(
        F("ended_at").desc(nulls_first=True), "-began_at"
    )[:1]
)
