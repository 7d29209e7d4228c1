"""What a text says where its organisation has no words of its own for it.

Whoever holds the phone may read them: no drug and no service is ever said (IN2). Each fits one
text in both languages, with the longest name and number there is.
"""

from django.utils.translation import gettext as _

from stillhere.actions.greetings import greeting_words
from stillhere.care.own_words import Text


def shipped_words(text: Text, **facts: str) -> str:
    """In the language that is active. `facts`: what stands in its places."""
    match text:
        case Text.ASK:
            return _("Are you okay? Send back %(digit)s.") % facts
        case Text.ASK_WITH_WORD:
            return _("Are you okay? Send back %(digit)s and your word.") % facts
        case Text.ASK_OF_THEM:
            return _("How are they? Do they breathe, are they awake? Write what you see.")
        case Text.ASK_ONE:
            return _("%(name)s, are you okay? Send back %(digit)s.") % facts
        case Text.ASK_ONE_WITH_WORD:
            return _("%(name)s, are you okay? Send back %(digit)s and your word.") % facts
        case Text.ASK_ONE_OF_THEM:
            return _("%(name)s: breathing? Awake? Write what you see.") % facts
        case Text.CALLED_OFF:
            return _("Nobody is on the way to you any more. We are still here.")
        case Text.WHO_WE_ARE:
            return _("%(line)s. A person will answer you here. In danger call 911.") % facts
        case Text.ALL_CLEAR | Text.COVER | Text.OUTCOME_DUE:
            return _to_colleagues(text)
        case _:
            return greeting_words(text.value, other_line=facts.get("number", ""))


def _to_colleagues(text: Text) -> str:
    match text:
        case Text.COVER:
            return _(
                "Nobody is on shift, and nobody on call has said yes yet. Their phones ring on."
            )
        case Text.OUTCOME_DUE:
            return _("Somebody has not been asked after yet. Please open your board.")
        case _:
            return _("It is settled. You need not do anything more. Thank you.")
