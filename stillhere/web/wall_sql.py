"""What the wall asks the records beside the board: who is here, what is owed, what came late.

Whoever practises has nobody: an exercise, and a line that is only for them, is left out here.
"""

from datetime import datetime
from typing import Final, NamedTuple

OPERATORS: Final = """
SELECT o.id, o.name, o.role, o.speaks, o.on_call, o.sealed_number IS NOT NULL,
       COALESCE(c.state, 'away'), c.beat_at,
       EXISTS (SELECT 1 FROM records_debrief d
                 JOIN records_watch w ON w.id = d.watch_id
                 JOIN records_contact k ON k.id = w.contact_id
                WHERE d.operator_id = o.id AND d.back_at IS NULL
                  AND CAST(k.facts AS TEXT) NOT LIKE '%%"learner":%%'),
       (SELECT COUNT(*) FROM records_operator e
         WHERE e.organisation_id = o.organisation_id AND e.id <= o.id)
  FROM records_operator o
  LEFT JOIN records_console c ON c.operator_id = o.id
 WHERE o.organisation_id = %s AND o.is_active
 ORDER BY o.name, o.id
"""


class FoundOperator(NamedTuple):
    id: int
    name: str
    role: str
    speaks: str
    on_call: bool | int
    has_number: bool | int
    state: str
    beat_at: datetime | str | None
    rests: bool | int
    number: int
    """Among all who were ever entered here: nobody's moves when somebody is taken out."""


LINES: Final = """
SELECT id, name, slug, practice FROM records_line
 WHERE organisation_id = %s AND CAST(settings AS TEXT) NOT LIKE '%%"only_exercises":%%'
 ORDER BY practice, name, id
"""
WAITING: Final = """
SELECT id, line_id FROM records_contact
 WHERE organisation_id = %s AND due_at IS NOT NULL AND state IN ('waiting', 'ringing')
"""
OUTCOMES: Final = """
SELECT COUNT(*), COALESCE(SUM(CASE WHEN u.version > 0 THEN 1 ELSE 0 END), 0)
  FROM records_outcome u
  JOIN records_watch w ON w.id = u.watch_id
  JOIN records_contact k ON k.id = w.contact_id
 WHERE u.organisation_id = %s AND u.state = 'open'
   AND CAST(k.facts AS TEXT) NOT LIKE '%%"learner":%%'
"""
SET_ASIDE: Final = """
SELECT COUNT(*) FROM records_setaside
 WHERE organisation_id = %s AND at IS NOT NULL AND settled_at IS NULL
"""
POLICY: Final = """
SELECT "values" FROM records_policy WHERE organisation_id = %s AND practice = %s
 ORDER BY number DESC LIMIT 1
"""
NEWEST_ENTRY: Final = "SELECT COALESCE(MAX(id), 0) FROM records_entry WHERE organisation_id = %s"
LATE: Final = """
SELECT e.id, e.at, e.what, e.contact_id, e.facts, COALESCE(k.practice, %s)
  FROM records_entry e
  LEFT JOIN records_contact k ON k.id = e.contact_id
 WHERE e.organisation_id = %s AND e.id > %s
   AND e.what IN ('TimePassed', 'ContactTimePassed', 'LateAlarmReviewed')
   AND (k.id IS NULL OR CAST(k.facts AS TEXT) NOT LIKE '%%"learner":%%')
"""


class FoundLate(NamedTuple):
    id: int
    at: datetime | str
    what: str
    contact: int | None
    facts: str
    practice: bool | int
