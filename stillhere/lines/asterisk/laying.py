"""The folder an exchange runs in, laid from `conf/`: what it opens, whom it knows, where it rings.

Carriers are known by the address they come from and by nothing that they say of themselves.
Nothing is laid that could keep a voice.
"""

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

TEMPLATES: Final = Path(__file__).parent / "conf"
MARK: Final = re.compile(r"@([A-Z_]+)@")
LOADS: Final = re.compile(r"^load = (\S+)", re.MULTILINE)
EACH_CARRIER: Final = "each-carrier.conf"
"""Laid once for each of them, at the end of `pjsip.conf`."""
EACH_LINE: Final = "each-line.conf"
"""Laid once for each number that is dialled, at the end of `extensions.conf`."""
ANY_NUMBER: Final = "_[+0-9]!"
LAST_DIGITS: Final = 10
"""Of a number, by which it is told apart: as many as one has here without its country."""
LAID: Final = "laid-by-stillhere"
"""Stands beside what we laid: what is there without it is never taken away."""
STATE: Final = ("cache", "lib", "spool", "run", "log", "sbin", "data/sounds")
EMPTY: Final = (
    "acl",
    "ccss",
    "features",
    "pjproject",
    "stasis",
    "udptl",
    "websocket_client",
)
"""It complains where these are not there; there is nothing to say in them."""
ADDRESS: Final = re.compile(r"[0-9a-fA-F:.]+(/\d{1,3})?")
HOST: Final = re.compile(r"[A-Za-z0-9.\-\[\]:]+")
E164: Final = re.compile(r"\+[1-9]\d{6,14}")
OURS_IN: Final = "stillhere"
"""Our prompts, among its sounds."""
A_SOUND: Final = re.compile(r"[a-z0-9_/-]{1,200}")
NAME: Final = re.compile(r"[a-z][a-z0-9-]{0,30}")


class CannotLay(ValueError):
    """A setting that cannot be, in a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """Asterisk 22, wherever it comes from."""

    command: Sequence[str]
    modules: Path
    share: Path
    """Its sounds and its music."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    name: str
    host: str
    """Where calls to it go, with a port if it is not 5060."""
    comes_from: Sequence[str]
    """Its addresses, or networks: whoever comes from elsewhere is not heard."""

    def check(self) -> None:
        if not NAME.fullmatch(self.name):
            raise CannotLay(f"{self.name!r} is no name of a carrier: a-z, 0-9 and hyphens.")
        if not HOST.fullmatch(self.host):
            raise CannotLay(f"{self.host!r} is no host of {self.name}. Like sip.example.net")
        if not self.comes_from or not all(map(ADDRESS.fullmatch, self.comes_from)):
            raise CannotLay(f"Say from which addresses {self.name} comes, like 192.0.2.10.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    program: Program
    folder: Path
    """For itself alone; nothing in it must be kept."""
    address: str
    """Where carriers reach it, and where their sound is exchanged."""
    password: str = field(repr=False)
    """Of its controller, and nobody else's."""
    carriers: Sequence[Carrier]
    """The first is used, the next where it fails."""
    on_call: Sequence[str] = field(repr=False)
    """In E.164: all of them ring where no controller answers. None: those of each line."""
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict, repr=False)
    """By the number that is dialled, who rings then: those of its own organisation."""
    seen_at: str = ""
    """Where browsers reach its sound, if that is not `address`."""
    interface: str = ""
    """What the machine's card has for `address`, if that is another: browsers are told by it."""
    sip_port: int = 5060
    http_port: int = 8088
    """Of its controller, on `controlled_at` alone."""
    controlled_at: str = "127.0.0.1"
    sound_ports: tuple[int, int] = (10_000, 19_999)
    lost_after: timedelta = timedelta(seconds=20)
    """Without any sound, not even silence, a line is lost (a default)."""
    rings_for: timedelta = timedelta(seconds=40)
    """Those on call, by each carrier (a default)."""
    app: str = "stillhere"
    prompts: Path | None = None
    """The folder of our prompts (`actions.recordings`), on this machine."""
    says_without_us: Sequence[str] = ()
    """Of them, what is spoken before those on call ring where no controller answers."""

    @property
    def rings(self) -> Mapping[str, Sequence[str]]:
        """By the number that is dialled. One that no line has rings `on_call`, or nobody."""
        any_number = {ANY_NUMBER: self.on_call} if self.on_call or not self.lines else {}
        return {**self.lines, **any_number}

    def check(self) -> None:
        """Raises `CannotLay`. Whatever passes is safe in a file of Asterisk's."""
        for carrier in self.carriers:
            carrier.check()
        if not self.carriers:
            raise CannotLay("Without a carrier nobody can call, and nobody can be rung.")
        _check_who_rings(self.rings)
        for word in (self.password, self.app):
            if not re.fullmatch(r"[A-Za-z0-9_-]{8,64}", word):
                raise CannotLay("A password and an app are 8 to 64 letters, digits, - and _.")
        others = (each for each in (self.seen_at, self.interface) if each)
        for address in (self.address, self.controlled_at, *others):
            if not ADDRESS.fullmatch(address):
                raise CannotLay(f"{address!r} is no address. Like 127.0.0.1")
        if not all(map(A_SOUND.fullmatch, self.says_without_us)):
            raise CannotLay("A sound is named like synthetic/en/without_us.")


def _check_who_rings(rings: Mapping[str, Sequence[str]]) -> None:
    for number, on_call in rings.items():
        if not on_call or not all(map(E164.fullmatch, on_call)):
            raise CannotLay(
                "Say who is rung where the controller is down, in the form +1…: else a caller "
                f"meets nobody ({number})."
            )
        if number != ANY_NUMBER and not E164.fullmatch(number):
            raise CannotLay(f"{number!r} is no number of a line. Like +14165550100")


def lay(layout: Layout) -> Path:
    """The file to start it with. What was laid there before is written anew."""
    layout.check()
    _leave_what_is_not_ours(layout.folder / "etc")
    for part in STATE:
        (layout.folder / part).mkdir(parents=True, exist_ok=True)
    _let_nothing_be_recorded(layout.folder)
    _lend_sounds(layout)
    etc = layout.folder / "etc"
    shutil.rmtree(etc, ignore_errors=True)
    etc.mkdir(mode=0o700)
    (etc / LAID).touch()
    words = _words(layout)
    for template in TEMPLATES.glob("*.conf"):
        if template.name not in {EACH_CARRIER, EACH_LINE}:
            (etc / template.name).write_text(_filled(template, words), encoding="utf-8")
    for name in EMPTY:
        (etc / f"{name}.conf").touch()
    with (etc / "pjsip.conf").open("a", encoding="utf-8") as telephones:
        for carrier in layout.carriers:
            telephones.write(_filled(TEMPLATES / EACH_CARRIER, {**words, **_of(carrier)}))
    with (etc / "extensions.conf").open("a", encoding="utf-8") as plan:
        for number, on_call in layout.rings.items():
            plan.write(_filled(TEMPLATES / EACH_LINE, _rung(layout, number, on_call)))
    return etc / "asterisk.conf"


def module_names() -> list[str]:
    """Everything it opens: nothing else is."""
    return LOADS.findall((TEMPLATES / "modules.conf").read_text(encoding="utf-8"))


def _leave_what_is_not_ours(etc: Path) -> None:
    if etc.exists() and not (etc / LAID).exists():
        raise CannotLay(f"{etc} is somebody else's. Choose a folder for this exchange alone.")


def _let_nothing_be_recorded(folder: Path) -> None:
    """Parts of Asterisk that we need know how to; where they would write stands a file."""
    (folder / "spool" / "recording").touch()


def _lend_sounds(layout: Layout) -> None:
    """Its own as links, so that ours can stand beside them."""
    data = layout.folder / "data"
    for link, there in (
        (data / "moh", layout.program.share / "moh"),
        (data / "sounds" / "en", layout.program.share / "sounds" / "en_US_f_Allison"),
    ):
        link.unlink(missing_ok=True)
        link.symlink_to(there.resolve())
    ours = data / "sounds" / OURS_IN
    ours.unlink(missing_ok=True)
    if layout.prompts is not None:
        ours.symlink_to(layout.prompts.resolve())
    for name in ("documentation", "rest-api"):
        (data / name).unlink(missing_ok=True)
        (data / name).symlink_to((layout.program.share / name).resolve())


def _words(layout: Layout) -> dict[str, str]:
    first, last = layout.sound_ports
    return {
        "FOLDER": str(layout.folder),
        "MODULES": str(layout.program.modules.resolve()),
        "ADDRESS": layout.address,
        "SIP_PORT": str(layout.sip_port),
        "HTTP_ADDRESS": layout.controlled_at,
        "HTTP_PORT": str(layout.http_port),
        "PASSWORD": layout.password,
        "APP": layout.app,
        "SEEN_AT": layout.seen_at or layout.address,
        "INTERFACE": layout.interface or layout.address,
        "SOUND_FIRST": str(first),
        "SOUND_LAST": str(last),
        "LOST_AFTER": _seconds(layout.lost_after),
    }


def _say_without_us(layout: Layout) -> str:
    """What cannot be played is passed over by itself, and the phones ring."""
    if not layout.says_without_us:
        return "; Nothing is said before."
    sounds = "&".join(f"{OURS_IN}/{each}" for each in layout.says_without_us)
    return f" same => n,Playback({sounds})"


def _rung(layout: Layout, number: str, on_call: Sequence[str]) -> Mapping[str, str]:
    return {
        "DIALLED": number if number == ANY_NUMBER else number.removeprefix("+")[-LAST_DIGITS:],
        "SAY_WITHOUT_US": _say_without_us(layout),
        "RING_ON_CALL": "\n".join(_ring_on_call(layout, on_call)),
    }


def _ring_on_call(layout: Layout, on_call: Sequence[str]) -> Iterator[str]:
    """A line of the dial plan for each carrier: everybody on call at once."""
    for carrier in layout.carriers:
        everybody = "&".join(f"PJSIP/{number}@{carrier.name}" for number in on_call)
        yield f" same => n,Dial({everybody},{_seconds(layout.rings_for)},r)"


def _seconds(time: timedelta) -> str:
    return str(max(1, round(time.total_seconds())))


def _of(carrier: Carrier) -> Mapping[str, str]:
    return {
        "CARRIER": carrier.name,
        "HOST": carrier.host,
        "COMES_FROM": ",".join(carrier.comes_from),
    }


def _filled(template: Path, words: Mapping[str, str]) -> str:
    """A mark that nobody fills is a fault of ours: `KeyError`."""
    return MARK.sub(lambda mark: words[mark[1]], template.read_text(encoding="utf-8"))
