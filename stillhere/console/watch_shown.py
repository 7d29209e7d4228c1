"""What is shown while the clock runs: the ring, who holds it, what may be pressed."""

from datetime import datetime, timedelta
from typing import Any, Final

from stillhere.care.channel import Channel
from stillhere.care.escalation import messages_fail
from stillhere.care.pace import LEAST_CHOSEN, quick_pace
from stillhere.care.someone_down import FIRST_ACTS, Nearer, who_calls
from stillhere.care.watch_events import CloseReason, Evidence
from stillhere.care.watch_state import State, Watch
from stillhere.console.known import Known
from stillhere.console.questions import ROUTES_OFFERED
from stillhere.console.reading_back import in_minutes
from stillhere.console.sentences import (
    AWAKE,
    BESIDE_THEM,
    WHERE_THEY_ARE,
    all_spoken,
    spoken,
)
from stillhere.console.wording import CLOSE_NEEDS, CLOSE_REASONS
from stillhere.web.rows import shown_due

PACES_OFFERED: Final = (60, 120, 180, 240, 300)
ENDS_OFFERED: Final = (5, 10, 20, 30)


def watch_shown(known: Known, watch: Watch) -> dict[str, Any]:
    by_voice = watch.channel is Channel.VOICE
    return {
        "watch": watch,
        "to_end_life": watch.to_end_life,
        "wants_supervisor": watch.wants_supervisor,
        "may_say_beside": known.mine or known.by.supervises,
        "by_voice": by_voice,
        "asking": watch.state is State.ASKING,
        "evidence": Evidence.SPOKEN if by_voice else Evidence.MESSAGE,
        "ring_due": _iso(shown_due(watch)),
        "ring_span": int(_span(known, watch).total_seconds()),
        "quiet_for": quiet_clock(known.now - watch.last_answer_at),
        "unheld": watch.holder is None,
        "texts_lost": messages_fail(watch),
        "texts_stopped": watch.channel in watch.stopped,
        "rung_instead": watch.terms.may_ring,
        "unattended": watch.unattended and watch.holder is not None,
        "offered_to_me": watch.offered_to == known.by.id,
        "offered_name": known.name(watch.offered_to),
        "may_take": _may_take(known, watch),
        **_of_them(known, watch),
        "awake_sentence": spoken(AWAKE, language=known.row.language),
    }


def _of_them(known: Known, watch: Watch) -> dict[str, Any]:
    """Somebody is down and the caller is with them: place, 911, and what is said meanwhile."""
    if not watch.answered_for:
        return {"answered_for": False}
    language = known.row.language
    grave = watch.state in (State.ALARM, State.HELP_ON_THE_WAY)
    return {
        "answered_for": True,
        "first_place": spoken(WHERE_THEY_ARE, language=language),
        "beside_them": all_spoken(
            (BESIDE_THEM[act] for act in FIRST_ACTS if act in BESIDE_THEM), language=language
        ),
        "caller_calls_first": who_calls(watch.channel)[0] is Nearer.CALLER,
        "of_them_needs_second": grave and watch.channel is not Channel.VOICE,
    }


def watch_step_shown(watch: Watch) -> dict[str, Any]:
    chosen = watch.chosen_pace.total_seconds() if watch.chosen_pace else None
    paces = [seconds for seconds in PACES_OFFERED if _may_be_chosen(seconds, watch)]
    return {
        "routes": ROUTES_OFFERED,
        "paces": [(seconds, in_minutes(seconds), seconds == chosen) for seconds in paces],
        "ends_offered": ENDS_OFFERED,
    }


def close_shown(known: Known, mistake: str) -> dict[str, Any]:
    """`mistake`: closing was refused; what was written stands there still."""
    return {
        "close_reasons": [
            (reason.value, CLOSE_REASONS[reason], CLOSE_NEEDS[reason]) for reason in CloseReason
        ],
        "form": known.at.form,
        "mistake": mistake,
    }


def _may_be_chosen(seconds: int, watch: Watch) -> bool:
    most = watch.policy.pace_most
    if watch.is_together:
        most = int(quick_pace(watch.policy, watch.presets).total_seconds())
    return LEAST_CHOSEN.total_seconds() <= seconds <= most


def _may_take(known: Known, watch: Watch) -> bool:
    if watch.holder in (None, known.by.id) or watch.offered_to == known.by.id:
        return False  # these have buttons of their own
    undecided = watch.state is State.ALARM and watch.decided is None
    return known.by.supervises or undecided


def _span(known: Known, watch: Watch) -> timedelta:
    if watch.state is State.ASKING:
        return watch.policy.seconds("decide_now")
    return watch.pace(known.now)


def quiet_clock(quiet: timedelta) -> str:
    minutes, seconds = divmod(max(0, int(quiet.total_seconds())), 60)
    return f"{minutes}:{seconds:02}"


def _iso(at: datetime | None) -> str:
    return "" if at is None else at.isoformat()
