"""What is shown of an adverse mental-health event: to whoever has the person in hand."""

from typing import Any

from stillhere.actions.support import adverse_of
from stillhere.console.known import Known
from stillhere.console.wording import ADVERSE


def adverse_shown(known: Known) -> dict[str, Any]:
    if not known.mine:
        return {}
    recorded = adverse_of(known.row.pk, organisation=known.at.organisation)
    return {
        "adverse": [
            {"id": each.id, "at": each.at, "kind": each.kind, "words": ADVERSE[each.kind]}
            for each in recorded
        ],
        "adverse_kinds": [(kind.value, words) for kind, words in ADVERSE.items()],
    }
