"""A second person: asked by who is with somebody, and answering from their own console."""

from stillhere.actions import second_look
from stillhere.care.second_look import About
from stillhere.console.acting import At, on_contact, on_watch
from stillhere.console.asking import whole_number

NO_NUMBER = 0
"""Of no question: the numbers begin at one."""


@on_watch
def ask(at: At) -> None:
    """ "They answered", by somebody who cannot speak, or after duress (WA6)."""
    second_look.ask_second(
        at.watch, organisation=at.organisation, by=at.by, about=About.ANSWERED, now=at.now
    )


@on_watch
def agree(at: At) -> None:
    second_look.agree(
        at.watch, organisation=at.organisation, by=at.by, number=_number(at), now=at.now
    )


@on_watch
def say_no(at: At) -> None:
    second_look.say_no(
        at.watch, organisation=at.organisation, by=at.by, number=_number(at), now=at.now
    )


@on_contact
def agree_to_end(at: At) -> None:
    second_look.agree_to_end(
        at.contact_id, organisation=at.organisation, by=at.by, number=_number(at), now=at.now
    )


@on_contact
def refuse_to_end(at: At) -> None:
    second_look.refuse_to_end(
        at.contact_id, organisation=at.organisation, by=at.by, number=_number(at), now=at.now
    )


def _number(at: At) -> int:
    """The question that was on the screen: a press on an older one agrees to nothing."""
    return whole_number(at.form.get("number")) or NO_NUMBER
