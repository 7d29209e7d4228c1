"""Why the rules said no, in the reader's language: one whole sentence for each refusal."""

from collections.abc import Callable
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from stillhere.care import refused as care

Name = Callable[[int], str]
Say = Callable[[Any, Name], str]


def in_words(refused: care.Refused, name: Name) -> str:
    """`name` turns an operator's id into what colleagues call them."""
    for kind in type(refused).__mro__:
        if kind in SENTENCES:
            return SENTENCES[kind](refused, name)
    return _("The rules do not allow this now. Nothing was changed.")


SENTENCES: Final[dict[type, Say]] = {
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
        "or a second person who saw the answer to a new question."
    ),
    care.NotYet: lambda no, _name: (
        _("It is too early to end this: not before %(time)s.")
        % {"time": f"{localtime(no.until):%H:%M}"}
    ),
    care.CannotCloseSo: lambda _no, _name: _(
        "Something is still missing before this can be closed for that reason."
    ),
    care.OutOfRange: lambda no, _name: (
        _("This must be between %(least)s and %(most)s.")
        % {"least": f"{no.least:g}", "most": f"{no.most:g}"}
    ),
    care.NotOnShift: lambda _no, _name: _("Take your place on shift first."),
}
