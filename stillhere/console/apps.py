"""Names this package to Django."""

from django.apps import AppConfig


class Console(AppConfig):
    name = "stillhere.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"
