"""Which words the command line understands. docs/interfaces.md says the same; a test compares."""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Final, NoReturn

from stillhere.cli.wrong import Wrong

Options = Mapping[str, Mapping[str, Any]]

JSON: Final[Options] = {"--json": {"action": "store_true", "help": "answer for a program"}}
WHERE: Final[Options] = {
    "--host": {"default": "127.0.0.1", "help": "address to listen at; 0.0.0.0 for all"},
    "--port": {
        "type": int,
        "default": None,
        "help": "port to listen at (or PORT; 8000 without either)",
    },
}
WHOSE: Final[Options] = {"--organisation": {"required": True, "help": "its slug"}}
ACCOUNT: Final[Options] = {
    "--account-sid": {"default": "", "help": "of the account at the telephone company"},
    "--auth-token": {"default": "", "help": "its token; other users see it in the process list"},
    "--auth-token-file": {"default": "", "help": "a file with the token in it; - to type it in"},
    "--base-url": {
        "default": "",
        "help": "where the company or your Kannel is asked; Twilio without",
    },
    "--countries": {"default": "", "help": "that texts may go to; CA,US without"},
}


CARRIER: Final[Mapping[str, Any]] = {
    "action": "append",
    "default": [],
    "metavar": "NAME=HOST,ADDRESS…",
    "help": "asterisk: who carries calls, and from where; again for a second",
}
BESIDE: Final[Mapping[str, Any]] = {"default": "", "help": "asterisk: a line at the same exchange"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    name: str
    what: str
    example: str
    act: str
    """module:function, brought only when it is asked for: `serve` stays small."""
    options: Options = field(default_factory=dict)


COMMANDS: Final[Sequence[Command]] = (
    Command(
        name="serve",
        what="Run everything this machine needs, and start again what dies or hangs.",
        example="stillhere serve --port 8000",
        act="serving:serve",
        options=WHERE,
    ),
    Command(
        name="web",
        what="Run the web process alone, for those who keep it alive by other means.",
        example="stillhere web --host 0.0.0.0 --port 8000",
        act="serving:web",
        options=WHERE,
    ),
    Command(
        name="keepwatch",
        what="Run the process that acts when nobody does, alone.",
        example="stillhere keepwatch",
        act="serving:keepwatch",
    ),
    Command(
        name="auditor",
        what="Run the process that asks whether anyone was forgotten, alone.",
        example="STILLHERE_HEARTBEAT_URL=https://monitor.example/ping stillhere auditor",
        act="serving:auditor",
    ),
    Command(
        name="answer",
        what="Run the process that keeps telephone calls as they ought to be, alone.",
        example="stillhere answer",
        act="serving:answer",
    ),
    Command(
        name="migrate",
        what="Bring the tables up to date. On PostgreSQL: as the role that owns them.",
        example="STILLHERE_OWNER_DATABASE_URL=postgresql://… stillhere migrate",
        act="preparing:migrate",
    ),
    Command(
        name="prepare",
        what="What serve does first: translations, keys, and on SQLite the tables.",
        example="stillhere prepare",
        act="preparing:prepare",
    ),
    Command(
        name="came-back",
        what="After a restore, before serve: every watch that was open rings as unknown since.",
        example="stillhere came-back",
        act="restoring:came_back",
        options=JSON,
    ),
    Command(
        name="demo",
        what="Try it: an invented line with practice callers. Logins are printed last.",
        example="PORT=8000 stillhere demo",
        act="demo:demo",
        options=WHERE,
    ),
    Command(
        name="simulate",
        what="Run an invented service on a virtual clock and say whether everything stayed true. "
        "1 if not.",
        example="stillhere simulate --days 30 --contacts-per-day 17 --seed 1",
        act="simulate:simulate",
        options={
            "--days": {"type": float, "default": 7.0, "help": "how long; 7 without"},
            "--contacts-per-day": {
                "type": float,
                "default": 17.0,
                "help": "how many reach the line; 17 without",
            },
            "--seed": {"type": int, "default": 1, "help": "the same seed, the same run; 1 without"},
            "--plant": {
                "metavar": "BUG",
                "default": None,
                "help": "put a bug in and see it caught; a name there is none of lists them all",
            },
            **JSON,
        },
    ),
    Command(
        name="check",
        what="List everything missing or unsafe, each with what to do. 1 if anything is unsafe.",
        example="stillhere check lines",
        act="checking:check",
        options={
            "what": {
                "nargs": "?",
                "choices": ["lines"],
                "help": "lines: ask each exchange and company as well; without: all the rest",
            },
            **JSON,
        },
    ),
    Command(
        name="prompts",
        what="Let a machine speak what the telephone says, until people have recorded it.",
        example="stillhere prompts",
        act="prompts:prompts",
        options={
            "--folder": {"default": "", "help": "where to; prompts/ in STILLHERE_DATA without"},
            **JSON,
        },
    ),
    Command(
        name="create-organisation",
        what="Found an organisation.",
        example='stillhere create-organisation --slug north --name "North Line"',
        act="founding:create_organisation",
        options={
            "--slug": {"required": True, "help": "short name in addresses: a-z, 0-9, hyphens"},
            "--name": {"required": True, "help": "what people call it"},
            "--language": {"default": "en", "help": "en or fr"},
            "--time-zone": {"default": "America/Toronto", "help": "like America/St_Johns"},
            **JSON,
        },
    ),
    Command(
        name="create-operator",
        what="Give somebody a place at the console, with a password to be used once and changed.",
        example="stillhere create-operator --organisation north --name Ana --role operator",
        act="founding:create_operator",
        options={
            **WHOSE,
            "--name": {"required": True, "help": "what colleagues and callers call them"},
            "--role": {"required": True, "help": "operator, supervisor, coordinator …"},
            "--username": {"default": "", "help": "to sign in with; made from the name without"},
            "--language": {"default": "en", "help": "en or fr"},
            **JSON,
        },
    ),
    Command(
        name="set-operator",
        what="Say which languages an operator speaks, and which skills they say they have.",
        example="stillhere set-operator --organisation north --username ana --speaks en,fr "
        "--skills indigenous",
        act="abilities:set_operator",
        options={
            **WHOSE,
            "--username": {"required": True, "help": "whom, as they sign in"},
            "--speaks": {"default": None, "help": "like en,fr; as before without"},
            "--skills": {"default": None, "help": "indigenous, or none; as before without"},
            **JSON,
        },
    ),
    Command(
        name="create-line",
        what="Open a line that people can reach.",
        example="stillhere create-line --organisation north --slug chat --provider webchat "
        '--name "North chat"',
        act="founding:create_line",
        options={
            **WHOSE,
            "--slug": {"required": True, "help": "short name in addresses: a-z, 0-9, hyphens"},
            "--provider": {
                "required": True,
                "help": "simulated, webchat, twilio, kannel, asterisk",
            },
            "--name": {"required": True, "help": "what callers read"},
            "--number": {"default": "", "help": "its own number, with country code"},
            **ACCOUNT,
            "--carrier": CARRIER,
            "--beside": BESIDE,
            "--language": {"default": "en", "help": "en or fr"},
            "--practice": {"action": "store_true", "help": "for learning; never in a report"},
            **JSON,
        },
    ),
    Command(
        name="set-line-exchange",
        what="Give a line that people ring other carriers, or another exchange.",
        example="stillhere set-line-exchange --organisation north --line calls "
        "--carrier north=sip.example.net,192.0.2.10",
        act="exchanges:set_line_exchange",
        options={
            **WHOSE,
            "--line": {"required": True, "help": "its slug"},
            "--base-url": ACCOUNT["--base-url"],
            "--carrier": CARRIER,
            "--beside": BESIDE,
            "--auth-token": ACCOUNT["--auth-token"],
            "--auth-token-file": ACCOUNT["--auth-token-file"],
            **JSON,
        },
    ),
    Command(
        name="lay-exchange",
        what="Write the configuration of your Asterisk, from the lines that come in there.",
        example="stillhere lay-exchange --line calls --folder /srv/exchange --address 192.0.2.1",
        act="laying:lay_exchange",
        options={
            "--line": {"required": True, "help": "a line that comes in there, by its slug"},
            "--folder": {"required": True, "help": "to be its own; etc/ in it is written anew"},
            "--address": {"required": True, "help": "of this machine, where carriers reach it"},
            "--seen-at": {"default": "", "help": "where browsers reach it, if a router is between"},
            "--on-call": {
                "action": "append",
                "default": [],
                "metavar": "NUMBER",
                "help": "who is rung where we are down; without: whoever is on call now",
            },
            "--modules": {
                "default": "/usr/lib/asterisk/modules",
                "help": "where Asterisk's modules are; /usr/lib/asterisk/modules without",
            },
            "--share": {
                "default": "/usr/share/asterisk",
                "help": "where its sounds are; /usr/share/asterisk without",
            },
            **JSON,
        },
    ),
    Command(
        name="set-line-account",
        what="Give a line that has a telephone company another account there, or a new token.",
        example="stillhere set-line-account --organisation north --line texts --provider twilio "
        "--account-sid AC… --auth-token-file -",
        act="accounts:set_line_account",
        options={
            **WHOSE,
            "--line": {"required": True, "help": "its slug"},
            "--provider": {"default": "twilio", "help": "twilio (without) or kannel"},
            **ACCOUNT,
            **JSON,
        },
    ),
    Command(
        name="set-other-line",
        what="Say which other line somebody who waits may be sent to; without a number: none.",
        example="stillhere set-other-line --organisation north --line chat --number +14165550190",
        act="other_line:set_other_line",
        options={
            **WHOSE,
            "--line": {"required": True, "help": "whose callers hear of it, by its slug"},
            "--number": {
                "default": "",
                "help": "of the other line, with area code; ask them first",
            },
            **JSON,
        },
    ),
    Command(
        name="set-second-line",
        what="Give a line a second telephone company: two lines that stand in for each other.",
        example="stillhere set-second-line --organisation north --line texts --second sms",
        act="second_line:set_second_line",
        options={
            **WHOSE,
            "--line": {"required": True, "help": "its slug"},
            "--second": {"default": "", "help": "slug of the other; without: none any more"},
            **JSON,
        },
    ),
    Command(
        name="set-dispatch-number",
        what="Say which number reaches help for a place, and when it was last tried.",
        example="stillhere set-dispatch-number --organisation north --kind listed "
        '--place "Halifax, NS" --number +19025550142 --tested today',
        act="dispatch:set_dispatch_number",
        options={
            **WHOSE,
            "--kind": {"required": True, "help": "provider (contracted) or listed (ten digits)"},
            "--place": {"default": "", "help": "a town or region; empty only for a provider"},
            "--number": {"default": "", "help": "with area code; never 911"},
            "--time-zone": {"default": "", "help": "of that place, like America/Halifax"},
            "--tested": {"default": "", "help": "today, or the day it was rung: 2026-03-01"},
            "--practice": {"action": "store_true", "help": "an invented one, for learning"},
            "--remove": {"action": "store_true", "help": "this number is not to be dialled"},
            **JSON,
        },
    ),
)


class Patient(argparse.ArgumentParser):
    """One sentence for a mistake, and where to read on."""

    def error(self, message: str) -> NoReturn:
        raise Wrong(f"{message[:1].upper()}{message[1:]}. Read `{self.prog} --help`.")


def parser() -> argparse.ArgumentParser:
    top = Patient(
        prog="stillhere",
        description="The software behind a virtual overdose-prevention line.",
        epilog="stillhere COMMAND --help tells more, with an example. Where things are kept: "
        "STILLHERE_DATA, STILLHERE_DATABASE_URL. What callers type: STILLHERE_PUBLIC_URL.",
    )
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        one = commands.add_parser(
            command.name,
            help=command.what,
            description=command.what,
            epilog=f"Example:  {command.example}",
            allow_abbrev=False,
        )
        for name, settings in command.options.items():
            one.add_argument(name, **settings)
        one.set_defaults(act=_brought(command.act))
    return top


def port(asked: argparse.Namespace) -> int:
    """What was asked for, or PORT, or 8000."""
    if asked.port is not None:
        return _checked(asked.port)
    said = os.environ.get("PORT") or "8000"
    if not said.isdecimal():
        raise Wrong(f"PORT must be a number between 0 and 65535, not {said!r}.")
    return _checked(int(said))


def _checked(number: int) -> int:
    if not 0 <= number <= 65_535:
        raise Wrong(f"A port is a number between 0 and 65535, not {number}.")
    return number


def _brought(act: str) -> Callable[[argparse.Namespace], int]:
    module, function = act.split(":")

    def do(asked: argparse.Namespace) -> int:
        found: Callable[[argparse.Namespace], int] = getattr(
            import_module(f"stillhere.cli.{module}"), function
        )
        return found(asked)

    return do
