"""What stands on a wallet card of a line, in one language."""

from dataclasses import dataclass
from typing import Final

import phonenumbers
import qrcode
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from qrcode.image.svg import SvgPathImage

from stillhere.actions.card_look import CardLook
from stillhere.outreach.line import OutreachLine
from stillhere.outreach.press import values

QUIET: Final = 2
"""Empty modules round a code; the white box it stands in gives it two more."""
NOT_SAID: Final = ("opens", "look")
"""What of a card is no words: a code and colours are made of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    language: str
    title: str
    name: str
    practice: str
    """Set where nobody real answers: such a card is not for handing out."""
    headline: str
    ways: str
    number: str
    """Where there is no number to ring: the address of the page."""
    scan: str
    opens: str
    """What a telephone does that reads the code."""
    how: str
    steps: tuple[str, ...]
    danger: str
    address: str
    look: CardLook

    def for_print(self) -> str:
        said = {name: getattr(self, name) for name in self.__slots__ if name not in NOT_SAID}
        return values(
            **said,
            colour=self.look.colour,
            on_colour=self.look.ink,
            qr=_code(self.opens),
            qr_says=self.scan,
        )

    def as_text(self) -> str:
        """For whoever reads by ear, by hand, or sends it on."""
        steps = (f"{at}. {step}" for at, step in enumerate(self.steps, start=1))
        first = [self.practice] if self.practice else []
        told = [*first, self.name, self.headline, f"{self.ways}: {self.number}"]
        return "\n".join([*told, "", self.how, *steps, "", self.danger, self.address, ""])


def card_of(line: OutreachLine, *, language: str) -> Card:
    with translation.override(language):
        address = _address(line)
        return Card(
            language=language,
            title=_("Wallet card"),
            name=line.organisation_name,
            practice=_("Practice: not for handing out") if line.practice else "",
            headline=_("You don't have to be alone."),
            ways=_("Call or text") if line.number else _("Write to us"),
            number=_readable(line.number) if line.number else _bare(address),
            scan=_("Scan to call") if line.number else _("Scan to write"),
            opens=f"tel:{line.number}" if line.number else address,
            how=_("How it works"),
            steps=_steps(line),
            danger=_("If you are in danger now, call 911 or your local emergency number."),
            address=_bare(address) if line.number else "",
            look=line.look,
        )


def _steps(line: OutreachLine) -> tuple[str, ...]:
    """As the line's own page tells them."""
    minutes = line.decide_minutes
    return (
        _("A person answers, somebody who has been there."),
        _("You agree together what should happen if you go quiet."),
        _("They stay with you while a clock runs, and ask now and then if you are okay."),
        ngettext(
            "If nothing is heard from you for a minute, they do what you agreed.",
            "If nothing is heard from you for %(minutes)s minutes, they do what you agreed.",
            minutes,
        )
        % {"minutes": minutes},
    )


def _address(line: OutreachLine) -> str:
    is_first = line.slug == settings.FRONT_LINE
    return f"{settings.PUBLIC_URL}{'/' if is_first else reverse('caller_page', args=[line.slug])}"


def _bare(address: str) -> str:
    """As people type it."""
    return address.split("://", 1)[-1].rstrip("/")


def _readable(number: str) -> str:
    found = phonenumbers.parse(number)
    return phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _code(opens: str) -> str:
    drawn = qrcode.QRCode(
        error_correction=qrcode.ERROR_CORRECT_M, border=QUIET, image_factory=SvgPathImage
    )
    drawn.add_data(opens)
    return str(drawn.make_image().to_string(encoding="unicode"))
