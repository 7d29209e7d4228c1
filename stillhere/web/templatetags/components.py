"""Components that need more than an include: `{% load components %}{% field form.place %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField

register = template.Library()


@register.filter
def own_name(code: str) -> str:
    """Of a language, as those who speak it call it."""
    return dict(settings.LANGUAGES).get(code, code)


@register.inclusion_tag("web/field.html")
def field(bound: BoundField, *, label: str = "", hint: str = "") -> dict[str, Any]:
    """A question with its label, hint, answer and mistakes. Empty: as the form says."""
    many = getattr(bound.field.widget, "input_type", "") in {"radio", "checkbox"}
    return {
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "choices": bound.subwidgets if many and hasattr(bound.field, "choices") else (),
        "widget": bound.as_widget(attrs={"class": "input", "placeholder": ""}),
    }
