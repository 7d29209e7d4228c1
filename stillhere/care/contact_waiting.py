"""Until somebody answers: who rings, what the caller is told, when it becomes an alarm."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from stillhere.care import contact_events as happened
from stillhere.care.clocks import Clocks
from stillhere.care.contact_state import (
    Alarm,
    Clock,
    Contact,
    Decision,
    EndReason,
    Owe,
    State,
)
from stillhere.care.contact_unattended import look_at_offer
from stillhere.care.policy import Policy

ALL: Final = 1_000
"""More consoles than any line has."""


def time_passed(contact: Contact, event: happened.TimePassed, now: datetime) -> Decision:
    """Every clock that is due, earliest first, in one decision."""
    decision = Decision(contact=contact)
    while ready := decision.contact.clocks.first_ready(now):
        name, due = ready
        step = ON_DUE[Clock(name)](decision.contact, event.free, now)
        late = int((now - due).total_seconds() * 1000)
        decision = Decision(
            contact=step.contact,
            owed=decision.owed + step.owed,
            late_ms=max(decision.late_ms, late),
        )
    decision = look_at_offer(decision, event)
    return replace(decision, owed=tuple(dict.fromkeys(decision.owed)))


def queue_up(contact: Contact, free: tuple[int, ...], now: datetime) -> Contact:
    """In the queue from now: somebody rings at once, and every promise of CO4 starts."""
    after = contact.policy.seconds
    waiting = replace(
        contact,
        state=State.WAITING,
        operator=None,
        offered_to=(),
        waiting_since=now,
        ringing_since=None,
        told=0,
        unattended_offered=False,
        clocks=Clocks(),
    )
    waiting = waiting.ring(Clock.TELL, at=now + after("say_nobody_free"))
    waiting = waiting.ring(Clock.ON_CALL, at=now + after("ring_on_call"))
    waiting = waiting.ring(Clock.PARTNERS, at=now + after("ring_partners"))
    waiting = waiting.ring(Clock.ALARM, at=now + after("unanswered"))
    return offer(waiting, free, now)


def offer(contact: Contact, free: tuple[int, ...], now: datetime) -> Contact:
    """One device rings, then a second, then all (CO1). Whoever rings and is free keeps ringing."""
    could = [each for each in free if each not in contact.not_for and not contact.held_back]
    look_again = now + contact.policy.seconds("pace_slow" if contact.held_back else "ring_second")
    if not could:
        nobody = replace(contact, state=State.WAITING, offered_to=(), ringing_since=None)
        return nobody.ring(Clock.RING, at=look_again)
    since = contact.ringing_since or now
    ringing = [each for each in contact.offered_to if each in could]
    more = [each for each in could if each not in ringing]
    many = devices(now - since, contact.policy)
    offered = replace(
        contact,
        state=State.RINGING,
        ringing_since=since,
        offered_to=tuple((ringing + more)[: max(many, len(ringing))]),
    )
    steps = (since + contact.policy.seconds(name) for name in ("ring_second", "ring_all"))
    return offered.ring(Clock.RING, at=next((at for at in steps if at > now), look_again))


def devices(rung_for: timedelta, policy: Policy) -> int:
    """How many ring at once after so long (CO1)."""
    if rung_for >= policy.seconds("ring_all"):
        return ALL
    return 2 if rung_for >= policy.seconds("ring_second") else 1


def _ring_more(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    return Decision(contact=offer(contact, free, now))


def _tell(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    """Within 20 s that nobody is free yet; then what else there is; then that again (CO4)."""
    del free
    policy = contact.policy
    told = replace(contact, told=contact.told + 1)
    later = contact.waiting_since + policy.seconds("unanswered")
    if contact.told or later <= now:
        later = now + policy.seconds("pace_slow")
    decision = Decision(contact=told.ring(Clock.TELL, at=later))
    if contact.gone is not None:
        return decision  # whoever finds the phone now must not read it (CO9)
    return decision.owing(Owe.SAY_WHAT_ELSE if contact.told else Owe.SAY_NOBODY_YET)


def _ring_on_call(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    del free
    again = contact.ring(Clock.ON_CALL, at=now + contact.policy.seconds("ring_again"))
    return Decision(contact=again).owing(Owe.RING_ON_CALL)


def _ask_partners(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    """The seam for lines that help one another out: asked once, then they ring on their side."""
    del free, now
    return Decision(contact=contact.without(Clock.PARTNERS)).owing(Owe.ASK_PARTNERS)


def _still_in_alarm(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    """Nobody has taken them, or what rang is still so. It rings until a person ends it (I3)."""
    del free
    if contact.watched:
        return Decision(contact=replace(contact, alarm=None).without(Clock.ALARM))
    again = contact.ring(Clock.ALARM, at=now + contact.policy.seconds("ring_again"))
    if again.alarm is None:
        unanswered = replace(again, alarm=Alarm.UNANSWERED)
        return Decision(contact=unanswered).owing(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL)
    return Decision(contact=again).owing(Owe.RING_EVERYONE)


def _did_not_come_back(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    """Their connection went while they waited, and they had not said that they used."""
    del free, now
    return Decision(contact=end(contact, EndReason.LEFT))


def _silent(contact: Contact, free: tuple[int, ...], now: datetime) -> Decision:
    """Quiet in intake or plan: asked, and then an alarm if they may have used (WA1)."""
    if contact.operator is None and not contact.watched:
        return Decision(contact=queue_up(replace(contact, coming_back=True), free, now))
    if contact.watched or contact.settled:
        return Decision(
            contact=contact.ring(Clock.SILENCE, at=now + contact.policy.seconds("pace_slow"))
        )
    again = contact.ring(Clock.SILENCE, at=now + contact.policy.seconds("silent_start"))
    if not contact.asked:
        asked = replace(again, asked=True)
        may_write = contact.gone is None
        return Decision(contact=asked).owing(*((Owe.ASK_STILL_THERE,) if may_write else ()))
    if contact.alarm in (None, Alarm.UNANSWERED) and contact.may_have_used:
        return raise_alarm(again, Alarm.SILENT, now)
    return Decision(contact=again)


def raise_alarm(contact: Contact, alarm: Alarm, now: datetime) -> Decision:
    """A clock of the queue's that would ring sooner still does."""
    again = now + contact.policy.seconds("ring_again")
    loud = replace(contact, alarm=alarm, clocks=contact.clocks.bring_forward(Clock.ALARM, again))
    return Decision(contact=loud).owing(Owe.RING_SUPERVISOR, Owe.RING_ON_CALL)


def end(contact: Contact, reason: EndReason) -> Contact:
    return replace(
        contact,
        state=State.ENDED,
        clocks=Clocks(),
        offered_to=(),
        wished="",
        alarm=None,
        reason=reason,
    )


ON_DUE: Final[dict[Clock, Callable[[Contact, tuple[int, ...], datetime], Decision]]] = {
    Clock.RING: _ring_more,
    Clock.TELL: _tell,
    Clock.ON_CALL: _ring_on_call,
    Clock.PARTNERS: _ask_partners,
    Clock.ALARM: _still_in_alarm,
    Clock.GONE: _did_not_come_back,
    Clock.SILENCE: _silent,
}
