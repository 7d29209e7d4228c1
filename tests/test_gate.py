"""The gate itself names what is missing, leaves nothing out, and takes no error for a failure."""

import os
import select
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import planted, programs, system, translations
from tools.mutants import rules
from tools.mutating import kinds_in, mutants_of
from tools.nursery import run_tests
from tools.parts import EVERYDAY, LONG, Part, folders_without_a_part
from tools.recorder import Outcome, Recorder, read
from tools.suite import HANGS, HUNG, Ran, ended, tell_result, telling
from tools.system import Need, NeedsYou, bring
from tools.tree import HERE

PART = Part(name="care", seconds=1, folders=("care",))


def need(package: str, *, present: bool = False) -> Need:
    return Need(package=package, purpose="a test", present=lambda: present)


def ran(*endings: str, code: int = 0) -> Ran:
    outcomes = [Outcome(test=f"t::{end}", ending=end, seconds=0) for end in endings]
    return Ran(part=PART, seconds=1, code=code, outcomes=outcomes)


def test_everything_missing_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_leave_to_install", lambda: None)

    with pytest.raises(NeedsYou, match=r"install -y --no-install-recommends postgresql chromium$"):
        bring([need("postgresql"), need("fonts", present=True), need("chromium")])


def test_nothing_is_installed_where_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_install", lambda *_: pytest.fail("installed"))

    assert system.bring([need("chromium", present=True)]) is None  # type: ignore[func-returns-value]


def test_the_chosen_browser_is_the_one_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "not-there"))

    assert programs.chromium() is None


def test_every_folder_of_tests_has_its_part() -> None:
    assert folders_without_a_part() == []


def test_faults_run_with_nothing_beside_them() -> None:
    """Browsers may run two at a time: what they measure is seconds, on machines that do more."""
    assert {part.name for part in EVERYDAY if not part.workers} == {"the house", "faults"}


def test_only_a_test_that_hangs_is_looked_at_while_it_runs() -> None:
    """A flood that ran for nine minutes was ended by being asked where it was."""
    for part in LONG:
        _, _, seconds = telling(part)[-1].rpartition("=")

        assert part.seconds < int(seconds) < part.seconds * HUNG


def test_every_branch_of_care_is_asked_for() -> None:
    assert {part.name: part.covers for part in EVERYDAY if part.covers} == {
        "care": "stillhere/care"
    }


def test_a_branch_no_test_went_by_is_red(capsys: pytest.CaptureFixture[str]) -> None:
    missed = replace(ran("passed"), missed="watch.py 12->14")

    assert tell_result([missed], []) == 1
    assert "not every branch" in capsys.readouterr().out


def test_a_mutant_differs_in_one_place_and_keeps_its_name() -> None:
    mutants = list(mutants_of(Path("stillhere/care/escalation.py")))
    names = [mutant.name for mutant in mutants]

    assert len(set(names)) == len(names)
    assert (
        "stillhere.care.escalation::must_hold watch.holder != by.id -> watch.holder == by.id"
        in (names)
    )
    assert {"no owing", "no ring", "no refusal", "boundary"} <= {each.kind for each in mutants}


def test_of_every_kind_of_mutant_one_is_kept_that_a_quick_test_sees() -> None:
    kept = {bug.mutant for bug in planted.bugs() if bug.for_every_day}

    assert kept - {""} == {kind for path in rules() for kind in kinds_in(path)}


def test_a_mutant_that_rings_without_end_is_ended() -> None:
    endless = (
        "from tools import mutant_runner as m; m.SPARE = 0.01;"
        "m.Test.passes = lambda _: any(iter(int, 1));"
        "m.Test(item=None, other=None).passes_in_time()"
    )

    ended = subprocess.run([sys.executable, "-c", endless], cwd=HERE, check=False, timeout=60)

    assert ended.returncode == -signal.SIGPROF


@pytest.mark.parametrize("ending", ["failed", "error", "skipped"])
def test_anything_but_a_pass_is_red(ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_result([ran("passed", ending)], []) == 1
    assert capsys.readouterr().out.endswith("1 passed, 1 failed\n")


def test_a_run_without_tests_is_red(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_result([ran("passed"), ran(code=5)], []) == 1


def test_all_green_is_green(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell_result([ran("passed")], []) == 0


def report(*, when: str, outcome: str, by_assertion: bool | None = None) -> pytest.TestReport:
    properties: list[tuple[str, object]] = [("by_assertion", by_assertion)]
    return pytest.TestReport(
        nodeid="t::a",
        location=("t", 1, "a"),
        keywords={},
        outcome=outcome,  # type: ignore[arg-type]
        longrepr=None,
        when=when,  # type: ignore[arg-type]
        user_properties=properties if by_assertion is not None else [],
        duration=0.5,
    )


@pytest.mark.parametrize(
    ("reports", "ending"),
    [
        ([report(when="call", outcome="passed")], "passed"),
        ([report(when="call", outcome="failed", by_assertion=True)], "failed"),
        ([report(when="call", outcome="failed", by_assertion=False)], "error"),
        ([report(when="setup", outcome="skipped")], "skipped"),
        (
            [
                report(when="call", outcome="passed"),
                report(when="teardown", outcome="failed", by_assertion=False),
            ],
            "error",
        ),
    ],
)
def test_a_failure_is_told_from_an_error(
    reports: list[pytest.TestReport], ending: str, tmp_path: Path
) -> None:
    recorder = Recorder(tmp_path / "record")
    for each in reports:
        recorder.pytest_runtest_logreport(each)
    recorder.pytest_sessionfinish()

    (outcome,) = read(tmp_path / "record")
    assert (outcome.ending, outcome.seconds) == (ending, 0.5 * len(reports))


@pytest.fixture
def french(monkeypatch: pytest.MonkeyPatch) -> Catalog:
    wanted, catalogue = Catalog(), Catalog(locale="fr")
    wanted.add("%(count)s calls")
    monkeypatch.setattr(translations, "said", lambda: wanted)
    monkeypatch.setattr(translations, "read", lambda _: catalogue)
    return catalogue


@pytest.mark.parametrize(
    ("string", "fault"),
    [
        ("", "fr: not yet translated: '%(count)s calls'"),
        ("%(nombre)s appels", "fr: unknown named placeholder 'nombre': '%(count)s calls'"),
        ("des appels", "fr: says another name, number or time than the English: '%(count)s calls'"),
    ],
)
def test_a_sentence_not_well_said_is_found(french: Catalog, string: str, fault: str) -> None:
    french.add("%(count)s calls", string)

    assert next(translations.faults("fr")) == fault


def test_a_sentence_marked_unsure_is_found(french: Catalog) -> None:
    french.add("%(count)s calls", "%(count)s appels", flags=["fuzzy"])

    assert list(translations.faults("fr")) == ["fr: marked as unsure: '%(count)s calls'"]


def test_a_sentence_nobody_says_is_found(french: Catalog) -> None:
    french.add("%(count)s calls", "%(count)s appels")
    french.add("Gone", "Parti")

    assert [fault.split(":")[1] for fault in translations.faults("fr")] == [
        " nobody says this any more (`make fmt` removes it)"
    ]


def test_a_planted_bug_that_fits_nothing_any_more_is_named(tmp_path: Path) -> None:
    patch = tmp_path / "moved.patch"
    patch.write_text(
        "# bug: Somebody is forgotten.\n# test: tests/test_gate.py::test_nothing_like_it\n"
        "diff --git a/README.md b/README.md\n--- a/README.md\n+++ b/README.md\n"
        "@@ -1 +1 @@\n-no such line\n+another\n"
    )

    wrong = list(planted.faults(planted.bugs(tmp_path)))

    assert wrong == [
        "moved.patch: there is no tests/test_gate.py::test_nothing_like_it",
        "moved.patch: does not fit the code any more; plant it anew",
    ]


def test_tests_run_in_the_tree_they_stand_in_and_not_in_ours(tmp_path: Path) -> None:
    (tmp_path / "stillhere.py").write_text("WHERE = 'there'\n")
    looks = "import stillhere\n\n\ndef test_it():\n    assert stillhere.WHERE == 'there'\n"
    (tmp_path / "test_it.py").write_text(looks)

    said = run_tests(tmp_path, ["-q", "-p", "no:django"], around=os.environ, within=120)

    assert "1 passed" in said


def test_a_run_that_does_not_end_is_ended(tmp_path: Path) -> None:
    with pytest.raises(TimeoutError, match="not over after 0 s"):
        run_tests(tmp_path, ["-q"], around=os.environ, within=0.01)


def test_what_hangs_is_ended_with_all_it_has_started(tmp_path: Path) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    reads = os.open(held, os.O_RDONLY | os.O_NONBLOCK)

    code = ended(["sh", "-c", f"sleep 600 > {held} & wait"], around=os.environ, within=0.5)

    assert code == HANGS
    # Whoever was killed may take a moment to be gone.
    ready, _, _ = select.select([reads], [], [], 10)
    assert ready, "somebody still holds it"
    assert os.read(reads, 1) == b""
    os.close(reads)
