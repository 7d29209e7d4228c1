"""Names this package to Django."""

from django.apps import AppConfig


class Records(AppConfig):
    name = "stillhere.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
