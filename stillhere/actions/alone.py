"""What a machine says of a watch without a person, before it begins and as it begins (WA12)."""

from enum import StrEnum

from django.utils.translation import gettext as _


class Alone(StrEnum):
    """Kept as `Message.reading`; the words are made when they are read."""

    OFFER = "offer"
    OFFER_CHAT = "offer_chat"
    OVER = "offer_over"
    BEGUN = "alone"
    WITHOUT_PLACE = "alone_no_place"
    HERE_ONLY = "alone_here_only"
    """As the one before, in a chat: there is no number to ring."""


def truth() -> str:
    """Said before anything else, and shown for as long as no person is with them."""
    return _(
        "No person is with you. If you go quiet, a machine rings a person; it cannot call 911."
    )


def alone_words(reading: str) -> str:
    """In the language that is active; nothing for what is not about this."""
    match reading:
        case Alone.OFFER:
            how = _("Send YES and where you are. YES alone: we can only ring you. NO: you wait.")
            return f"{truth()} {how}"
        case Alone.OFFER_CHAT:
            return f"{truth()} {_('Do you want that until somebody is here?')}"
        case Alone.OVER:
            return _(
                "That is not possible any more: nobody at home can be rung just now. Please "
                "wait, or have someone stay near you. We go on ringing people."
            )
        case Alone.BEGUN:
            return _(
                "It has begun. A machine asks how you are, again and again. If you do not "
                "answer, it rings a person, who has what you sent of where you are."
            )
        case Alone.WITHOUT_PLACE:
            return _(
                "It has begun. A machine asks how you are, again and again. If you do not "
                "answer, it rings a person, who can only ring you or write to you."
            )
        case Alone.HERE_ONLY:
            return _(
                "It has begun. A machine asks how you are, again and again. If you do not "
                "answer, it rings a person, who can only write to you here."
            )
        case _:
            return ""
