"""What an administrator types to give a line a second telephone company."""

import argparse

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock


def set_second_line(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # needs models
    from stillhere.actions.other_line import NoLineOfThatName  # noqa: PLC0415  # as above
    from stillhere.actions.second_line import (  # noqa: PLC0415  # as above
        PracticeAndReal,
        TakenAlready,
        keep_second_line,
    )

    with in_one_sentence():
        organisation = find_organisation(asked.organisation)
        _must_text(organisation, (asked.line, asked.second))
        try:
            keep_second_line(asked.line, asked.second, organisation=organisation, now=clock.now())
        except NoLineOfThatName as wrong:
            raise Wrong(f"This organisation has no other line {str(wrong)!r}.") from None
        except PracticeAndReal:
            raise Wrong("A line for practice and one for real callers never mix.") from None
        except TakenAlready:
            raise Wrong("One of them has a second line already. Take that away first.") from None
    said = (
        f"{asked.line} and {asked.second} stand in for each other: a text that one company does "
        "not bring goes by the other, and an answer to either number finds the same person."
        if asked.second
        else f"{asked.line} has no second company any more."
    )
    answer(asked, {"line": asked.line, "second": asked.second}, said)
    return 0


def _must_text(organisation: int, slugs: tuple[str, ...]) -> None:
    from stillhere.actions.lines_seen import lines_seen  # noqa: PLC0415  # needs models
    from stillhere.lines.providers import texts_numbers  # noqa: PLC0415  # as above

    for line in lines_seen(organisation=organisation):
        if line.slug in slugs and not texts_numbers(line.provider):
            raise Wrong(f"{line.slug} sends no texts to telephones, and cannot stand in.")
