"""`stillhere simulate`: figures for a program, sentences for a person, an exit that tells."""

import json
import os
import subprocess
import sys
from pathlib import Path

ASKED_FOR = {
    "contacts", "by_reason", "watches", "alarms", "dispatches", "unattended", "lateness_ms",
    "time_to_human_s", "invariant_violations", "lost", "doubled", "seconds", "published",
}  # fmt: skip


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """With an installation's data beside it, which a simulation must not touch."""
    around = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [sys.executable, "-m", "stillhere.cli", "simulate", *words],
        env={
            **around,
            "STILLHERE_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "stillhere.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_program_gets_every_figure(tmp_path: Path) -> None:
    done = run(tmp_path, "--days=0.2", "--contacts-per-day=30", "--seed=3", "--json")
    found = json.loads(done.stdout)

    assert (done.returncode, done.stderr) == (0, "")
    assert set(found) >= ASKED_FOR
    assert found["invariant_violations"] == []
    assert list(tmp_path.iterdir()) == []


def test_a_person_reads_sentences(tmp_path: Path) -> None:
    done = run(tmp_path, "--days=0.1", "--contacts-per-day=30")

    assert done.returncode == 0
    assert "Every invariant held after every event." in done.stdout


def test_a_planted_bug_ends_with_1_and_is_named(tmp_path: Path) -> None:
    done = run(tmp_path, "--days=1", "--plant=contact-is-forgotten", "--json")
    found = json.loads(done.stdout)

    assert done.returncode == 1
    assert found["plant"]["caught"]
    assert found["invariant_violations"][0]["invariant"] == "I2"


def test_a_bug_there_is_not_lists_those_there_are(tmp_path: Path) -> None:
    done = run(tmp_path, "--plant=gremlin")

    assert done.returncode == 2
    assert "silence-ends-an-alarm" in done.stderr


def test_numbers_that_cannot_be_are_told_in_one_sentence(tmp_path: Path) -> None:
    said = [
        run(tmp_path, *words).stderr
        for words in (["--days=0"], ["--contacts-per-day=-3"], ["--days=nan"], ["--days=9999999"])
    ]

    assert [one.count("\n") for one in said] == [1, 1, 1, 1]
    assert all(one.startswith("stillhere: ") for one in said)
