"""Reading what a form sent: numbers and choices, or nothing. A stranger's value is a mistake."""

from enum import StrEnum
from typing import TypeVar

from django.http import Http404

Choice = TypeVar("Choice", bound=StrEnum)


def whole_number(written: str | None) -> int | None:
    """None where nothing useful was written; digits of any script count."""
    try:
        return int(written or "")
    except ValueError:
        return None


def one_of_or_none(choices: type[Choice], written: str | None) -> Choice | None:
    return choices(written) if written in set(choices) else None


def one_of(choices: type[Choice], written: str | None) -> Choice:
    """Raises `Http404`: our own forms send nothing else."""
    chosen = one_of_or_none(choices, written)
    if chosen is None:
        raise Http404
    return chosen
