"""What an operator says aloud: in the caller's language, their own beneath where it differs."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from stillhere.care.intake import Question
from stillhere.care.says_and_knows import InBoth
from stillhere.care.someone_down import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    words: str
    language: str
    beneath: str
    """The same in the operator's language; empty where both speak it."""


def spoken(sentence: Any, *, language: str, **names: object) -> Spoken:
    with translation.override(language):
        theirs = str(sentence) % names
    own = str(sentence) % names
    return Spoken(words=theirs, language=language, beneath="" if own == theirs else own)


def spoken_of_ours(said: InBoth, *, language: str) -> Spoken:
    """What the organisation says in its own words, in whichever language it has them."""
    words, heard = said.heard_in(language)
    own, _own_language = said.heard_in(translation.get_language() or "en")
    return Spoken(words=words, language=heard, beneath="" if own == words else own)


def all_spoken(sentences: Iterable[Any], *, language: str, **names: object) -> list[Spoken]:
    return [spoken(sentence, language=language, **names) for sentence in sentences]


HELLO: Final = (
    _("Hello, you have reached %(line)s. I am %(name)s, and I am here with you."),
    _("You do not have to tell me your name. You can skip any question."),
    _("I stay with you the whole time, and I ask now and then if you are okay."),
    _("If you stop answering, I do what you and I agree on now."),
)
ASKED: Final[dict[Question, Any]] = {
    Question.CALLED: _("What can I call you? Any name will do, or none."),
    Question.PLACE: _("Where are you, exactly, so that help could find you?"),
    Question.WAY_IN: _("How would somebody get in to you?"),
    Question.CALL_BACK_NUMBER: _("Which number may I ring if we are cut off?"),
    Question.MAY_SAY: _("If somebody else picks up, what may I say?"),
    Question.SUBSTANCE: _("What are you going to use?"),
    Question.ROUTE: _("How will you take it?"),
    Question.AMOUNT: _("Is it about as much as usual?"),
    Question.ALONE: _("Is anybody with you?"),
    Question.NALOXONE: _("Do you have naloxone, and can you reach it?"),
    Question.PREPARED: _("Let us get ready: which of these could you do now?"),
    Question.CONDITIONS: _("Is there anything about your health that a medic should know?"),
    Question.LANGUAGE: _("Is this language good for you, or is another one better?"),
    Question.LOOKED_AFTER: _("Is someone there who would need looking after?"),
    Question.AGE_BAND: _("Roughly, how old are you?"),
    Question.GENDER: _("How do you describe your gender?"),
    Question.COMMUNITY_SIZE: _("Is it a city, a town, or further out?"),
    Question.PAST_OVERDOSE: _("Have you ever had an overdose before?"),
    Question.LIFETIME_USES: _("About how many times have you been with this line?"),
}
ORDER: Final = _("If you stop answering, who should I call first, and who after that?")
NEVER: Final = _("Is there anyone who must never be told, or sent to you?")
ANYWAY: Final = _(
    "If nobody you chose can be reached, should I call 911 anyway? After how many minutes?"
)
TOLD: Final = _(
    "If I call for help, I say that it is medical, and where you are. "
    "May I also give them your number, or tell them what you took?"
)
REACH: Final = _("How may I reach you while we wait: by ringing, with a sound, by messages?")
DROPPED: Final = _("If the line goes dead, or you go without a word, what should I do?")
WORDS: Final = _(
    "Choose a word that says you are okay, and, if you like, one that means: I am not safe."
)
POLICE: Final = _("We do not know whether police come along where you are. They may.")
NO_PROMISE: Final = _("It is no promise: police may come all the same.")
"""Until an organisation has said how it is in its region (PL8)."""
REFUSED: Final = _(
    "That is your choice, and I still stay with you. "
    "If you stop answering and I know where you are, I will call for medical help. "
    "Is that all right?"
)
"""PL7. What an organisation does is its own sentence; this one is shipped."""
PACE: Final = _(
    "If you do not answer, I decide about help %(decide)s after your last answer at the latest."
)
UNTIL_EMERGENCY: Final = _("With your plan, 911 is called %(emergency)s after your last answer.")
WAIT_FOR_THEM: Final = _("I try %(name)s first, for at most %(wait)s.")
AWAKE: Final = _(
    "Help has been called. I will tell them that you are awake and what you want. "
    "I cannot promise that they turn back."
)
SAY_FIRST: Final = _(
    "I want to change something in what we agreed. I tell you what it is before I do it."
)
WHERE_THEY_ARE: Final = _("Where are you both, exactly? How does somebody get in to you?")
BESIDE_THEM: Final[dict[Act, Any]] = {
    Act.SPEAKER: _("Put the phone on speaker, beside them. I stay with you both."),
    Act.NALOXONE: _("Is there naloxone near? Get it, if you can without leaving them for long."),
    Act.BREATHS: _("Tell me what you see: do they breathe, do they wake when you shout?"),
}
"""CO15. How naloxone and breaths are given stands in the guides beside it (SU1)."""
TAKE_TURNS: Final = (
    _("Could you take turns, one after the other, so that somebody is always awake?"),
    _("Is one of you not using now, and would stay awake and answer me for everybody?"),
)
"""IN6. Asked of several who use together; no answer to it is a condition."""
STOP_FIRST: Final = _("Can you stop first, somewhere safe? I stay with you meanwhile.")
WHICH_ROAD: Final = _("Which road are you on, which way are you going, what was the last sign?")
"""IN5. On a road this is the place."""
INDIGENOUS_OPERATOR: Final = _("If you would like to be with an Indigenous operator, tell me.")
"""IN7: said to anybody, and assumed of nobody."""
STILL_THERE: Final = _("Are you still in the same place?")
