"""The quick answers of the intake: one tap each, and their own words where none fits."""

from enum import StrEnum
from typing import Final


class Substance(StrEnum):
    OPIOID = "opioid"
    OPIOID_AND_SEDATIVE = "opioid_and_sedative"
    STIMULANT = "stimulant"
    OPIOID_AND_STIMULANT = "opioid_and_stimulant"
    SEDATIVE = "sedative"
    OTHER = "other"
    UNKNOWN = "unknown"


class Amount(StrEnum):
    LESS = "less"
    USUAL = "usual"
    MORE = "more"
    FIRST = "first"


class Alone(StrEnum):
    ALONE = "alone"
    NEARBY = "nearby"
    WITH_SOMEONE = "with_someone"
    USING_TOGETHER = "using_together"


class Naloxone(StrEnum):
    IN_REACH = "in_reach"
    ELSEWHERE = "elsewhere"
    NONE = "none"


SEDATES: Final = frozenset({Substance.OPIOID_AND_SEDATIVE, Substance.SEDATIVE})
"""These slow breathing for hours, so the pace is not slowed (WA7)."""
