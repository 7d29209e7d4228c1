"""What an operator does once help must come: each a verb over one event."""

from datetime import datetime

from stillhere.actions.aftercare import open_outcome
from stillhere.actions.debrief import open_debrief
from stillhere.actions.watch import happen, happen_in_transaction, load, until_not_overtaken
from stillhere.care import watch_events as happened
from stillhere.care.plan import Help
from stillhere.care.refused import DoesNotFit
from stillhere.care.tried import SENT
from stillhere.care.watch_state import Actor, Decision, State, Watch
from stillhere.records.models import WatchClock
from stillhere.records.organisations import as_organisation

Told = happened.HelpDialled | happened.HelpAnswered | happened.HelpAtPlace


def decide_help(
    watch_id: int,
    *,
    organisation: int,
    by: Actor,
    help: Help,
    helper: int | None = None,
    plan: int | None = None,
    by_caller: bool = False,
    now: datetime,
) -> Decision:
    """ "I call now." Raises `AlreadyCalled(by, at)` for whoever comes second (ES2).

    `plan` is the number of the plan that was read on the screen: `helper` means somebody in that
    one. Where the caller has chosen anew since, raises `DoesNotFit` and nobody is dialled (PL6).
    """
    event = happened.HelpDecided(by=by, help=help, helper=helper, by_caller=by_caller)

    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            if help is Help.CONTACT and plan is not None:
                _still_in_force(watch_id, plan)
            return happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )

    return until_not_overtaken(act)


def _still_in_force(watch_id: int, plan: int) -> None:
    in_force = WatchClock.objects.filter(pk=watch_id).values_list("plan__number", flat=True)
    if in_force.first() != plan:
        message = "the caller has changed the plan since it was read"
        raise DoesNotFit(message)


def help_dialled(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """Pressed twice it is one entry, with the time of the first (ES4)."""
    return _told_once(watch_id, happened.HelpDialled(by=by), organisation, by, now)


def help_answered(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """As `help_dialled`."""
    return _told_once(watch_id, happened.HelpAnswered(by=by), organisation, by, now)


def help_at_place(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """As `help_dialled`. Nobody is with them yet."""
    return _told_once(watch_id, happened.HelpAtPlace(by=by), organisation, by, now)


def help_reached(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    """They answered and are sending somebody. Opens an outcome, to be verified (AF2)."""
    return _sent(watch_id, happened.HelpReached(by=by), organisation, by, now)


def contact_said_yes(
    watch_id: int, *, organisation: int, by: Actor, minutes: int, now: datetime
) -> Decision:
    event = happened.ContactSaidYes(by=by, minutes=minutes)
    return _sent(watch_id, event, organisation, by, now)


def help_arrived(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    return _sent(watch_id, happened.HelpArrived(by=by), organisation, by, now)


def help_not_reached(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    event = happened.HelpNotReached(by=by)
    return happen(watch_id, event, organisation=organisation, now=now, by=by.id)


def cannot_find(
    watch_id: int, *, organisation: int, by: Actor, got_in: bool, now: datetime
) -> Decision:
    event = happened.CannotFindThem(by=by, got_in=got_in)
    return happen(watch_id, event, organisation=organisation, now=now, by=by.id)


def plan_used_up(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    event = happened.PlanUsedUp(by=by)
    return happen(watch_id, event, organisation=organisation, now=now, by=by.id)


def stand_down(watch_id: int, *, organisation: int, by: Actor, now: datetime) -> Decision:
    event = happened.HelpStoodDown(by=by)
    return happen(watch_id, event, organisation=organisation, now=now, by=by.id)


def _told_once(watch_id: int, event: Told, organisation: int, by: Actor, now: datetime) -> Decision:
    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            watch = load(watch_id).watch
            if _was_told(watch, event):
                return Decision(watch=watch)
            return happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )

    return until_not_overtaken(act)


def _was_told(watch: Watch, event: Told) -> bool:
    """By whoever tells it again now: a stranger's press goes to the rules, which refuse it."""
    if isinstance(event, happened.HelpAtPlace):
        return watch.at_place_at is not None and watch.holder == event.by.id
    decided = watch.decided
    if decided is None or decided.by != event.by.id:
        return False
    dialled = isinstance(event, happened.HelpDialled)
    return (decided.dialled_at if dialled else decided.answered_at) is not None


def _who_sent(watch: Watch, by: Actor) -> int:
    """Whoever had the token when help was reached, whoever pressed."""
    sent = [tried.by for tried in watch.tried if tried.outcome in SENT]
    return sent[-1] if sent else by.id


def _sent(
    watch_id: int, event: happened.Event, organisation: int, by: Actor, now: datetime
) -> Decision:
    def act() -> Decision:
        with as_organisation(organisation, writing=True):
            decision = happen_in_transaction(
                watch_id, event, organisation=organisation, now=now, by=by.id
            )
            if decision.watch.state is State.HELP_ON_THE_WAY:
                open_outcome(watch_id, organisation=organisation, now=now)
                sender = _who_sent(decision.watch, by)
                open_debrief(watch_id, operator=sender, organisation=organisation, now=now)
            return decision

    return until_not_overtaken(act)
