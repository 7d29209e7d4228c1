"""Names this package to Django."""

from django.apps import AppConfig


class Public(AppConfig):
    name = "stillhere.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
