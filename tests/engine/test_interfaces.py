"""docs/interfaces.md says what there is: no command, option or setting more or less."""

import re
from pathlib import Path

import pytest

from stillhere.actions.trouble import What
from stillhere.cli.words import COMMANDS, Command

HERE = Path(__file__).resolve().parents[2]
PAGE = (HERE / "docs/interfaces.md").read_text(encoding="utf-8")
SECTIONS = dict(
    re.findall(r"^### `stillhere ([\w-]+)`\n(.*?)(?=^##)", PAGE, re.DOTALL | re.MULTILINE)
)
SETTING = re.compile(r"\bSTILLHERE_[A-Z_]*[A-Z]\b")
BETWEEN_OUR_PROCESSES = {"STILLHERE_PULSE_PIPE", "STILLHERE_PARENT", "STILLHERE_SOCKET"}


def test_every_command_is_explained_and_no_other() -> None:
    assert list(SECTIONS) == [command.name for command in COMMANDS]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_option_is_explained_and_no_other(command: Command) -> None:
    explained = re.findall(r"^\| `((?:--)?[\w-]+)` \|", SECTIONS[command.name], re.MULTILINE)

    assert explained == list(command.options)


def test_every_setting_is_explained_and_no_other() -> None:
    sources = (HERE / "stillhere").rglob("*.py")
    known = {name for path in sources for name in SETTING.findall(path.read_text("utf-8"))}
    explained = set(re.findall(r"^\| `(STILLHERE_\w+)` \|", PAGE, re.MULTILINE))

    assert explained == known - BETWEEN_OUR_PROCESSES


def test_the_runbook_says_what_to_do_about_every_trouble() -> None:
    runbook = (HERE / "docs/runbook.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \|", runbook, re.MULTILINE)

    assert set(re.findall(r"\w+", " ".join(table))) == set(What)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_teaches_by_an_example(command: Command) -> None:
    assert f"stillhere {command.name}" in command.example
    assert command.what.endswith(".")
