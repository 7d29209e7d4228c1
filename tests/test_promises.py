"""What docs/ claims, a test proves; and the gate that says so can itself be seen to fail."""

from pathlib import Path

import pytest

from tools.promises import Claim, claims, existing_tests, faults, not_run

LOGS = ("hazards", "threats", "faults")


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    (tmp_path / "promises.md").write_text("1. **Kept.**\n   - `tests/a.py::test_it`\n")
    for log in LOGS:
        (tmp_path / f"{log}.toml").write_text("")
    return tmp_path


def test_every_claim_names_a_test_that_exists() -> None:
    assert list(faults(claims(), existing_tests())) == []


def test_a_claim_on_a_test_that_is_gone_is_found(docs: Path) -> None:
    assert list(faults(claims(docs), set())) == ["promises.md 1: there is no tests/a.py::test_it"]


def test_a_promise_without_a_test_is_found(docs: Path) -> None:
    (docs / "promises.md").write_text("1. **Kept.**\n   - `tests/a.py::test_it`\n3. **Said.**\n")

    assert list(faults(claims(docs), {"tests/a.py::test_it"})) == [
        "promises.md 3: should be number 2",
        "promises.md 3: a promise without a test",
    ]


def test_a_hazard_that_stands_on_nothing_is_found(docs: Path) -> None:
    (docs / "hazards.toml").write_text('[[hazard]]\nid = "H1"\nname = "lost"\nsince = "today"\n')

    found = list(faults(claims(docs), {"tests/a.py::test_it"}))

    assert "hazards.toml H1: says no control" in found
    assert "hazards.toml H1: since?" in found
    assert any("stands on nothing" in fault for fault in found)


def test_a_test_that_did_not_run_keeps_no_promise() -> None:
    claim = Claim(place="promises.md 1", tests=("tests/a.py::test_it", "tests/a.py::test_that"))

    assert list(not_run([claim], {"tests/a.py::test_it[fr]"})) == [
        "promises.md 1: tests/a.py::test_that did not run and pass"
    ]
