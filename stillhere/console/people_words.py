"""What roles, languages and skills are called, and what each role does here."""

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from stillhere.care.access import Role
from stillhere.care.wished import INDIGENOUS

ROLES: Final[dict[Role, Any]] = {
    Role.OPERATOR: _("Operator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.COORDINATOR: _("Coordinator"),
    Role.EVALUATOR: _("Evaluator"),
    Role.ADMINISTRATOR: _("Administrator"),
}
DOES: Final[dict[Role, Any]] = {
    Role.OPERATOR: _("Answers people and watches over them."),
    Role.SUPERVISOR: _("Answers people, sees every watch, and looks after operators."),
    Role.COORDINATOR: _("Plans who is on shift, and sees no callers."),
    Role.EVALUATOR: _("Reads counts that name nobody."),
    Role.ADMINISTRATOR: _("Sets everything up and keeps the accounts, and sees no callers."),
}
SKILLS: Final[dict[str, Any]] = {INDIGENOUS: _("Indigenous, by their own word")}
OURS: Final = tuple(code for code, _name in settings.LANGUAGES)


def language_name(code: str) -> str:
    """In that language where we speak it, else its code as it was written down."""
    return dict(settings.LANGUAGES).get(code, code)


def languages(codes: Iterable[str]) -> str:
    return ", ".join(language_name(code) for code in codes)


def skills(names: Iterable[str]) -> str:
    return ", ".join(str(SKILLS.get(name, name)) for name in names)


def masked(number: str) -> str:
    """Enough to know one's own by; nobody reads a colleague's number off a screen."""
    return f"••• {number[-2:]}"
