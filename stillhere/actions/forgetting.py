"""Erasing what is kept under a code, by the caller's own word and in one act."""

from datetime import datetime

from stillhere.actions.code_ending import erase
from stillhere.actions.code_row import Here, code_of, here, own_word_of, settle
from stillhere.actions.watch import until_not_overtaken
from stillhere.care.refused import DoesNotFit, Refused
from stillhere.care.watch_state import Actor
from stillhere.records.digest import is_word
from stillhere.records.models import Code
from stillhere.records.organisations import as_organisation


class WrongWord(Refused):
    """Not the own word of this code: nothing was erased (CD4)."""


class NoOwnWord(Refused):
    """This code has no own word, so nobody erases it by knowing it; it ends by itself."""


def forget_me(
    contact_id: int, *, organisation: int, own_word: str, by: Actor, now: datetime
) -> None:
    """Everything under their code is erased, and the code with it, in one act.

    By their own word (CD4); without one only in the contact in which it was made. Raises
    `WrongWord`, `NoOwnWord`, `TriedTooOften`, `DoesNotFit` without a code, `NotYours`.
    """

    def act() -> bool:
        with as_organisation(organisation, writing=True):
            known = here(contact_id, by)
            code = code_of(known.recall)
            if code is None:
                raise DoesNotFit("there is no code here")
            tried = known.recall.look()
            if not _is_theirs(known, code, own_word):
                settle(known, tried, "CodeNotForgotten", by=by, now=now)
                return False
            erase([code])
            settle(known, known.recall.forgotten(), "CodeForgotten", by=by, now=now)
            return True

    if not until_not_overtaken(act):
        raise WrongWord


def _is_theirs(known: Here, code: Code, own_word: str) -> bool:
    if code.own_word_digest is None:
        if not known.recall.made_here:
            raise NoOwnWord
        return True
    whose = own_word_of(code.record_key)
    return is_word(code.own_word_digest, code.organisation_id, whose, own_word)
