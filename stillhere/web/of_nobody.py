"""What a locked screen is told: enough to ring and to count, and of nobody (RO3)."""

from typing import Any, Final

Facts = dict[str, Any]
RINGS: Final = (
    *("id", "kind", "version", "order", "state", "waiting", "alarm", "unheld", "ringing"),
    *("decide_at", "offered_to", "second_person", "supervisor_wanted", "call_again", "ask_beside"),
)
"""By these a console rings, also with no connection (`ringer.js`): states, times, our own ids."""


def of_nobody(facts: Facts) -> Facts:
    """Of what a board is told. A list of what may be seen: whatever is added is hidden."""
    return {**facts, "rows": [_row(row) for row in facts["rows"]], "operators": []}


def _row(row: Facts) -> Facts:
    return {
        **{name: row[name] for name in RINGS},
        "holder": _only_id(row["holder"]),
        "look": row["look"] and {"by": _only_id(row["look"]["by"])},
        "decided": bool(row["decided"]),
        "label": "",
    }


def _only_id(person: Facts | None) -> Facts | None:
    return person and {"id": person["id"]}
