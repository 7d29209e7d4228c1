"""Times for practice alone: nobody learns, or looks around, by waiting two minutes for an alarm."""

from typing import Final

from stillhere.care.policy import Policy

PRACTISED: Final = Policy(
    pace_quick=30,
    pace_slow=60,
    high_risk=300,
    sedative_end=600,
    second_look=12,
    decide_now=30,
    ring_supervisor=60,
    ring_again=20,
    after_alarm=60,
    after_naloxone=120,
    reached=30,
    contact_waits=60,
    contact_near=60,
    help_asks=30,
    help_confirmed=120,
)
"""Until an organisation signs times of its own for its practice lines."""
