"""What a run came to: for a program, and for a person to read."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from stillhere.engine.simulation.load import Load, Reason
from stillhere.engine.simulation.published import Share, compared
from stillhere.engine.simulation.run import Run

ONE_AT_LEAST: Final = 5.0
"""Where the load makes so many expect, none at all means that something is not working."""
ALONE: Final = 0.4
"""Of those who write while nobody is on shift: so many at least begin a watch without a person."""


def figures(run: Run) -> dict[str, Any]:
    """Everything but the wall time comes out the same again for the same seed."""
    tally, load = run.scene.tally, run.load
    found = {
        "days": load.days,
        "contacts_per_day": load.contacts_per_day,
        "seed": load.seed,
        "contacts": tally.by_reason.total(),
        "people": len(tally.people),
        "by_reason": {reason: tally.by_reason[reason] for reason in Reason},
        "watches": len(run.scene.by_watch),
        "alarms": tally.alarms,
        "dispatches": len(tally.sent_help),
        "false_alarms": len(tally.sent_help) - needed(run),
        "unattended": tally.unattended,
        "used_again": tally.used_again,
        "gave_up": tally.gave_up,
        "adverse_mental_health": tally.adverse,
        "lateness_ms": spread(tally.lateness_ms, p50=50, p99=99, max=100),
        "time_to_human_s": spread(tally.waited, p50=50, p90=90, p95=95, max=100),
        "events": tally.events,
        "sent_again": tally.repeated,
        "invariant_violations": [
            {"invariant": each.invariant, "what": each.what, "at": each.at.isoformat()}
            for each in tally.broken
        ],
        "lost": run.inspector.lost,
        "doubled": run.inspector.doubled,
        "published": compared(shares(run)),
    }
    found["none_of"] = none_of(load, found)
    return found


def needed(run: Run) -> int:
    """Of the watches in which somebody was sent: those who did not answer any more."""
    return sum(run.scene.by_watch[watch].never_wakes for watch in run.scene.tally.sent_help)


def shares(run: Run) -> dict[str, Share]:
    """The published tables' rows, as this run's."""
    tally, watches = run.scene.tally, len(run.scene.by_watch)
    contacts, talks = tally.by_reason.total(), tally.by_reason[Reason.MENTAL_HEALTH]
    return {
        **{reason.value: Share(count=tally.by_reason[reason], of=contacts) for reason in Reason},
        "somebody_needed": Share(count=needed(run), of=watches),
        "adverse_mental_health": Share(count=tally.adverse, of=talks),
        "first_contact": Share(count=len(tally.people), of=contacts),
    }


def none_of(load: Load, found: dict[str, Any]) -> list[str]:
    """What the load makes expect and what did not happen once."""
    uses = load.expected * 3_994 / 6_528
    expected = {
        "alarms": uses * (load.chances.needs_somebody + load.chances.nods),
        "dispatches": uses * load.chances.needs_somebody,
        "unattended": uses * load.chances.gaps * load.chances.written_alone * ALONE,
    }
    return [name for name, many in expected.items() if many >= ONE_AT_LEAST and not found[name]]


def spread(values: Sequence[float], **shares: int) -> dict[str, float | None]:
    """None where nothing was measured."""
    ordered = sorted(values)
    last = len(ordered) - 1
    return {
        name: round(ordered[min(last, len(ordered) * share // 100)], 1) if ordered else None
        for name, share in shares.items()
    }


def lines(found: dict[str, Any]) -> list[str]:
    """For a person."""
    late, human = found["lateness_ms"], found["time_to_human_s"]
    return [
        f"{found['contacts']} contacts of {found['people']} people in {found['days']:g} days.",
        f"{found['contacts_per_day']:g} a day, seed {found['seed']}, {found['events']} events.",
        "",
        f"  watches        {found['watches']:6}",
        f"  alarms         {found['alarms']:6}",
        f"  dispatches     {found['dispatches']:6}   of which false alarms {found['false_alarms']}",
        f"  unattended     {found['unattended']:6}   begun with nobody at a console (WA12)",
        f"  used again     {found['used_again']:6}   within their watch",
        f"  gave up        {found['gave_up']:6}   before anybody had answered",
        f"  sent again     {found['sent_again']:6}   outside events, by the simulation",
        f"  lost, doubled  {found['lost']:6}, {found['doubled']}",
        f"  lateness       p50 {late['p50']} ms, p99 {late['p99']} ms, max {late['max']} ms",
        f"  to a person    p50 {human['p50']} s, p90 {human['p90']} s, p95 {human['p95']} s",
        "",
        *_published(found["published"]),
        "",
        *_verdict(found),
    ]


def _published(table: Sequence[dict[str, Any]]) -> list[str]:
    head = f"  {'':22} {'published':^24} {'here':^24}"
    return [head, *(_published_row(row) for row in table)]


def _published_row(row: dict[str, Any]) -> str:
    theirs, ours = (
        f"{100 * each['share']:6.2f} % ({100 * each['low']:.2f}–{100 * each['high']:.2f})"
        for each in (row["published"], row["ours"])
    )
    said = "within" if row["within"] else "agrees" if row["agrees"] else "APART"
    per_person = row.get("contacts_per_person")
    beside = f"   contacts a person: {per_person['ours']['value']}" if per_person else ""
    return f"  {row['name']:22} {theirs:24} {ours:24} {said}{beside}"


def _verdict(found: dict[str, Any]) -> list[str]:
    broken = found["invariant_violations"]
    said = [f"  BROKEN {each['invariant']}: {each['what']} ({each['at']})" for each in broken]
    said += [f"  NONE of what this load makes expect: {name}" for name in found["none_of"]]
    return said or ["  Every invariant held after every event."]


def took(seconds: float) -> str:
    return f"{timedelta(seconds=round(seconds))}"
