"""Why the rules said no, in the reader's language: one whole sentence for each refusal."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stillhere.actions import code, forgetting, organisation, own_words, remembering
from stillhere.actions.phone import NotANumber
from stillhere.actions.words import CannotKeep
from stillhere.care import (
    arriving,
    call,
    contact,
    intake,
    invitation,
    people,
    recall,
    roster,
    wished,
)
from stillhere.care import refused as care
from stillhere.care.directory import NoHarmlessWords, NoTexts, PlaceGone, TellsTooMuch
from stillhere.care.guides import LeavesOut, NeedsAName, NoSuchCard, NotWritten
from stillhere.care.idle_lock import WithSomebody
from stillhere.care.outgoing import Tells, TooManyTexts
from stillhere.care.trial_text import NotThisNumber, SaysNotPractice, TooManyTrials
from stillhere.web.manners import MANNERS

Name = Callable[[int], str]
Say = Callable[[Any, Name], str]


def in_words(refused: care.Refused, name: Name) -> str:
    """`name` turns an operator's id into what colleagues call them."""
    for kind in type(refused).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind](refused, name)
    return _("The rules do not allow this now. Nothing was changed.")


SENTENCES: Final[dict[type, Say]] = {
    call.CallIsOver: lambda _no, _name: _("This call is over."),
    NotThisNumber: lambda _no, _name: _(
        "Test: nothing was sent. This number takes no test now; use a phone of your own."
    ),
    TooManyTrials: lambda _no, _name: _(
        "Test: nothing was sent. Wait a minute after the last one; a day has at most 20."
    ),
    SaysNotPractice: lambda _no, _name: _(
        "Test: this is a practice line. Tick that it may go to a practice phone."
    ),
    care.WatchIsClosed: lambda _no, _name: _(
        "This watch is closed. Nothing more can happen on it."
    ),
    care.DoesNotFit: lambda _no, _name: _(
        "This does not fit what is going on now. Look at the screen again: it may have changed."
    ),
    care.AlreadyHeld: lambda no, name: (
        _("%(name)s is with this person already.") % {"name": name(no.holder)}
    ),
    care.NotYours: lambda _no, _name: _(
        "Only the one who is with this person, or a supervisor, can do this."
    ),
    care.AlreadyCalled: lambda no, name: (
        _("%(name)s said at %(time)s that they are calling. Ask them before a second call.")
        % {"name": name(no.by), "time": f"{localtime(no.at):%H:%M:%S}"}
    ),
    care.NeedsMoreProof: lambda _no, _name: _(
        "An alarm ends only with the agreed word, a spoken answer, "
        "or a second person who says so at their own console."
    ),
    care.CannotCloseSo: lambda no, _name: (
        _("A supervisor is on shift: only a supervisor can close it so. Ask them.")
        if no.missing == "supervisor"
        else _("Something is still missing before this can be closed for that reason.")
    ),
    arriving.OnlyIfTheyChoose: lambda _no, _name: _(
        "Somebody of theirs interprets only if the caller chooses them. Ask the caller first."
    ),
    care.NotOfThem: lambda _no, _name: _(
        "The caller answers for somebody who is down. "
        "Say what they tell you of that person: breathing, or awake."
    ),
    care.NotYet: lambda no, _name: (
        _("It is too early to end this: not before %(time)s.")
        % {"time": f"{localtime(no.until):%H:%M}"}
    ),
    care.OutOfRange: lambda no, _name: (
        _("This must be between %(least)s and %(most)s.")
        % {"least": f"{no.least:g}", "most": f"{no.most:g}"}
    ),
    care.SayItFirst: lambda _no, _name: _(
        "Tell them first what you will change in the plan, then say here that you have told them."
    ),
    care.OutOfOrder: lambda _no, _name: _(
        "Two of these values contradict each other. Look at both, and change one."
    ),
    care.AlreadyDone: lambda _no, _name: _("Somebody has done this already."),
    contact.ContactIsOver: lambda _no, _name: _("They have gone; this contact is over."),
    intake.TooLong: lambda no, _name: (
        _("This is longer than what is kept (%(most)s characters). Say it shorter.")
        % {"most": no.most}
    ),
    WithSomebody: lambda _no, _name: _(
        "Somebody is with you, so this screen stays open. Hand them over first."
    ),
    roster.StillHolding: lambda _no, _name: _(
        "Somebody is still with you. Hand them over first: nobody is left behind."
    ),
    roster.ConsoleElsewhere: lambda _no, _name: _(
        "Your console is open in another tab or on another computer."
    ),
    roster.NoConsole: lambda _no, _name: _(
        "This page was not ready yet, and nothing was changed. Wait a moment, then press again."
    ),
    roster.SoundNotHeard: lambda _no, _name: _(
        "Play the alarm first, and say that you heard it. Nobody is on shift who cannot hear it."
    ),
    roster.HandsFull: lambda no, _name: (
        _(
            "Your hands are full: one call, or %(most)s people who write. "
            "Ask a colleague to take them."
        )
        % {"most": no.most}
    ),
    roster.NobodyElse: lambda _no, _name: _(
        "Nobody else is on shift who could take them. They stay with you; ring the supervisor."
    ),
    wished.NobodyWished: lambda _no, _name: _(
        "No Indigenous operator is free any more. They stay with you; say it to them as it is."
    ),
    NotANumber: lambda _no, _name: _(
        "This is not a number that can be dialled. Write it with its area code."
    ),
    CannotKeep: lambda _no, _name: _(
        "This could not be kept: the key folder of this installation is missing. "
        "Write it on paper, go on with the person, and tell an administrator."
    ),
    code.AskAgainSoon: lambda _no, _name: _(
        "Others are making codes at this moment. Nothing was lost: press once more."
    ),
    recall.TriedTooOften: lambda _no, _name: _(
        "This was tried often enough with this person. Go on without a code: "
        "a nickname, a number or nothing is as good."
    ),
    recall.NotQuiet: lambda _no, _name: _(
        "Not now: what is urgent comes first. A code can wait until it is quiet."
    ),
    remembering.OwnWordFirst: lambda _no, _name: _(
        "Nothing is kept without an own word: ask for one, so that they can have it erased."
    ),
    forgetting.WrongWord: lambda _no, _name: _(
        "This is not the word that was chosen for this code. Nothing was erased."
    ),
    forgetting.NoOwnWord: lambda _no, _name: _(
        "No own word was chosen for this code, so nobody can erase it by knowing it. "
        "It ends by itself on the day shown here."
    ),
    care.NotOffered: lambda _no, _name: _(
        "This is not possible any more: nobody at home can be rung just now. People are being rung."
    ),
    Tells: lambda _no, _name: _(
        "Not sent: this line's address tells what you do. Ask them where they are yourself, "
        "and tell an administrator."
    ),
    TooManyTexts: lambda _no, _name: _(
        "Not sent: it is too long for texts. Shorten it, or send the beginning first."
    ),
    PlaceGone: lambda _no, _name: _(
        "This place is not on the list any more. Nothing was sent: look at the list again."
    ),
    NoTexts: lambda _no, _name: _(
        "They did not agree to texts. Tell them of the place yourself instead."
    ),
    NoHarmlessWords: lambda _no, _name: _(
        "Not sent: no words for a text of this place are written in their language, or they do "
        "not fit one text. Tell them yourself, and tell a supervisor."
    ),
    TellsTooMuch: lambda no, _name: (
        _("Not sent: whoever holds the phone would read “%(words)s”. Tell them yourself instead.")
        % {"words": ", ".join(no.words)}
    ),
    people.NotYoursToKeep: lambda _no, _name: _(
        "This account, or this role, is for somebody else to change. Ask an administrator."
    ),
    invitation.NotForOneself: lambda _no, _name: _(
        "This is your own account. Choose a new password on your own page, or ask a colleague."
    ),
    people.NotReachable: lambda _no, _name: _(
        "On call is who answers people, and whom a number of theirs rings."
    ),
    people.LastAdministrator: lambda _no, _name: _(
        "This is the last administrator who can sign in: nobody could change who works here any "
        "more. Make somebody else administrator first. Whoever was brought back counts once they "
        "have chosen a password."
    ),
    NeedsAName: lambda _no, _name: _(
        "Not approved: an approval is by a named person. Write your clinical lead's name."
    ),
    NotWritten: lambda no, _name: (
        _(
            "Not approved: these steps are not written in both languages with a source: "
            "%(steps)s. Write them or leave them out, and save a new version."
        )
        % {"steps": ", ".join(map(str, no.cards))}
        if no.cards
        else _("Not approved: this version has no step. Write one, and save a new version.")
    ),
    LeavesOut: lambda no, _name: (
        _(
            "Not approved: no step brings this across: %(manners)s. "
            "Tick it at the step that does, and save a new version."
        )
        % {"manners": ", ".join(str(MANNERS[each]) for each in no.manners)}
    ),
    NoSuchCard: lambda _no, _name: _(
        "This step is not in the guide any more. Load the page again: there is a newer version."
    ),
    organisation.CannotBe: lambda _no, _name: _(
        "A name is needed, and a language and a clock from the lists. Choose them again."
    ),
    organisation.ChangedMeanwhile: lambda _no, _name: _(
        "Somebody has changed this meanwhile. Load the page again and look before you change it."
    ),
    own_words.CannotSay: lambda _no, _name: _(
        "Some of these words cannot be sent as they are. Nothing was changed."
    ),
    invitation.NotAnInvitation: lambda _no, _name: _(
        "These words open nothing. Ask whoever gave them to you for new ones."
    ),
    care.LeaveShiftFirst: lambda _no, _name: _(
        "Leave your shift first. Nobody practises while real people may reach them."
    ),
    care.NotOnShift: lambda _no, _name: _("Take your place on shift first."),
}
