"""Somebody who may be under age: the guidance is shown, and nothing else is different (IN4).

No rule of a watch asks how old anybody is; this one only says what stands beside the page.
"""

from collections.abc import Mapping
from typing import Final

from stillhere.care.policy import Policy

PERHAPS_YOUNG: Final = "perhaps_young"
"""The operator thinks that they may be; nobody has to be asked first."""
YOUNGEST: Final[Mapping[str, int]] = {PERHAPS_YOUNG: 0, "under_18": 0, "18_30": 18}
"""Years, of whoever may be meant by an answer about age; the other answers are all older."""


def shows_guidance(age: str, *, policy: Policy) -> bool:
    """Where the youngest it may mean is under the organisation's age: a doubt shows it."""
    return age in YOUNGEST and YOUNGEST[age] < policy.guidance_under
