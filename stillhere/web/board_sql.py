"""The questions the board asks the records: only what is open, only one organisation's."""

from datetime import datetime
from typing import Final, NamedTuple

WATCHES: Final = """
SELECT c.watch_id, c.version, c.state, c.rung, c.clocks, c.facts, c.holder_id, c.policy_id,
       w.contact_id, w.practice, w.began_at, k.language, k.facts, k.record_key, k.sealed_called,
       r.wrapped,
       (SELECT COALESCE(SUM(x.version), 0) FROM records_contact x WHERE x.watch_id = c.watch_id),
       (SELECT COALESCE(SUM(CASE m.state WHEN 'kept' THEN 1 WHEN 'sent' THEN 2 ELSE 3 END), 0)
          FROM records_message m JOIN records_contact x ON x.id = m.contact_id
         WHERE x.watch_id = c.watch_id)
  FROM records_watchclock c
  JOIN records_watch w ON w.id = c.watch_id
  JOIN records_contact k ON k.id = w.contact_id
  LEFT JOIN records_recordkey r ON r.id = k.record_key
 WHERE c.organisation_id = %s AND NOT (c.state = 'closed')
"""
"""With the versions of all contacts of a watch, and how far its messages have come: what is
shown of a watch is newer when any of them is."""


class FoundWatch(NamedTuple):
    watch: int
    version: int
    state: str
    rung: int
    clocks: str
    facts: str
    holder: int | None
    policy: int
    contact: int
    practice: bool
    began: datetime | str
    language: str
    contact_facts: str
    record_key: int | None
    sealed_called: bytes | None
    wrapped: bytes | None
    contact_versions: int
    messages: int


CONTACTS: Final = """
SELECT k.id, k.version, k.state, k.channel, k.clocks, k.facts, k.operator_id, k.practice,
       k.began_at, k.language, k.record_key, k.sealed_called, r.wrapped, c.state,
       (SELECT COALESCE(SUM(CASE m.state WHEN 'kept' THEN 1 WHEN 'sent' THEN 2 ELSE 3 END), 0)
          FROM records_message m WHERE m.contact_id = k.id)
  FROM records_contact k
  LEFT JOIN records_watchclock c ON c.watch_id = k.watch_id
  LEFT JOIN records_recordkey r ON r.id = k.record_key
 WHERE k.organisation_id = %s AND k.due_at IS NOT NULL AND NOT (k.state = 'ended')
   AND (k.watch_id IS NULL OR c.state = 'closed')
"""


class FoundContact(NamedTuple):
    contact: int
    version: int
    state: str
    channel: str
    clocks: str
    facts: str
    operator: int | None
    practice: bool
    began: datetime | str
    language: str
    record_key: int | None
    sealed_called: bytes | None
    wrapped: bytes | None
    watch_state: str | None
    messages: int


CALLS: Final = """
SELECT y.id, x.id, x.watch_id, y.version, y.state, y.quiet_since, y.bad_since, y.dropped_at
  FROM records_contact x JOIN records_call y ON y.contact_id = x.id
 WHERE x.organisation_id = %s AND x.due_at IS NOT NULL AND NOT (x.state = 'ended')
 UNION
SELECT y.id, x.id, x.watch_id, y.version, y.state, y.quiet_since, y.bad_since, y.dropped_at
  FROM records_watchclock c
  JOIN records_contact x ON x.watch_id = c.watch_id
  JOIN records_call y ON y.contact_id = x.id
 WHERE c.organisation_id = %s AND NOT (c.state = 'closed')
 ORDER BY 1
"""
"""Of everybody who is here or watched, also those that are over: a version never gets smaller."""


class FoundCall(NamedTuple):
    call: int
    contact: int
    watch: int | None
    version: int
    state: str
    quiet_since: datetime | str | None
    bad_since: datetime | str | None
    dropped_at: datetime | str | None


OPERATORS: Final = """
SELECT o.id, o.name, o.role, o.is_active, o.password, COALESCE(c.state, 'away'), COALESCE(c.key, '')
  FROM records_operator o
  LEFT JOIN records_console c ON c.operator_id = o.id
 WHERE o.organisation_id = %s
 ORDER BY o.name, o.id
"""

POLICIES: Final = 'SELECT id, "values" FROM records_policy WHERE organisation_id = %s'
NEWEST_POLICY: Final = "SELECT MAX(id) FROM records_policy WHERE organisation_id = %s"
TROUBLES: Final = "SELECT name, facts FROM records_trouble ORDER BY name"
SET_ASIDE: Final = (
    "SELECT id FROM records_setaside"
    " WHERE organisation_id = %s AND at IS NOT NULL AND settled_at IS NULL LIMIT 1"
)
PULSES: Final = "SELECT name, at FROM records_pulse"
SCREENS: Final = "SELECT ends_at, withdrawn_at IS NOT NULL FROM records_screen WHERE id = %s"
SIGN_INS: Final = """
SELECT s.expire_date, l.locks_at FROM django_session s
  LEFT JOIN records_signin l ON l.key = s.session_key
 WHERE s.session_key = %s
"""
