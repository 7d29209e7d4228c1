"""Where we are with this person: what fills the middle, and which step is open beneath."""

from typing import Any, Final

from stillhere.care.watch_state import State
from stillhere.console.known import Known
from stillhere.console.wording import STEPS

MIDDLES: Final = {
    State.LISTENING: "ring",
    State.ASKING: "ring",
    State.ALARM: "decide",
    State.HELP_ON_THE_WAY: "on_the_way",
}
WITHOUT_STEPS: Final = frozenset({"waiting", "decide", "closed"})
"""Where one thing must be done, nothing else is offered."""
TEMPLATES: Final = {
    "hello": "hello",
    "ask": "ask",
    "plan": "plan",
    "watch": "watch_step",
    "after": "after",
    "code": "code",
}
MOSTLY_ASKED: Final = 5
"""Answers after which the step shows a tick; every one of them may still be given."""


def middle_of(known: Known) -> str:
    contact, watch = known.contact, known.open_watch
    if watch is not None:
        return MIDDLES[watch.state]
    if not contact.is_open or known.watch is not None:
        return "closed"
    return "waiting" if contact.is_waiting else "talk"


def step_of(known: Known, middle: str) -> str:
    """The one asked for; else the watch while it runs, and before it what comes next."""
    asked = known.at.request.GET.get("step", "")
    if asked in TEMPLATES:
        return asked
    if middle in ("ring", "on_the_way"):
        return "watch"
    return "ask" if known.answers.given else "hello"


def may_see_steps(known: Known, middle: str, step: str) -> bool:
    """Beside the steps: closing while it rings, and a code while they stay to say goodbye."""
    if middle not in WITHOUT_STEPS or closing(known, step):
        return True
    return step == "code" and middle == "closed" and known.contact.is_open


def closing(known: Known, step: str) -> bool:
    """Even in an alarm a watch can be closed with what its reason needs, once asked for."""
    return step == "after" and known.open_watch is not None


def steps_bar(known: Known, here: str) -> list[dict[str, Any]]:
    terms = known.terms
    done = {
        "hello": bool(known.answers.given or terms or known.watch),
        "ask": not known.answers.open or len(known.answers.given) > MOSTLY_ASKED,
        "plan": terms is not None and not terms.missing,
        "watch": known.watch is not None and not known.watch.is_open,
        "after": not known.contact.is_open,
    }
    return [
        {"name": name, "words": words, "done": done[name], "here": name == here}
        for name, words in STEPS.items()
    ]
