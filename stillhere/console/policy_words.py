"""What a policy's values are called on the screen, and why there is each."""

from typing import Any, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from stillhere.care.policy import CHOICES, Choice
from stillhere.care.presets import FOLLOWS, Preset
from stillhere.console.spans import written

NAMES: Final[dict[str, Any]] = {
    "pace_quick": _("At first, ask every"),
    "pace_slow": _("Later, ask every"),
    "high_risk": _("The first stretch after a use lasts"),
    "sedative_end": _("What acts slowly: no end is proposed before"),
    "pace_most": _("The slowest pace a caller may choose"),
    "second_look": _("A second person sees it, or a second way is tried, after"),
    "decide_now": _("Decide now: an alarm after"),
    "ring_supervisor": _("Supervisor and on-call ring after"),
    "ring_again": _("Everybody rings again every"),
    "soft_ask": _("After unclear words, ask within"),
    "voice_silence": _("Silence on a call that brings the check-in"),
    "unheld": _("A watch that nobody holds is an alarm after"),
    "console_silent": _("A silent console counts as gone after"),
    "unattended_yes": _("An on-call person's yes holds for"),
    "text_watches": _("Text and chat watches one person may have"),
    "after_alarm": _("After an alarm, no end is proposed for"),
    "after_naloxone": _("After naloxone, no end is proposed for"),
    "back_from_dark": _("So late that nobody knows how they are"),
    "silent_start": _("Silent during intake or plan: ask, then alarm, after"),
    "reached": _("“Did you reach them?” is asked after"),
    "contact_waits": _("A contact has this long, from the first dialling"),
    "contact_near": _("A contact further away than this: go on to the next as well"),
    "help_asks": _("“Is somebody with them yet?” is asked every"),
    "help_confirmed": _("Help not confirmed: call again after"),
    "ring_second": _("A second device rings after"),
    "ring_all": _("Everybody who is free rings after"),
    "say_nobody_free": _("The caller hears that nobody is free after"),
    "ring_on_call": _("On-call phones ring after"),
    "ring_partners": _("Partner lines are asked after"),
    "unanswered": _("A text or chat nobody took is an alarm after"),
    "undelivered": _("A text without a receipt has not arrived after"),
    "place_link": _("A link that asks a phone where it is works for"),
    "guidance_under": _("Your guidance is shown for callers younger than, in years"),
    "late_alarm": _("An alarm is late, and is looked into, after"),
    "number_tested": _("An emergency number counts as untested after"),
    "verify_outcome": _("How help ended is settled within"),
    "words_kept": _("What was said is erased after"),
    "answers_kept": _("Answers we were asked to keep are erased after"),
    "depth": _("How many are on shift at every hour"),
    "gap_ahead": _("A gap in the rota is shown this long before"),
    "gap_texted": _("The coordinator is told of a gap this long before"),
    "gap_filled": _("On-call is asked to fill a gap this long before"),
    "shift_reminder": _("A shift is called to mind this long before"),
    "rest_between": _("Rest between two shifts, at least"),
    "longest_shift": _("One shift, at most"),
    "most_in_week": _("All shifts of one week, at most"),
    "idle_lock": _("A screen that nobody touches locks after"),
}
PRESETS: Final[dict[Preset, Any]] = {
    Preset.SMOKED: _("Smoked"),
    Preset.INJECTED: _("Injected"),
    Preset.SNORTED: _("Snorted"),
    Preset.SWALLOWED: _("Swallowed"),
    Preset.PATCH: _("A patch"),
    Preset.UNKNOWN: _("Another way, or not sure"),
    Preset.WITH_SEDATIVE: _("With a sedative, whatever else"),
}
FAMILIES: Final[dict[str, Any]] = {
    "WA": _("Watching, and the ladder when somebody goes quiet"),
    "ES": _("Sending help"),
    "CO": _("Answering"),
    "IN": _("Asking"),
    "AF": _("Afterwards"),
    "RO": _("The rota"),
}
"""In the order of the page; every rule's name begins with one."""


def name_of(name: str) -> str:
    """Also of what a way of using has of its own."""
    if name not in FOLLOWS:
        return str(NAMES.get(name, name.replace("_", " ")))
    way = PRESETS[Preset(name.split(".", maxsplit=1)[0])]
    return gettext("%(way)s: %(value)s") % {"way": way, "value": NAMES[FOLLOWS[name]]}


def why(name: str) -> str:
    """The reason that stands in the rules, in the reader's language."""
    return gettext(CHOICES[FOLLOWS.get(name, name)].why)


def said(choice: Choice, value: int) -> str:
    """As it can be written back into the form."""
    return written(value) if choice.unit == "s" else str(value)
