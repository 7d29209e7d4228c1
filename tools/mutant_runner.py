"""Inside pytest: runs, for each mutant, the tests that meet its function, until one fails.

The tests are collected once. Each mutant lives in a fork, where the code of one function is
exchanged; so nothing is imported again, and nothing of it stays.
"""

import importlib
import inspect
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import CodeType, FrameType, FunctionType
from typing import Any, Final

import pytest
from _pytest.runner import runtestprotocol

from tools.mutating import Mutant

PATIENCE: Final = 5
"""Times what a test takes without a mutant: a busy machine is no bug."""
SPARE: Final = 1.0
"""Seconds of processor time beyond that; a mutant may also ring without end."""
TOO_MUCH: Final = 1024**3
"""Bytes; what rings without end may also collect."""
TELL_EVERY: Final = 50
WHOLE_LIFE: Final = "life"
"""What a property of any watch draws (tests/care/anything.py); others are about other things."""
SURVIVED: Final = 0
KILLED: Final = 1


@dataclass(frozen=True)
class Test:
    item: pytest.Item
    other: pytest.Item
    """Of another file, named as the next one: only what the whole session needs stays set up."""
    took: float = 0
    """Seconds of processor time, without a mutant."""

    def passes(self) -> bool:
        reports = runtestprotocol(self.item, log=False, nextitem=self.other)
        return all(report.passed for report in reports)

    def passes_in_time(self) -> bool:
        """Ends this process where it does not."""
        signal.setitimer(signal.ITIMER_PROF, SPARE + PATIENCE * self.took)
        return self.passes()


@dataclass
class MutantRunner:
    mutants: Sequence[Mutant]
    workers: int
    survivors: list[Mutant] = field(default_factory=list)
    endless: list[Mutant] = field(default_factory=list)
    """Noticed only because a test did not come to its end in time."""
    red: list[str] = field(default_factory=list)
    """Tests that fail without any mutant: then nothing was tried."""

    def __post_init__(self) -> None:
        self._met: dict[CodeType, list[Test]] = defaultdict(list)
        self._any_way: list[Test] = []
        """Of whole lives: they meet every function sooner or later, and are slow, so asked last."""
        self._running: dict[int, Mutant] = {}
        self._tried = 0

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        first, last = session.items[0], session.items[-1]
        for item in session.items:
            self._learn(item, first if item.path != first.path else last)
        if not self._all_pass_within_limits():
            self.red.append("every test, within the limits of time and memory")
        for mutant in self.mutants if not self.red else ():
            self._try(mutant)
        while self._running:
            self._wait()
        return True

    def _learn(self, item: pytest.Item, other: pytest.Item) -> None:
        """Which functions of care this test meets, and how long it takes."""
        whole = WHOLE_LIFE in _drawn(item)
        began = time.process_time()
        with _meeting(of_interest=not whole) as met:
            passed = Test(item=item, other=other).passes()
        test = Test(item=item, other=other, took=time.process_time() - began)
        if not passed:
            self.red.append(item.nodeid)
        if whole:
            self._any_way.append(test)
        for code in met:
            self._met[code].append(test)

    def _all_pass_within_limits(self) -> bool:
        """Without a mutant; or what ends by a limit would be taken for noticed."""
        tests = {test.item.nodeid: test for met in self._met.values() for test in met}
        child = os.fork()
        if child == 0:
            _live([*tests.values(), *self._any_way])
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == SURVIVED

    def _try(self, mutant: Mutant) -> None:
        function = _function(mutant)
        examples = self._met[function.__code__]
        tests = [each for some in (examples, self._any_way) for each in sorted(some, key=_took)]
        while len(self._running) >= self.workers:
            self._wait()
        child = os.fork()
        if child == 0:
            function.__code__ = mutant.code
            _live(tests)
        self._running[child] = mutant

    def _wait(self) -> None:
        child, status = os.wait()
        mutant = self._running.pop(child)
        self._tried += 1
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == SURVIVED:
            self.survivors.append(mutant)
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF:
            self.endless.append(mutant)
        if self._tried % TELL_EVERY == 0:
            print(f"{self._tried} of {len(self.mutants)} tried", file=sys.__stderr__, flush=True)


def _live(tests: Sequence[Test]) -> None:
    """Never comes back: this process ends with what it found."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    resource.setrlimit(resource.RLIMIT_AS, (TOO_MUCH, TOO_MUCH))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    try:
        lived = all(test.passes_in_time() for test in tests)
    except BaseException:  # noqa: BLE001  # whatever it is, somebody would notice
        lived = False
    os._exit(SURVIVED if lived else KILLED)


def _drawn(item: pytest.Item) -> set[str]:
    """The names of what Hypothesis hands to this test; none where it is an example."""
    property_ = getattr(getattr(item, "obj", None), "hypothesis", None)
    return set(inspect.signature(property_.inner_test).parameters) if property_ else set()


def _took(test: Test) -> float:
    return test.took


@contextmanager
def _meeting(*, of_interest: bool) -> Iterator[set[CodeType]]:
    """What of care is met meanwhile; whole lives meet everything, and looking is slow."""
    met: set[CodeType] = set()

    def called(frame: FrameType, event: str, _arg: Any) -> None:
        if event == "call" and "/care/" in frame.f_code.co_filename:
            met.add(frame.f_code)

    sys.setprofile(called if of_interest else None)
    try:
        yield met
    finally:
        sys.setprofile(None)


def _function(mutant: Mutant) -> FunctionType:
    found: Any = importlib.import_module(mutant.module)
    for name in mutant.function.split("."):
        found = vars(found)[name] if isinstance(found, type) else getattr(found, name)
    plain = getattr(found, "fget", None) or getattr(found, "__func__", None) or found
    assert isinstance(plain, FunctionType)
    return plain
