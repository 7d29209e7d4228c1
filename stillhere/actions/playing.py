"""Who plays a scripted caller: what they have heard, whom they reached, where they are in it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Q

from stillhere.actions.asks import ASK
from stillhere.actions.words import WORDS
from stillhere.care.watch_state import State
from stillhere.records.digest import address_digests
from stillhere.records.models import (
    Console,
    Contact,
    DuePracticePhone,
    Message,
    PracticeDelivery,
    PracticePhone,
)
from stillhere.records.organisations import as_organisation

WAY: Final = "way"
"""In `PracticePhone.state`: where the script is. Beside it stands what the company keeps."""
_DIGIT: Final = re.compile(r"\b(\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    id: int
    organisation: int
    line: int
    number: str
    name: str
    script: str
    seed: int
    way: dict[str, Any]
    due_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Something that has reached this caller."""

    id: int
    ask: int | None = None
    """The number of a question; None for a person's words."""
    digit: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    contact: int
    is_over: bool
    is_helped: bool = False
    """Help is on the way to them."""


def organisations_playing(now: datetime) -> list[int]:
    due = DuePracticePhone.objects.filter(due_at__lte=now)
    return sorted(set(due.values_list("organisation_id", flat=True)))


def players(*, organisation: int) -> list[Player]:
    """All of them, playing or resting."""
    with as_organisation(organisation):
        rows = PracticePhone.objects.filter(organisation_id=organisation).exclude(script="")
        # Who went quiet by a press plays no further until they come back by one.
        return [_player(row) for row in rows.order_by("due_at", "pk") if not row.state.get("quiet")]


def rung_out(*, organisation: int, now: datetime) -> list[int]:
    """Phones that nobody picked up, whoever plays them."""
    with as_organisation(organisation):
        rung = PracticePhone.objects.filter(organisation_id=organisation, ringing_until__lte=now)
        return list(rung.values_list("pk", flat=True))


def anyone_on(*, organisation: int) -> bool:
    with as_organisation(organisation):
        return Console.objects.filter(organisation_id=organisation, state="on").exists()


def go_on(player: Player, way: dict[str, Any], *, due_at: datetime | None) -> bool:
    """False where another engine has played this caller meanwhile."""
    with as_organisation(player.organisation, writing=True):
        row = PracticePhone.objects.filter(pk=player.id, version=player.version).first()
        if row is None:
            return False
        same = PracticePhone.objects.filter(pk=player.id, version=player.version)
        state = {**row.state, WAY: way}
        return bool(same.update(state=state, due_at=due_at, version=player.version + 1))


def put_down(player: Player) -> None:
    """The next round begins with a phone that takes texts again."""
    with as_organisation(player.organisation, writing=True):
        row = PracticePhone.objects.filter(pk=player.id).first()
        if row is not None and row.state.get("stopped"):
            row.state.pop("stopped")
            row.save(update_fields=["state"])


def texts_heard(player: Player, *, since: datetime, but: Collection[int]) -> list[Heard]:
    """By phone: only what the company has really delivered."""
    with as_organisation(player.organisation):
        arrived = PracticeDelivery.objects.filter(
            phone_id=player.id, inbound=False, kind="text", state="delivered", at__gte=since
        ).exclude(pk__in=but)
        found = list(arrived.order_by("deliver_at", "pk").values_list("pk", "key", "body"))
    heard = (_text_heard(pk, key, body) for pk, key, body in found)
    return [each for each in heard if each is not None]


def messages_heard(player: Player, contact: int, *, but: Collection[int]) -> list[Heard]:
    """In a chat: what the page shows."""
    with as_organisation(player.organisation):
        shown = Message.objects.filter(contact_id=contact, inbound=False, kind__in=(WORDS, ASK))
        found = shown.exclude(pk__in=but).order_by("at", "pk").values_list("pk", "ask")
        return [Heard(id=pk, ask=ask) for pk, ask in found]


def reached(player: Player, *, since: datetime, contact: int | None) -> Reached | None:
    """The contact of this round, once there is one."""
    digests = address_digests(player.organisation, player.number)
    with as_organisation(player.organisation):
        theirs = Contact.objects.filter(organisation_id=player.organisation)
        if contact is not None:
            theirs = theirs.filter(pk=contact)
        else:
            now_or_since = Q(began_at__gte=since) | Q(ended_at__isnull=True)
            theirs = theirs.filter(now_or_since, line_id=player.line, address_digest__in=digests)
        found = theirs.select_related("watch__clock").order_by("-began_at").first()
    if found is None:
        return None
    state = found.watch.clock.state if found.watch else State.CLOSED
    over = found.ended_at is not None and state == State.CLOSED
    helped = state == State.HELP_ON_THE_WAY
    return Reached(contact=found.pk, is_over=over, is_helped=helped)


def _text_heard(pk: int, key: str, body: str) -> Heard | None:
    what, _, rest = key.partition(":")
    if what == "say":
        return Heard(id=pk)
    digit = _DIGIT.search(body)
    if what != ASK or digit is None:
        return None
    return Heard(id=pk, ask=int(rest.rpartition(":")[2]), digit=int(digit[1]))


def _player(row: PracticePhone) -> Player:
    return Player(
        id=row.pk,
        organisation=row.organisation_id,
        line=row.line_id,
        number=row.number,
        name=row.name,
        script=row.script,
        seed=row.seed,
        way=row.state.get(WAY, {}),
        due_at=row.due_at,
        version=row.version,
    )
