"""What a television in a hall is told: that somebody waits, never who; a number for each operator.

Danger: it hangs where anybody passes, and is photographed. What is not built here is not told:
no name, word, code, place or number of anybody, and no address that leads to one.
"""

from typing import Final

from stillhere.care.contact_state import State as ContactState
from stillhere.care.watch_state import State
from stillhere.web.board import Board, Facts

KINDS: Final = {
    State.LISTENING: "watched",
    State.ASKING: "asking",
    State.ALARM: "alarm",
    State.HELP_ON_THE_WAY: "coming",
    ContactState.WAITING: "waiting",
    ContactState.RINGING: "waiting",
}


def television(board: Board, wall: Facts, *, first_names: bool) -> Facts:
    rows = [row.facts for row in sorted(board.of_everybody())]
    return {
        "waiting": sum(row["waiting"] for row in rows),
        "watches": sum(row["kind"] == "watch" for row in rows),
        "alarms": sum(row["alarm"] for row in rows),
        "longest": min((row["order"][1] for row in rows if row["waiting"]), default=None),
        "promise": wall["promise"],
        "troubled": bool(board.troubles),
        "people": [_person(row) for row in rows],
        "operators": _operators(wall["operators"], first_names=first_names),
        "owed": {"call_backs": wall["call_backs"], **wall["outcomes"]},
        "late": [
            {"at": each["at"], "seconds": each["seconds"], "reviewed": each["reviewed"]}
            for each in wall["late"]
        ],
    }


def _person(row: Facts) -> Facts:
    """Of somebody who waits or is watched: how it stands, and since or until when."""
    waiting = row["order"][1] if row["waiting"] else None
    return {
        "kind": "alarm" if row["alarm"] else KINDS.get(row["state"], "with_operator"),
        "unheld": bool(row["unheld"] and row["watch"]),
        "due": row["due"],
        "pace": row["pace"],
        "since": waiting or (row["last_answer"] if row["alarm"] else None),
        "practice": row["practice"],
    }


def _operators(found: list[Facts], *, first_names: bool) -> list[Facts]:
    """By a number that stays somebody's, however they and others come and go."""
    return [
        {
            "number": each["number"],
            "name": each["name"].split()[0] if first_names and each["name"].strip() else "",
            "state": each["state"],
            "held": each["held"],
            "silent_since": each["silent_since"],
        }
        for each in found
        if each["state"] != "away"
    ]
