"""What every line must do, whatever is behind it. A new provider subclasses this and passes."""

from datetime import datetime, timedelta
from typing import Protocol

import pytest

from stillhere.lines.line import (
    Blocked,
    CannotReach,
    Line,
    LineCannot,
    LineError,
    NoSuchNumber,
    NotNow,
    OutcomeUnknown,
    Progress,
)

NOBODY = "+14165550199"


class Bench(Protocol):
    """One line on the test bench, with the far side in the test's hands."""

    reachable: str
    unusable: str
    """Written like an address and none."""

    @property
    def line(self) -> Line: ...

    def received(self, key: str) -> int:
        """How often the far side got what was sent under this key."""


class PhoneBench(Bench, Protocol):
    def block(self) -> None: ...

    def begin_outage(self, until: datetime) -> None: ...

    def stop_answering(self) -> None:
        """From now on the provider's answers get lost."""

    def answer_again(self) -> None: ...


class EveryLine:
    """For `bench` to be provided by the subclass's module."""

    def test_a_text_is_delivered(self, bench: Bench, noon: datetime) -> None:
        receipt = bench.line.text(bench.reachable, "Are you okay?", key="one", now=noon)

        assert receipt.key == "one"
        assert receipt.progress is Progress.ACCEPTED
        assert bench.received("one") == 1

    def test_the_same_key_twice_is_one_delivery(self, bench: Bench, noon: datetime) -> None:
        for seconds in (0, 1, 600):
            later = noon + timedelta(seconds=seconds)
            bench.line.text(bench.reachable, "Are you okay?", key="one", now=later)

        assert bench.received("one") == 1

    def test_two_keys_are_two_deliveries(self, bench: Bench, noon: datetime) -> None:
        for key in ("one", "two"):
            bench.line.text(bench.reachable, "Are you okay?", key=key, now=noon)

        assert (bench.received("one"), bench.received("two")) == (1, 1)

    def test_what_is_no_address_is_told_without_repeating_it(
        self, bench: Bench, noon: datetime
    ) -> None:
        with pytest.raises(NoSuchNumber) as told:
            bench.line.text(bench.unusable, "Are you okay?", key="one", now=noon)

        assert bench.unusable not in str(told.value)
        assert len(str(told.value).split()) > 3

    def test_what_was_never_sent_is_not_found(self, bench: Bench) -> None:
        assert bench.line.find("never") is None

    def test_what_was_sent_is_found_where_a_line_can_be_asked(
        self, bench: Bench, noon: datetime
    ) -> None:
        sent = bench.line.text(bench.reachable, "Are you okay?", key="one", now=noon)

        assert bench.line.find("one") == (sent if bench.line.capabilities.finds else None)

    def test_it_rings_exactly_if_it_says_so(self, bench: Bench, noon: datetime) -> None:
        if bench.line.capabilities.rings:
            bench.line.ring(bench.reachable, "You are needed.", key="ring", now=noon)
            assert bench.received("ring") == 1
        else:
            with pytest.raises(LineCannot):
                bench.line.ring(bench.reachable, "You are needed.", key="ring", now=noon)


class PhoneLine(EveryLine):
    """A line with numbers, and with a company behind it that may fail."""

    def test_a_number_nobody_has_is_never_tried_again(self, bench: Bench, noon: datetime) -> None:
        with pytest.raises(CannotReach):
            bench.line.text(NOBODY, "Are you okay?", key="one", now=noon)

    def test_a_blocked_number_is_a_way_lost(self, bench: PhoneBench, noon: datetime) -> None:
        bench.block()

        with pytest.raises(Blocked):
            bench.line.text(bench.reachable, "Are you okay?", key="one", now=noon)
        assert bench.received("one") == 0

    def test_an_outage_sends_nothing_and_passes(self, bench: PhoneBench, noon: datetime) -> None:
        bench.begin_outage(noon + timedelta(minutes=30))
        with pytest.raises(NotNow):
            bench.line.text(bench.reachable, "Are you okay?", key="one", now=noon)
        assert bench.received("one") == 0

        bench.line.text(bench.reachable, "Hi", key="one", now=noon + timedelta(minutes=30))
        assert bench.received("one") == 1

    def test_after_an_unknown_result_trying_again_delivers_and_counts_what_it_doubles(
        self, bench: PhoneBench, noon: datetime
    ) -> None:
        """Once, where a line can be asked. Where it cannot, a second one is said to be possible."""
        finds = bench.line.capabilities.finds
        keys = [f"ask:{number}" for number in range(20)]
        bench.stop_answering()
        for key in keys:
            with pytest.raises(OutcomeUnknown):
                bench.line.text(bench.reachable, f"Are you okay? {key}", key=key, now=noon)
        taken = [bench.received(key) for key in keys]
        bench.answer_again()

        for key, before in zip(keys, taken, strict=True):
            assert (bench.line.find(key) is not None) == (finds and before == 1)
            receipt = bench.line.text(bench.reachable, f"Are you okay? {key}", key=key, now=noon)
            assert receipt.maybe_twice is not finds
        assert set(taken) == {0, 1}, "the bench must lose answers of both kinds"
        once = [1] * len(keys) if finds else [before + 1 for before in taken]
        assert [bench.received(key) for key in keys] == once

    def test_every_failure_says_whether_to_try_again(
        self, bench: PhoneBench, noon: datetime
    ) -> None:
        bench.stop_answering()

        with pytest.raises(LineError) as told:
            bench.line.text(bench.reachable, "Are you okay?", key="one", now=noon)
        assert isinstance(told.value, CannotReach | NotNow | OutcomeUnknown)
