"""The folder an exchange is started in: safe before it starts, and somebody rings without us."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from stillhere.lines.asterisk.laying import (
    MARK,
    CannotLay,
    Carrier,
    Layout,
    Program,
    lay,
    module_names,
)

FIRST = Carrier(name="north", host="sip.north.example", comes_from=["192.0.2.10", "192.0.2.16/28"])
OTHER = Carrier(name="south", host="sip.south.example:5070", comes_from=["2001:db8::1"])
KEEPS_A_VOICE = ("record", "mixmonitor", "voicemail", "monitor", "dictate")
NEEDED_BY_ARI = "res_stasis_recording.so"


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(
        program=Program(command=["asterisk"], modules=tmp_path / "modules", share=tmp_path),
        folder=tmp_path / "exchange",
        address="192.0.2.1",
        password="d4" * 16,
        carriers=[FIRST, OTHER],
        on_call=["+14165550190", "+14165550191"],
    )


def laid(layout: Layout, name: str) -> str:
    """What would be read of it: comments say why, and mean nothing to Asterisk."""
    text = (lay(layout).parent / name).read_text(encoding="utf-8")
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith(";"))


def test_where_we_are_down_everybody_on_call_rings_by_each_carrier(layout: Layout) -> None:
    plan = laid(layout, "extensions.conf")

    first = "Dial(PJSIP/+14165550190@north&PJSIP/+14165550191@north,40,r)"
    assert plan.index(first) < plan.index(first.replace("north", "south"))


def test_a_sentence_is_spoken_before_they_ring_where_there_is_one(
    layout: Layout, tmp_path: Path
) -> None:
    """CO4: and the phones ring all the same where it cannot be played."""
    assert "Playback" not in laid(layout, "extensions.conf")
    says = ["recorded/north/en/without_us", "synthetic/fr/without_us"]
    prompts = tmp_path / "prompts"
    spoken = replace(layout, prompts=prompts, says_without_us=says)
    plan = laid(spoken, "extensions.conf")

    whole = "Playback(stillhere/recorded/north/en/without_us&stillhere/synthetic/fr/without_us)"
    assert plan.index(whole) < plan.index("Dial(")
    assert (layout.folder / "data" / "sounds" / "stillhere").readlink() == prompts
    with pytest.raises(CannotLay, match="A sound is named"):
        lay(replace(layout, says_without_us=["x)&System(rm"]))


def test_where_we_are_down_each_number_rings_its_own_people_and_never_anothers(
    layout: Layout,
) -> None:
    lines = {"+14165550100": ["+14165550190"], "+14165550101": ["+14165550191"]}
    plan = laid(replace(layout, lines=lines, on_call=()), "extensions.conf")
    ours, theirs = plan.split("exten => 4165550101,1,")

    assert "exten => 4165550100,1," in ours
    assert ("5550190@north" in ours, "5550191@" in ours) == (True, False)
    assert ("5550190@" in theirs, "5550191@north" in theirs) == (False, True)
    assert "exten => _[+0-9]!" not in plan


def test_a_folder_of_somebody_else_is_left_alone(layout: Layout) -> None:
    theirs = layout.folder / "etc" / "passwd"
    theirs.parent.mkdir(parents=True)
    theirs.touch()

    with pytest.raises(CannotLay, match="somebody else's"):
        lay(layout)
    assert theirs.exists()


def test_a_carrier_is_known_by_its_address_before_anything_else(layout: Layout) -> None:
    telephones = laid(layout, "pjsip.conf")

    assert "endpoint_identifier_order = ip," in telephones
    assert telephones.count("identify_by = ip\n") == 2
    assert "match = 192.0.2.10,192.0.2.16/28" in telephones


def test_nothing_is_opened_that_keeps_a_voice() -> None:
    known = {name for name in module_names() for word in KEEPS_A_VOICE if word in name}

    assert known == {NEEDED_BY_ARI}


def test_where_a_voice_would_be_kept_stands_a_file(layout: Layout) -> None:
    lay(layout)

    assert (layout.folder / "spool" / "recording").is_file()


def test_its_controller_is_let_in_on_this_machine_alone(layout: Layout) -> None:
    assert "bindaddr = 127.0.0.1" in laid(layout, "http.conf")


def test_the_password_is_written_where_nobody_else_reads_and_printed_nowhere(
    layout: Layout,
) -> None:
    holding = [path for path in lay(layout).parent.iterdir() if layout.password in path.read_text()]

    assert [path.name for path in holding] == ["ari.conf"]
    assert holding[0].parent.stat().st_mode & 0o077 == 0
    assert layout.password not in repr(layout)


def test_every_mark_is_filled(layout: Layout) -> None:
    etc = lay(layout).parent

    assert [path.name for path in etc.iterdir() if MARK.search(path.read_text())] == []
    assert not (etc / "each-carrier.conf").exists()


def test_laid_twice_it_is_the_same(layout: Layout) -> None:
    once = laid(layout, "pjsip.conf")

    assert laid(layout, "pjsip.conf") == once


def test_it_keeps_no_list_of_who_called(layout: Layout) -> None:
    assert "enable = no" in laid(layout, "cdr.conf")
    assert "enable = no" in laid(layout, "cel.conf")
    assert re.findall(r"=> (.*)", laid(layout, "logger.conf")) == ["warning,error"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"on_call": []}, "who is rung"),
        ({"on_call": ["911"]}, "who is rung"),
        ({"lines": {"+14165550100": []}}, "who is rung"),
        ({"lines": {"s,1,System(x": ["+14165550190"]}}, "no number of a line"),
        ({"on_call": ["+14165550190,20)\nexten => s,1,System(x"]}, "who is rung"),
        ({"carriers": []}, "Without a carrier"),
        ({"carriers": [replace(FIRST, name="No\r\n[x]")]}, "no name of a carrier"),
        ({"carriers": [replace(FIRST, host="a b")]}, "no host"),
        ({"carriers": [replace(FIRST, comes_from=[])]}, "from which addresses"),
        ({"carriers": [replace(FIRST, comes_from=["everywhere"])]}, "from which addresses"),
        ({"password": "short"}, "8 to 64"),
        ({"address": "everywhere"}, "no address"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_not_laid(
    layout: Layout, wrong: dict[str, object], says: str
) -> None:
    with pytest.raises(CannotLay, match=says):
        lay(replace(layout, **wrong))  # type: ignore[arg-type]

    assert not layout.folder.exists()
