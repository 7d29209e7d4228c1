"""While the clock runs: they answered, something's wrong, ask, pace, and who stays with them."""

from datetime import timedelta

from stillhere.actions.access import must
from stillhere.actions.seats import seats
from stillhere.actions.to_end_life import mark_to_end_life
from stillhere.actions.watch import begin_watch, happen, load
from stillhere.care import watch_events as happened
from stillhere.care.access import may_open_plan
from stillhere.care.escalation import must_hold
from stillhere.care.pace import Route, chosen_pace
from stillhere.care.refused import DoesNotFit, NotOnShift
from stillhere.care.roster import on_shift
from stillhere.console.acting import At, on_contact, on_watch
from stillhere.console.asking import one_of, one_of_or_none, whole_number
from stillhere.records.organisations import as_organisation

A_DAY = 24 * 60
"""Minutes."""


@on_contact
def begin(at: At) -> None:
    """ "They are using now": one act, from any step, with whatever is known (WA1)."""
    with as_organisation(at.organisation):
        must(may_open_plan, at.contact_id, at.by)
    begin_watch(
        at.contact_id,
        organisation=at.organisation,
        by=at.by,
        route=one_of_or_none(Route, at.form.get("route")),
        with_sedative="with_sedative" in at.form,
        now=at.now,
    )


@on_contact
def to_end_life(at: At) -> None:
    """One act, before a watch or within it (PL9)."""
    mark_to_end_life(at.contact_id, organisation=at.organisation, by=at.by, now=at.now)


@on_watch
def supervisor_beside(at: At) -> None:
    _happened(at, happened.SupervisorBeside(by=at.by))


@on_watch
def take(at: At) -> None:
    """Only somebody with a live console: a watch must not fall to who has just gone (WA11)."""
    _on_shift(at, at.by.id)
    _happened(at, happened.Taken(by=at.by))


@on_watch
def answered(at: At) -> None:
    """Spoken is enough. A message is enough while asking; in an alarm somebody else sees it too.

    Where the form does not say which, it is taken for a message.
    """
    evidence = one_of(happened.Evidence, at.form.get("evidence", happened.Evidence.MESSAGE))
    _happened(at, happened.Heard(by=at.by, evidence=evidence))


@on_watch
def wrong(at: At) -> None:
    _happened(at, happened.SomethingWrong(by=at.by))


@on_watch
def it_is_the_caller(at: At) -> None:
    """We misunderstood: nobody else is down (CO15)."""
    _happened(at, happened.ItIsTheCaller(by=at.by))


@on_watch
def ask(at: At) -> None:
    _happened(at, happened.AskedAgain(by=at.by))


@on_watch
def used(at: At) -> None:
    _must_hold(at)
    route = one_of(Route, at.form.get("route", Route.UNKNOWN))
    _happened(at, happened.UsedAgain(route=route, with_sedative="with_sedative" in at.form))


@on_watch
def naloxone(at: At) -> None:
    _must_hold(at)
    _happened(at, happened.NaloxoneGiven())


@on_watch
def pace(at: At) -> None:
    _must_hold(at)
    with as_organisation(at.organisation):
        loaded = load(at.watch)
    seconds = whole_number(at.form.get("seconds")) or 0
    pace = chosen_pace(seconds, policy=loaded.watch.policy, practice=loaded.row.practice)
    _happened(at, happened.PaceChosen(pace=pace))


@on_watch
def looked(at: At) -> None:
    _happened(at, happened.SecondLooked(by=at.by))


@on_watch
def offer(at: At) -> None:
    to = whole_number(at.form.get("to"))
    if to is None:
        raise DoesNotFit("nobody was chosen to hand over to")
    _on_shift(at, to)
    _happened(at, happened.HandOverOffered(by=at.by, to=to))


@on_watch
def decline(at: At) -> None:
    _happened(at, happened.HandOverDeclined(by=at.by))


@on_watch
def end_at(at: At) -> None:
    _must_hold(at)
    minutes = min(whole_number(at.form.get("minutes")) or 0, A_DAY)
    _happened(at, happened.EndAgreed(at=at.now + timedelta(minutes=minutes)))


def _happened(at: At, event: happened.Event) -> None:
    happen(at.watch, event, organisation=at.organisation, now=at.now, by=at.by.id)


def _must_hold(at: At) -> None:
    """For what the rules take from anybody who speaks for the caller. Raises `NotYours`."""
    with as_organisation(at.organisation):
        must_hold(load(at.watch).watch, at.by)


def _on_shift(at: At, operator: int) -> None:
    """Raises `NotOnShift`, also for anybody who does not work here."""
    with as_organisation(at.organisation):
        here = seats(at.organisation)
    if not any(seat.id == operator and on_shift(seat, at.now) for seat in here):
        raise NotOnShift
