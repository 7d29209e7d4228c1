"""
What a line says and knows in its own words: guidance for the young (IN4), what its region makes
it report (IN4), an interpreter's number (CO13), an Indigenous line's number (IN7), whether
police come (PL8).

None of it is a rule and nothing waits for it. What is empty is *not yet set up*, and the screen
says what to do by hand until it is.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final, Self

LONGEST_GUIDANCE: Final = 2000
LONGEST_SENTENCE: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class InBoth:
    """One thing said in both languages; where one is missing, in the other rather than not."""

    en: str = ""
    fr: str = ""

    def __bool__(self) -> bool:
        return bool(self.en or self.fr)

    def heard_in(self, language: str) -> tuple[str, str]:
        """The words, and the language they are in."""
        wanted = ("fr", self.fr) if language.startswith("fr") else ("en", self.en)
        other = ("en", self.en) if language.startswith("fr") else ("fr", self.fr)
        spoken, words = wanted if wanted[1] else other
        return words, spoken


@dataclass(frozen=True, slots=True, kw_only=True)
class SaysAndKnows:
    """Every value is an organisation's own; we ship none."""

    young_en: str = ""
    young_fr: str = ""
    reports_en: str = ""
    reports_fr: str = ""
    interpreter_number: str = ""
    interpreter_note: str = ""
    """How to ask there: an account's name, the languages, the hours."""
    indigenous_line: str = ""
    indigenous_number: str = ""
    police_en: str = ""
    police_fr: str = ""
    police_source: str = ""
    """Who says so: without it the sentence would be a promise of ours."""

    @property
    def young(self) -> InBoth:
        """For operators: what this line wants done with somebody who may be under age."""
        return InBoth(en=self.young_en, fr=self.young_fr)

    @property
    def reports(self) -> InBoth:
        """To be said to a caller, before they are asked who needs looking after."""
        return InBoth(en=self.reports_en, fr=self.reports_fr)

    @property
    def police(self) -> InBoth:
        """For callers: whether police come. Empty, or without a source: we cannot say (PL8)."""
        return InBoth(en=self.police_en, fr=self.police_fr) if self.police_source else InBoth()

    def as_values(self) -> dict[str, str]:
        return asdict(self)

    @classmethod
    def from_values(cls, values: Mapping[str, str]) -> Self:
        """Unknown names are ignored and missing ones are empty, so old rows stay readable."""
        return cls(**{name: values[name] for name in NAMES if name in values})


NAMES: Final = tuple(each.name for each in fields(SaysAndKnows))
NUMBERS: Final = tuple(name for name in NAMES if name.endswith("_number"))
NOTHING_SET_UP: Final = SaysAndKnows()
