"""Others' code in the console is the very file that was looked at, with its licences."""

from tools.vendor_jssip import FILE, HASH, LICENCES, PINNED, digest


def test_the_file_is_the_one_that_its_hash_names() -> None:
    assert HASH.read_text(encoding="utf-8") == f"{digest()}  {FILE.name}\n"


def test_nothing_else_lies_beside_it() -> None:
    assert {path.name for path in FILE.parent.iterdir()} == {FILE.name, LICENCES.name, HASH.name}


def test_everybody_in_it_is_named_with_their_licence() -> None:
    words = LICENCES.read_text(encoding="utf-8")

    assert [name for name, version in PINNED.items() if f"{name} {version}\n" not in words] == []
    assert words.lower().count("without warranty of any kind") == len(PINNED)


def test_it_makes_no_code_and_no_markup_of_text() -> None:
    code = FILE.read_text(encoding="utf-8")

    for word in ("eval(", "new Function", "innerHTML", "document.write"):
        assert word not in code
