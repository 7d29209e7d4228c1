"""
Places to learn with: invented, and shown on practice lines alone (SU2).

A real caller must never be sent to a door that does not exist, so they are no rows of anybody's
directory: nothing has to be deleted before a line opens, and nothing can be forgotten there.
"""

from datetime import time
from typing import Final
from zoneinfo import ZoneInfo

from stillhere.care.directory import Place
from stillhere.care.pace import Route
from stillhere.care.rota import Turn

ZONE: Final = ZoneInfo("America/Toronto")
EVERY_DAY: Final = range(7)
DAY_AND_NIGHT: Final = tuple(Turn(weekday=day, begins=time(0), ends=time(0)) for day in EVERY_DAY)
AT_NIGHT: Final = tuple(Turn(weekday=day, begins=time(20), ends=time(8)) for day in EVERY_DAY)
BY_DAY: Final = tuple(Turn(weekday=day, begins=time(8), ends=time(20)) for day in EVERY_DAY)

SAMPLES: Final = (
    Place(
        id=-1,
        zone=ZONE,
        name="The Corner",
        address="12 Example Street",
        telephone="+1 416 555 0131",
        area="Example Street",
        hours=DAY_AND_NIGHT,
        permits=frozenset({Route.SMOKED, Route.INJECTED, Route.SNORTED, Route.SWALLOWED}),
        as_sent={
            "en": "The Corner, 12 Example Street. Open day and night, 416 555 0131. Ask for Robin.",
            "fr": "Le Coin, 12, rue Exemple. Ouvert jour et nuit, 416 555 0131. Demandez Robin.",
        },
    ),
    Place(
        id=-2,
        zone=ZONE,
        name="Night Kitchen",
        address="40 Sample Avenue",
        telephone="+1 416 555 0132",
        area="Sample Avenue",
        hours=AT_NIGHT,
        permits=frozenset(),
        as_sent={
            "en": "Night Kitchen, 40 Sample Avenue. Every night from 8 pm to 8 am, 416 555 0132.",
            "fr": "Cuisine de nuit, 40, avenue Sample. De 20 h \u00e0 8 h, 416 555 0132.",
        },
    ),
    Place(
        id=-3,
        zone=ZONE,
        name="Day Desk",
        address="5 Sample Avenue",
        telephone="+1 416 555 0133",
        area="Sample Avenue",
        hours=BY_DAY,
        permits=frozenset({Route.SWALLOWED}),
        as_sent={"en": "Day Desk, 5 Sample Avenue, from 8 am to 8 pm. 416 555 0133."},
    ),
    Place(
        id=-4,
        zone=ZONE,
        name="The Loft",
        telephone="+1 416 555 0134",
        area="Example Street",
    ),
)
"""One open at any hour, one at night, one by day, and one of which nothing is known.

What there is in each the console says, in the language of whoever reads.
"""


def is_sample(place: Place) -> bool:
    """No row of any directory has an id below one."""
    return place.id < 0
