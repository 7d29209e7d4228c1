"""What the guides are called, and the words somebody would look for one by."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from stillhere.care.support import Guide

TITLES: Final[dict[Guide, Any]] = {
    Guide.SOMEONE_IS_DOWN: _("Somebody with them is down"),
    Guide.NOT_BREATHING_WELL: _("Breaths, by phone"),
    Guide.NALOXONE: _("Naloxone, by phone"),
    Guide.POISONED_BY_OPIOID: _("Poisoned by an opioid"),
    Guide.POISONED_WITH_SEDATIVE: _("Opioid with a benzo or xylazine"),
    Guide.POISONED_BY_STIMULANT: _("Poisoned by a stimulant"),
    Guide.WANTING_TO_DIE: _("They want to die"),
    Guide.PSYCHOSIS: _("Psychosis"),
    Guide.PANIC: _("Panic"),
    Guide.VIOLENCE_AT_HOME: _("Violence at home"),
    Guide.UNDER_AGE: _("Somebody young"),
    Guide.GRIEF: _("Grief"),
}
LOOKED_FOR: Final[dict[Guide, Any]] = {
    Guide.SOMEONE_IS_DOWN: pgettext_lazy("to find a guide by", "friend overdose unconscious OD"),
    Guide.NOT_BREATHING_WELL: pgettext_lazy("to find a guide by", "rescue breathing blue CPR"),
    Guide.NALOXONE: pgettext_lazy("to find a guide by", "Narcan kit injection nasal"),
    Guide.POISONED_BY_OPIOID: pgettext_lazy(
        "to find a guide by", "overdose OD fentanyl heroin down nod"
    ),
    Guide.POISONED_WITH_SEDATIVE: pgettext_lazy(
        "to find a guide by", "tranq benzodiazepine asleep sedated overdose"
    ),
    Guide.POISONED_BY_STIMULANT: pgettext_lazy(
        "to find a guide by", "overamping meth cocaine crack heart hot seizure overdose"
    ),
    Guide.WANTING_TO_DIE: pgettext_lazy("to find a guide by", "suicide 988 kill self-harm"),
    Guide.PSYCHOSIS: pgettext_lazy("to find a guide by", "voices paranoia hallucination"),
    Guide.PANIC: pgettext_lazy("to find a guide by", "anxiety afraid"),
    Guide.VIOLENCE_AT_HOME: pgettext_lazy("to find a guide by", "partner hurt threat"),
    Guide.UNDER_AGE: pgettext_lazy("to find a guide by", "minor child teenager age youth"),
    Guide.GRIEF: pgettext_lazy("to find a guide by", "death lost mourning"),
}
