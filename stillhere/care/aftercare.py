"""Once they are safe, or not: how it ended, and that somebody finds out (AF2)."""

from enum import StrEnum


class Finding(StrEnum):
    """What became of somebody we sent help to."""

    NALOXONE_GIVEN = "naloxone_given"
    BREATHING = "breathing"
    AMBULANCE = "ambulance"
    TRANSPORTED = "transported"
    REFUSED_TRANSPORT = "refused_transport"
    CONTACT_CAME = "contact_came"
    DIED = "died"
    FALSE_ALARM = "false_alarm"
    """Coded with thanks and without blame (ES8)."""


class VerifiedWith(StrEnum):
    CALLER = "caller"
    RESPONDERS = "responders"
    CONTACT = "contact"
    NOBODY = "nobody"
    """Closed by a supervisor as unknown, with what was tried."""
