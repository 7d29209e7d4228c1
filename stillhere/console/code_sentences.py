"""What an operator says of a code, and never says: whether one exists (CD3)."""

from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stillhere.care.code import Unheard
from stillhere.care.code_answers import NotACount, NotADay, NotWhatWasAsked
from stillhere.care.code_questions import Question, Takes
from stillhere.care.says_and_knows import InBoth

OFFER: Final = (
    _("If you like, you can have a code, so that next time you need not tell it all again."),
    _("You do not need one: a nickname, a number or nothing at all is just as good."),
)
OWN_WORD: Final = _(
    "First choose a word of your own. With it, and only with it, "
    "you can have everything under your code erased."
)
SKIP: Final = _("You can skip any of these, or say a word of your own instead.")
ASKED: Final[dict[str, Any]] = {
    "carer": _(
        "What are the first two letters of the first name of your mother, or of whoever raised you?"
    ),
    "birth_town": _("What is the first letter of the town where you were born?"),
    "birth_day": _("On which day of the month were you born?"),
    "middle_name": _("What is the first letter of one of your middle names?"),
    "first_school": _("What is the first letter of the name of your first school?"),
    "birth_month": _("In which month were you born, as a number?"),
    "first_street": _("What is the first letter of the first street you remember living on?"),
    "first_job": _("What is the first letter of the first job you had?"),
}
LABELS: Final[dict[str, Any]] = {
    "carer": _("Two letters"),
    "birth_town": _("Letter of the town"),
    "birth_day": _("Day, 1 to 31"),
    "middle_name": _("Letter of a middle name"),
    "first_school": _("Letter of the school"),
    "birth_month": _("Month, 1 to 12"),
    "first_street": _("Letter of the street"),
    "first_job": _("Letter of the job"),
}
KINDS: Final[dict[tuple[Takes, int], Any]] = {
    (Takes.LETTERS, 1): _("One letter"),
    (Takes.LETTERS, 2): _("Two letters"),
    (Takes.LETTERS, 3): _("Three letters"),
    (Takes.DAY, 1): _("Day, 1 to 31"),
    (Takes.NUMBER, 1): _("A number, up to 9999"),
}
"""What an organisation's own question takes."""
LAST_WORD: Final = _("If you like, add one last word, in case somebody else has the same answers.")
WHICH_CODE: Final = _("What are the three words of your code, and the digit?")
THANKS: Final = _("Thank you. Let us go on.")
"""The same whatever was found: nobody learns from us whether a code exists."""
YOUR_CODE: Final = _("Your code is: %(code)s. Please say it back to me.")
KEEP: Final = _("Shall I keep your answers for next time, under your code?")
WHAT_IS_KEPT: Final = _(
    "What I call you, who I should call, naloxone, your health and what you wish to happen: "
    "for %(days)s days after we last spoke. Never where you are. "
    "With your own word you can have it erased at any time."
)
OWN_WORD_FIRST: Final = _(
    "Nothing is kept without an own word: ask for one, so that they can have it erased."
)

NOT_HEARD: Final[dict[Unheard, Any]] = {
    Unheard.NOT_THREE_WORDS: _("A code is three words and one digit. Ask for them once more."),
    Unheard.UNKNOWN_WORD: _("“%(word)s” is not a word of any code. Ask for that word once more."),
    Unheard.DIGIT_DIFFERS: _(
        "These words and this digit do not fit together. Ask for them once more, in their order."
    ),
}
NOT_WHAT_WAS_ASKED: Final[dict[type[NotWhatWasAsked], Any]] = {
    NotADay: _("Write a day of the month, from 1 to 31, or leave it empty."),
    NotACount: _("Write one whole number, up to 9999, or leave it empty."),
}
TOO_LITTLE: Final = _(
    "At least three answers are needed, or words instead. "
    "With fewer, go on without a code: a nickname or nothing is as good."
)
TAKEN: Final = _(
    "These answers make a code that is there already. Do not say so. "
    "If it is not theirs, ask for a last word and make it again."
)
NOT_FOUND: Final = _(
    "Nothing fits. Do not say so: thank them and go on. Try once more only if you misheard."
)


def sentence_of(question: Question) -> Any:
    """Ours, or the organisation's own in the language it is said in."""
    return _Own(question) if question.is_own else ASKED[question.name]


def label_of(question: Question) -> Any:
    return KINDS[question.takes, question.letters] if question.is_own else LABELS[question.name]


class _Own:
    """Like a sentence of ours, it waits to know in which language; its own % is no gap to fill."""

    def __init__(self, question: Question) -> None:
        self.said = InBoth(en=question.en, fr=question.fr)

    def __str__(self) -> str:
        words, _language = self.said.heard_in(get_language() or "en")
        return words.replace("%", "%%")
