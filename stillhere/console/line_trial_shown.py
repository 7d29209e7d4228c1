"""What came of a line's last test text, in words that say what to do."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext_lazy as later

from stillhere.actions.trial_text import Trial

HOW_FAR: Final[dict[str, Any]] = {
    "owed": later("about to leave: look again in a few seconds"),
    "sent": later("handed over to the company; it has not said yet that it arrived"),
    "delivered": later("delivered: it is on the phone"),
}
WHY_NOT: Final[dict[str, Any]] = {
    "NoSuchNumber": later("the company says that nobody has this number"),
    "Blocked": later("this phone, or its company, takes nothing from this line"),
    "LineCannot": later("this line cannot text as it is set up"),
    "NotNow": later("the company is down or busy, and nothing left"),
    "NotUs": later("the company does not know us: look at the account and its token"),
    "NotThisOne": later("the company will not take this one"),
    "OutcomeUnknown": later("the company did not answer: it may have left all the same"),
    "nowhere": later("it did not leave: this number takes no test now"),
    "no_line": later("this line cannot text as it is set up"),
    "too_late": later("it could not leave within two minutes"),
    "undelivered": later("the company took it, and could not bring it to the phone"),
    "unreachable": later("the company took it, and the phone is off or out of reach"),
    "filtered": later("the company took it, and the carrier kept it back"),
}
DID_NOT: Final = later("it did not arrive, and the company does not say why")


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialShown:
    at: datetime
    what: Any
    arrived: bool
    failed: bool


def trial_shown(trial: Trial | None) -> TrialShown | None:
    """None: none within the last day."""
    if trial is None:
        return None
    failed = trial.state not in HOW_FAR
    return TrialShown(
        at=trial.at,
        what=WHY_NOT.get(trial.how, DID_NOT) if failed else HOW_FAR[trial.state],
        arrived=trial.state == "delivered",
        failed=failed,
    )
