"""Names this package to Django."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class Web(AppConfig):
    name = "stillhere.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Django would write the time of each sign-in from wherever it happens; only actions write.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
