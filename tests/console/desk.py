"""An operator at a console, as a test sees it: pressing buttons and reading the screen."""

import html
import re
from datetime import timedelta
from typing import Any

from django.test import Client

from stillhere.actions import contact as contact_actions
from stillhere.actions import watch as watch_actions
from stillhere.actions.roster import come_on
from stillhere.care.watch_state import Watch
from stillhere.records.models import Contact, Operator, SignIn
from stillhere.records.organisations import as_organisation
from stillhere.records.steady import clock


class Desk:
    def __init__(self, operator: Operator, browser: Client) -> None:
        self.operator = operator
        self.browser = browser
        self.status = 0

    def see(self, path: str) -> str:
        """The words on the page, tags and all; `status` says how it was answered."""
        self.stay()
        answer = self.browser.get(path)
        self.status = answer.status_code
        return html.unescape(answer.content.decode())

    def press(self, path: str, **form: Any) -> str:
        """Where one lands, or what one reads when it was refused."""
        self.stay()
        answer = self.browser.post(path, form)
        self.status = answer.status_code
        return answer.headers.get("Location", "") or html.unescape(answer.content.decode())

    def stay(self) -> None:
        """Somebody was here all along, however far the test let time go: no lock (RO3)."""
        keep_open(self.operator)

    def person(self, contact_id: int, step: str = "") -> str:
        return self.see(f"/console/contacts/{contact_id}/?step={step}")

    def watch_of(self, contact_id: int) -> int:
        with as_organisation(self.operator.organisation_id):
            found = Contact.objects.get(pk=contact_id).watch_id
        assert found is not None
        return found

    def watch(self, watch_id: int) -> Watch:
        with as_organisation(self.operator.organisation_id):
            return watch_actions.load(watch_id).watch

    def let_contact_wait(self, contact_id: int) -> None:
        contact_actions.time_passes(
            contact_id, organisation=self.operator.organisation_id, now=clock.now()
        )

    def let_time_pass(self, watch_id: int) -> None:
        """What the clock of the installation does, now."""
        watch_actions.pass_time(self.operator.organisation_id, [watch_id], now=clock.now())


def keep_open(operator: Operator) -> None:
    with as_organisation(operator.organisation_id, writing=True):
        theirs = SignIn.objects.filter(operator=operator)
        theirs.update(locks_at=clock.now() + timedelta(minutes=5))


def sit_down(operator: Operator) -> Desk:
    """Signed in, the sound heard, on shift."""
    browser = Client(HTTP_ACCEPT="text/html")
    browser.force_login(operator)
    come_on(
        operator.pk,
        organisation=operator.organisation_id,
        key=operator.username,
        sound_heard=True,
        now=clock.now(),
    )
    return Desk(operator, browser)


def text_of(page: str) -> str:
    """Only what a person reads; what waits in a template is not read yet."""
    shown = re.sub(r"<template.*?</template>", " ", page, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", shown))
