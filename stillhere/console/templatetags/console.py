"""`{{ code|said }}`: what a code is called on the screen."""

from enum import StrEnum

from django import template

from stillhere.console.wording import said as in_words

register = template.Library()


@register.filter
def said(code: StrEnum) -> str:
    return in_words(code)
