"""Names this package to Django."""

from django.apps import AppConfig


class Web(AppConfig):
    name = "stillhere.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
