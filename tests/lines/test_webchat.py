"""A chat passes what every line must pass: what is kept is on the page, once."""

from datetime import datetime

import pytest

from stillhere.lines.webchat import WebChat
from stillhere.records.models import Contact, Message, Organisation
from stillhere.records.organisations import as_organisation
from tests.lines.conformance import EveryLine
from tests.somebody import a_contact, a_line


class ChatBench:
    unusable = "a browser somewhere"

    def __init__(self, contact: Contact, noon: datetime) -> None:
        self._contact = contact
        self.reachable = str(contact.pk)
        self.line = WebChat()
        with as_organisation(contact.organisation_id, writing=True):
            for key in ("one", "two"):
                Message.objects.create(
                    organisation_id=contact.organisation_id,
                    contact=contact,
                    at=noon,
                    inbound=False,
                    key=key,
                )

    def received(self, key: str) -> int:
        with as_organisation(self._contact.organisation_id):
            return Message.objects.filter(contact=self._contact, key=key).count()


@pytest.fixture
def bench(organisation: Organisation, noon: datetime) -> ChatBench:
    return ChatBench(a_contact(a_line(organisation), now=noon), noon)


class TestWebChat(EveryLine):
    pass
