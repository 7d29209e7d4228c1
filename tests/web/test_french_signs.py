"""No French sign ends up alone on a line, and no text pays for it."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from stillhere.locale.catalogues import HERE, TEXTED, compile_stale, held_together
from tools.translations import _faults_of

FRENCH = HERE / "fr" / "LC_MESSAGES"
MIXED = """
#: stillhere/console/story.py
msgid "one"
msgstr "Elle dit : « Oui » ! À 0:21?"

#: stillhere/actions/asks.py
msgid "two"
msgstr "Vous allez bien? Renvoyez 1 : merci"
"""


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Alors : oui", "Alors\u00a0: oui"),
        ("Oui\u202f; non  !", "Oui\u00a0; non\u00a0!"),
        ("« %(word)s »", "«\u00a0%(word)s\u00a0»"),
        ("«Oui.»", "«\u00a0Oui.\u00a0»"),
        ("Toujours là?", "Toujours là\u00a0?"),
        ("à 0:21, https://line.example/?a=1;b", "à 0:21, https://line.example/?a=1;b"),
    ],
)
def test_a_sign_is_held_to_its_word(written: str, read: str) -> None:
    assert held_together(written) == read
    assert held_together(read) == read


def _said(folder: Path) -> GNUTranslations:
    with (folder / "django.mo").open("rb") as compiled:
        return GNUTranslations(compiled)


def test_whatever_space_was_typed_one_is_read_and_a_text_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(MIXED, encoding="utf-8")
    compile_stale(tmp_path)

    said = _said(folder).gettext
    assert said("one") == "Elle dit\u00a0: «\u00a0Oui\u00a0»\u00a0! À 0:21?"
    assert said("two") == "Vous allez bien? Renvoyez 1 : merci"


def test_all_we_say_in_french_is_read_so() -> None:
    compile_stale()
    said = _said(FRENCH)
    with (FRENCH / "django.po").open("rb") as source:
        ours = [each for each in read_po(source, locale="fr") if isinstance(each.id, str)]
    shown = [
        said.pgettext(each.context, str(each.id)) if each.context else said.gettext(str(each.id))
        for each in ours
        if each.id and not any(file.startswith(TEXTED) for file, _line in each.locations)
    ]

    assert len(shown) > 1000
    assert [words for words in shown if held_together(words) != words] == []


@pytest.mark.parametrize(
    "written", ["Toujours là ?", "« Oui\u00a0»", "«\u00a0Oui»", "Oui;", "Soit : oui"]
)
def test_the_check_of_words_fails_on_a_sign_that_is_not_held(written: str) -> None:
    wanted, catalogue = Catalog(locale="fr"), Catalog(locale="fr")
    for each, says in ((wanted, None), (catalogue, written)):
        each.add("one", says, [("stillhere/console/story.py", 1)])

    def faults(says: str) -> list[str]:
        catalogue["one"].string = says
        return list(_faults_of(catalogue["one"], wanted, catalogue))

    assert "no-break space" in faults(written)[0]
    assert faults(held_together(written)) == []
