"""Components that need more than an include: `{% load components %}{% field form.place %}`."""

from typing import Any

from django import template
from django.conf import settings
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from stillhere.web.scripts_ahead import needed_by
from stillhere.web.style_inside import text_of

register = template.Library()


@register.filter
def own_name(code: str) -> str:
    """Of a language, as those who speak it call it."""
    return dict(settings.LANGUAGES).get(code, code)


@register.simple_tag
def style_inside(name: str) -> SafeString:
    """For pages of callers, who would wait for every file."""
    return mark_safe(text_of(name))  # noqa: S308  # our own files


@register.simple_tag
def scripts_ahead(script: str) -> SafeString:
    """Links in the head, for what the script at the foot will want."""
    return format_html_join(
        "\n",
        '<link rel="modulepreload" href="{}">',
        ([static(name)] for name in needed_by(script)),
    )


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
