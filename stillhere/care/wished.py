"""Whom they would like to be with (IN7): offered, written down only at their wish, never assumed.

It changes who is rung first from now on. The wish lets nobody go: who has them stays with them
until they are handed on (CO12), and who is watched is held until somebody else has taken them.
"""

from dataclasses import replace
from datetime import datetime
from typing import Final

from stillhere.care import contact_events as happened
from stillhere.care.contact_second import must_have
from stillhere.care.contact_state import Contact, Decision
from stillhere.care.roster import NobodyElse

INDIGENOUS: Final = "indigenous"
"""As it stands in `Seat.skills` of an operator who says so of themself."""
SKILLS: Final = (INDIGENOUS,)
"""What an operator may say of themself; an unknown one would be looked for by nobody."""


class NobodyWished(NobodyElse):
    """Nobody they would like is free now: they keep whom they have."""


def operator_wished(contact: Contact, event: happened.OperatorWished, now: datetime) -> Decision:
    """No clock and no state depends on it."""
    del now
    must_have(contact, event.by)
    return Decision(contact=replace(contact, wished=event.skill))
