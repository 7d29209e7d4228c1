"""The door for the web server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stillhere.settings")
django = get_asgi_application()

from stillhere.web.lifespan import WithLifespan  # noqa: E402  # only once Django is set up

application = WithLifespan(django)
