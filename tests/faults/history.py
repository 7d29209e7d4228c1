"""What was said to callers, compared with what is kept: acknowledged means durable, and once."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from stillhere.records.models import Entry, Message, Organisation, WatchClock
from stillhere.records.organisations import as_organisation
from tests.faults.callers import OK, REFUSED, Tap

KEPT_AS = "in:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Everything a checker needs, read once at the end."""

    messages: Counter[str]
    effects: Counter[str]
    acts: Counter[int]
    """Ledger entries that changed a watch, by watch."""
    versions: dict[int, int]
    lateness: Sequence[int]
    """Milliseconds, of every time that passed."""
    last_rung: dict[int, datetime]


def read_kept(organisation: Organisation) -> Kept:
    with as_organisation(organisation.pk):
        entries = list(Entry.objects.exclude(watch_id=None).order_by("pk"))
        messages = list(Message.objects.filter(inbound=True).values_list("key", flat=True))
        versions = dict(WatchClock.objects.values_list("watch_id", "version"))
    passed = [entry for entry in entries if entry.what == "TimePassed"]
    return Kept(
        messages=Counter(messages),
        effects=Counter(entry.key for entry in entries if entry.what == "CheckedIn"),
        acts=Counter(entry.watch_id or 0 for entry in entries if "after" in entry.facts),
        versions=versions,
        lateness=[int(entry.facts["late_ms"]) for entry in passed],
        last_rung={entry.watch_id or 0: entry.at for entry in passed},
    )


def lost(kept: Kept, taps: Iterable[Tap]) -> list[str]:
    """Acknowledged and not there."""
    return [tap.key for tap in taps if tap.answer == OK and not _seen(kept, tap)]


def doubled(kept: Kept, taps: Iterable[Tap]) -> list[str]:
    """There more than once, whatever its caller was told."""
    counts = [(tap.key, kept.messages[_key(tap)], kept.effects[_key(tap)]) for tap in taps]
    return [key for key, messages, effects in counts if messages > 1 or effects > 1]


def unasked(kept: Kept, taps: Iterable[Tap]) -> list[str]:
    """Refused and there all the same."""
    return [tap.key for tap in taps if tap.answer == REFUSED and _seen(kept, tap)]


def torn(kept: Kept) -> list[int]:
    """Watches whose ledger and state tell different numbers of acts: half of one was kept."""
    return [watch for watch, version in kept.versions.items() if kept.acts[watch] != version]


def _seen(kept: Kept, tap: Tap) -> bool:
    return kept.messages[_key(tap)] == 1 and kept.effects[_key(tap)] == 1


def _key(tap: Tap) -> str:
    return f"{KEPT_AS}{tap.key}"


def say(line: str) -> None:
    """Shown at the end of a run, and with every failure."""
    sys.stdout.write(f"{line}\n")


def spread(figures: Sequence[float], unit: str) -> str:
    """p50 / p99 / max, as docs and runs print them."""
    if not figures:
        return "none"
    ordered = sorted(figures)
    p50, p99 = (ordered[min(len(ordered) - 1, len(ordered) * each // 100)] for each in (50, 99))
    return f"{p50:.1f} / {p99:.1f} / {ordered[-1]:.1f} {unit} ({len(ordered)})"
