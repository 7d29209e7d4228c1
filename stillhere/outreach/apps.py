"""Names this package to Django."""

from django.apps import AppConfig


class Outreach(AppConfig):
    name = "stillhere.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"
