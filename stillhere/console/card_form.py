"""A colour and the letters on it, as typed; what cannot be read is refused with what could."""

import math
from typing import Any, Final, Self

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from stillhere.actions.card_look import (
    CannotBeRead,
    CardLook,
    Letters,
    NotAColour,
    colour_of,
    must_be_readable,
)

LETTERS: Final = {Letters.WHITE: later("White letters"), Letters.BLACK: later("Black letters")}
LONGEST: Final = 20


class CardForm(forms.Form):
    colour = forms.CharField(
        label=later("Colour of the front"),
        help_text=later("# and six signs, as whoever made your logo knows it: #15606f."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={"class": "input", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    letters = forms.ChoiceField(
        label=later("Letters on it"), choices=list(LETTERS.items()), widget=forms.RadioSelect
    )
    tried: CardLook | None = None
    """A look there is, whether or not it can be read."""
    nearest = ""
    """Where these letters cannot be read on it: the nearest colour on which they can."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", "auto_id": "card-%s", **kwargs})
        self.fields["colour"].error_messages["required"] = _not_a_colour()

    @classmethod
    def of(cls, look: CardLook) -> Self:
        form = cls(initial=look.as_values())
        form.tried = look
        return form

    @property
    def look(self) -> CardLook:
        return CardLook.from_values(self.cleaned_data)

    def clean_colour(self) -> str:
        try:
            return colour_of(self.cleaned_data["colour"])
        except NotAColour:
            raise forms.ValidationError(_not_a_colour()) from None

    def clean(self) -> dict[str, Any]:
        if not self.errors:
            self.tried = self.look
            try:
                must_be_readable(self.look)
            except CannotBeRead as no:
                self.nearest = no.nearest
                self.add_error("colour", _cannot_be_read(self.look.letters, no))
        return self.cleaned_data


def _not_a_colour() -> str:
    return _("Write # and six signs, each of 0 to 9 or a to f, like #15606f.")


def _cannot_be_read(letters: Letters, no: CannotBeRead) -> str:
    words = {
        Letters.WHITE: _(
            "White letters cannot be read well on this: their contrast is %(contrast)s to 1, and "
            "4.5 to 1 is the least. The nearest colour that works is %(nearest)s; or choose black "
            "letters."
        ),
        Letters.BLACK: _(
            "Black letters cannot be read well on this: their contrast is %(contrast)s to 1, and "
            "4.5 to 1 is the least. The nearest colour that works is %(nearest)s; or choose white "
            "letters."
        ),
    }
    below = math.floor(no.contrast * 10) / 10  # 4.49 is not 4.5
    return words[letters] % {"contrast": number_format(below, 1), "nearest": no.nearest}
