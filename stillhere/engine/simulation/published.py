"""What has been published about such lines, beside what came out here, and what chance allows."""

from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

NINETY_FIVE: Final = 1.959964
"""Standard deviations that hold 95 % of what chance does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So many of so many."""

    count: int
    of: int

    @property
    def value(self) -> float:
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """95 % confidence, after Wilson: it stays within 0 and 1 and is right for few."""
        if not self.of:
            return 0.0, 1.0
        z, n, p = NINETY_FIVE, self.of, self.value
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        around = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        return max(0.0, middle - around), min(1.0, middle + around)

    def as_values(self) -> dict[str, Any]:
        low, high = self.interval
        return {
            "count": self.count,
            "of": self.of,
            "share": round(self.value, 5),
            "low": round(low, 5),
            "high": round(high, 5),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    name: str
    share: Share
    source: str


VISTE_2023: Final = "Viste 2023, doi 10.1186/s12889-023-16751-z"
VISTE_2024: Final = "Viste 2024, doi 10.1007/s11469-024-01285-1"
MOCANU_2024: Final = "Mocanu 2024, Lancet Reg Health Am 34:100770"
CALLS: Final = 6_528
PUBLISHED: Final = (
    Published(name="supervised_use", share=Share(count=3_994, of=CALLS), source=VISTE_2023),
    Published(name="mental_health", share=Share(count=1_703, of=CALLS), source=VISTE_2023),
    Published(name="information", share=Share(count=354, of=CALLS), source=VISTE_2023),
    Published(name="other", share=Share(count=477, of=CALLS), source=VISTE_2023),
    Published(
        name="somebody_needed", share=Share(count=77, of=3_994), source=f"derived from {VISTE_2023}"
    ),
    Published(name="adverse_mental_health", share=Share(count=28, of=2_518), source=VISTE_2024),
    Published(name="first_contact", share=Share(count=331, of=4_501), source=MOCANU_2024),
)
"""`first_contact`: people among contacts. Turned over it is contacts per person, 13.6."""


def compared(ours: dict[str, Share]) -> list[dict[str, Any]]:
    """Every published row with ours. `within`: ours lies in their interval. `agrees`: no further
    apart than 95 % of what chance does between two samples of these sizes.
    """
    return [_row(each, ours[each.name]) for each in PUBLISHED if each.name in ours]


def _row(published: Published, ours: Share) -> dict[str, Any]:
    low, high = published.share.interval
    row = {
        "name": published.name,
        "source": published.source,
        "published": published.share.as_values(),
        "ours": ours.as_values(),
        "within": low <= ours.value <= high,
        "agrees": agrees(published.share, ours),
    }
    if published.name == "first_contact":
        row["contacts_per_person"] = {
            "published": _turned_over(published.share),
            "ours": _turned_over(ours),
        }
    return row


def agrees(one: Share, other: Share) -> bool:
    """Whether 95 % of such pairs, drawn from one and the same world, lie at least as far apart."""
    if not (one.of and other.of):
        return False
    p = (one.count + other.count) / (one.of + other.of)
    apart = sqrt(p * (1 - p) * (1 / one.of + 1 / other.of))
    return abs(one.value - other.value) <= NINETY_FIVE * apart


def _turned_over(share: Share) -> dict[str, float | None]:
    low, high = share.interval
    return {
        "value": round(1 / share.value, 2) if share.count else None,
        "low": round(1 / high, 2),
        "high": round(1 / low, 2) if low else None,
    }
