"""Somebody on call, at home: their phone rings, and they press 1, or sleep."""

from stillhere.actions.delivery import pressed
from stillhere.care.proof import PERSON_KEY
from tests.journeys.conftest import KIMS_NUMBER
from tests.journeys.way import Night


class AtHome:
    def __init__(self, night: Night, number: str = KIMS_NUMBER) -> None:
        self.night = night
        self.number = number

    def heard(self) -> list[str]:
        """What their phone said each time it rang, the latest last."""
        return [words for _, words in self._rings()]

    def presses_1(self) -> None:
        """In the latest ring."""
        key, _ = self._rings()[-1]
        heard = pressed(key, PERSON_KEY, organisation=self.night.organisation, now=self.night.now)
        assert heard, "they have pressed 1 in this ring already"

    def _rings(self) -> list[tuple[str, str]]:
        return [
            (key, words)
            for line in self.night.glass.by_slug.values()
            for key, parcels in line.got.items()
            for to, words in parcels
            if to == self.number
        ]
