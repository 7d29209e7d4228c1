"""How a command becomes a process of stillhere: its role, its journal, who started it."""

import os

import django

from stillhere.engine.child import PULSE
from stillhere.engine.ending import end_with_parent
from stillhere.records import journal
from stillhere.records.alive import answer_to


def begin(role: str) -> None:
    """`role` is web, engine or owner; on PostgreSQL each has rights of its own."""
    end_with_parent()
    os.umask(0o077)  # what we keep is nobody else's on this machine
    os.environ["STILLHERE_ROLE"] = role
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stillhere.settings")
    django.setup()
    journal.begin()
    pipe = os.environ.pop(PULSE, "")
    if pipe:
        answer_to(int(pipe))
