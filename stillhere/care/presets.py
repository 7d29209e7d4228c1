"""
The ways of using an organisation may set times of its own for (WA7).

Where it has not, the general value holds. Which of a watch's presets count is in `pace`:
of several ways used in one watch the most careful one, always.
"""

from enum import StrEnum
from typing import Final


class Preset(StrEnum):
    """A `Route`, or a sedative beside whatever else was taken."""

    SMOKED = "smoked"
    INJECTED = "injected"
    SNORTED = "snorted"
    SWALLOWED = "swallowed"
    PATCH = "patch"
    UNKNOWN = "unknown"
    WITH_SEDATIVE = "with_sedative"


QUICK: Final = frozenset({Preset.SMOKED, Preset.INJECTED, Preset.SNORTED})
"""What acts at once and slows after the first stretch. Nothing makes another way slow."""
OF_QUICK: Final = ("pace_quick", "pace_slow", "high_risk")
OF_LASTING: Final = ("pace_quick", "high_risk", "sedative_end")


def own_values(preset: Preset) -> tuple[str, ...]:
    """The general values this way may have a value of its own for."""
    return OF_QUICK if preset in QUICK else OF_LASTING


def own_name(preset: Preset, general: str) -> str:
    """How it is kept: `smoked.pace_quick`."""
    return f"{preset}.{general}"


FOLLOWS: Final[dict[str, str]] = {
    own_name(preset, general): general for preset in Preset for general in own_values(preset)
}
"""Every value a preset may have, and the general one it follows until it is set."""
