"""What every exchange must do, whatever is behind it. A new one subclasses this and passes."""

from datetime import datetime, timedelta
from typing import Protocol

import pytest

from stillhere.care.call_state import Role
from stillhere.lines.line import CannotReach, NotNow
from stillhere.lines.voice import (
    Exchange,
    HangUp,
    Join,
    Listen,
    Mute,
    Part,
    PickUp,
    Place,
    Say,
    SeenLeg,
    Tone,
)

ROOM = "call-0d6f4a4e-0000-4000-8000-000000000001"
OTHER = "call-0d6f4a4e-0000-4000-8000-000000000002"
CALLER = "+14165550123"
OURS = "+14165550100"


class VoiceBench(Protocol):
    """One exchange, with the telephones in the test's hands. Each act has had its effect, and
    been seen, when it returns.
    """

    ana: str
    """An address at which an operator's telephone rings."""
    nowhere: str
    """Like an address, and no telephone is there."""

    @property
    def exchange(self) -> Exchange: ...

    def somebody_rings(self, number: str, *, dialled: str) -> str: ...

    def picks_up(self, key: str) -> None: ...

    def hangs_up(self, key: str) -> None: ...

    def presses(self, key: str, digits: str) -> None: ...

    def speaks(self, key: str) -> None: ...

    def falls_quiet(self, key: str, now: datetime) -> None: ...

    def hears(self, key: str) -> set[str]:
        """Whose voice arrives there."""

    def rang(self, address: str) -> int:
        """How often a telephone was rung at this address."""

    def goes_away(self) -> None: ...


class EveryExchange:
    """For `bench` to be provided by the subclass's module."""

    def test_who_rings_is_seen_with_both_numbers(self, bench: VoiceBench, noon: datetime) -> None:
        key = bench.somebody_rings(CALLER, dialled=OURS)
        leg = seen(bench, key, noon)

        assert (leg.inbound, leg.up, leg.number, leg.dialled) == (True, False, CALLER, OURS)

    def test_who_rings_is_picked_up_however_often_it_is_asked(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        key = bench.somebody_rings(CALLER, dialled=OURS)
        for _ in range(2):
            bench.exchange.do(PickUp(key=key), noon)

        assert seen(bench, key, noon).up

    def test_the_same_key_rings_once(self, bench: VoiceBench, noon: datetime) -> None:
        for _ in range(3):
            bench.exchange.do(place(bench.ana), noon)

        assert bench.rang(bench.ana) == 1
        assert not seen(bench, f"{ROOM}-1", noon).up

    def test_what_ended_is_seen_to_have_ended(self, bench: VoiceBench, noon: datetime) -> None:
        bench.exchange.do(place(bench.ana), noon)
        bench.hangs_up(f"{ROOM}-1")
        found = bench.exchange.look(noon)

        assert f"{ROOM}-1" not in found.legs
        assert f"{ROOM}-1" in found.ended

    def test_nobody_at_an_address_is_never_tried_again(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        with pytest.raises(CannotReach):
            bench.exchange.do(place(bench.nowhere), noon)

    def test_two_in_a_room_hear_each_other_and_nobody_else(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        caller, ana = talking(bench, noon)
        stranger = bench.somebody_rings("+14165550177", dialled=OURS)
        bench.exchange.do(PickUp(key=stranger), noon)

        assert (bench.hears(caller), bench.hears(ana)) == ({ana}, {caller})
        assert bench.hears(stranger) == set()

    def test_into_another_room_is_out_of_the_first(self, bench: VoiceBench, noon: datetime) -> None:
        caller, ana = talking(bench, noon)
        bench.exchange.do(Join(key=ana, room=OTHER), noon)

        assert bench.hears(caller) == set()
        assert seen(bench, ana, noon).room == OTHER

    def test_out_of_a_room_the_line_stays_up(self, bench: VoiceBench, noon: datetime) -> None:
        caller, ana = talking(bench, noon)
        for _ in range(2):
            bench.exchange.do(Part(key=ana), noon)

        assert bench.hears(caller) == set()
        assert seen(bench, ana, noon).up

    def test_a_third_comes_in_and_nobody_is_put_on_hold(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        """ES3."""
        caller, ana = talking(bench, noon)
        third = f"{ROOM}-2"
        bench.exchange.do(place(bench.ana, key=third, role=Role.EMERGENCY), noon)
        assert bench.hears(caller) == {ana}
        bench.picks_up(third)
        bench.exchange.do(Join(key=third, room=ROOM), noon)

        assert bench.hears(caller) == {ana, third}
        bench.hangs_up(third)
        assert bench.hears(caller) == {ana}

    def test_who_is_muted_hears_and_is_not_heard(self, bench: VoiceBench, noon: datetime) -> None:
        caller, ana = talking(bench, noon)
        bench.exchange.do(Mute(key=ana, muted=True), noon)
        assert (bench.hears(caller), bench.hears(ana)) == (set(), {caller})
        bench.exchange.do(Mute(key=ana, muted=False), noon)

        assert bench.hears(caller) == {ana}

    def test_a_silence_is_seen_from_its_beginning(self, bench: VoiceBench, noon: datetime) -> None:
        """WA9."""
        caller, _ = talking(bench, noon)
        bench.exchange.do(Listen(key=caller), noon)
        bench.speaks(caller)
        assert seen(bench, caller, noon).quiet_since is None
        bench.falls_quiet(caller, noon + timedelta(seconds=5))
        there = seen(bench, caller, noon + timedelta(seconds=20))

        assert there.listens
        assert there.quiet_since == noon + timedelta(seconds=5)

    def test_who_never_makes_a_sound_is_quiet_since_it_listens(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        """WA9: no event comes from somebody who says nothing at all."""
        caller, _ = talking(bench, noon)
        bench.exchange.do(Listen(key=caller), noon)
        bench.exchange.do(Listen(key=caller), noon + timedelta(seconds=30))

        assert seen(bench, caller, noon + timedelta(seconds=40)).quiet_since == noon

    def test_keys_are_seen_in_order(self, bench: VoiceBench, noon: datetime) -> None:
        """CO5."""
        _, ana = talking(bench, noon)
        bench.presses(ana, "5")
        bench.presses(ana, "1")

        there = seen(bench, ana, noon)
        assert there.pressed == "51"
        assert [each.key for each in there.keys] == ["5", "1"]
        assert there.keys[0].at < there.keys[1].at

    def test_the_tone_plays_while_it_is_wanted(self, bench: VoiceBench, noon: datetime) -> None:
        """CO4."""
        talking(bench, noon)
        for _ in range(2):
            bench.exchange.do(Tone(room=ROOM, plays=True), noon)
        assert ROOM in bench.exchange.look(noon).tones
        bench.exchange.do(Tone(room=ROOM, plays=False), noon)

        assert ROOM not in bench.exchange.look(noon).tones

    def test_whoever_has_gone_meanwhile_is_no_error(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        caller, ana = talking(bench, noon)
        bench.hangs_up(caller)
        for act in (
            HangUp(key=caller),
            PickUp(key=caller),
            Join(key=caller, room=ROOM),
            Part(key=caller),
            Mute(key=caller, muted=True),
            Listen(key=caller),
            Say(leg=caller, prompt="greeting", language="en", key="say-1"),
        ):
            bench.exchange.do(act, noon)

        assert seen(bench, ana, noon).up

    def test_what_cannot_be_seen_is_never_taken_for_nobody(
        self, bench: VoiceBench, noon: datetime
    ) -> None:
        """CO9: an empty answer would drop everybody."""
        talking(bench, noon)
        bench.goes_away()

        with pytest.raises(NotNow):
            bench.exchange.look(noon)
        with pytest.raises(NotNow):
            bench.exchange.do(HangUp(key="anybody"), noon)


def place(to: str, *, key: str = f"{ROOM}-1", role: Role = Role.OPERATOR) -> Place:
    return Place(key=key, room=ROOM, role=role, to=to)


def seen(bench: VoiceBench, key: str, now: datetime) -> SeenLeg:
    return bench.exchange.look(now).legs[key]


def talking(bench: VoiceBench, now: datetime) -> tuple[str, str]:
    """A caller and Ana, in one room."""
    caller = bench.somebody_rings(CALLER, dialled=OURS)
    bench.exchange.do(PickUp(key=caller), now)
    ana = f"{ROOM}-1"
    bench.exchange.do(place(bench.ana), now)
    bench.picks_up(ana)
    for key in (caller, ana):
        bench.exchange.do(Join(key=key, room=ROOM), now)
    return caller, ana
