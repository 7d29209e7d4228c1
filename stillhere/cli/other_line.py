"""What an administrator types to say which other line a waiting caller may be sent to."""

import argparse

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock


def set_other_line(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # needs models
    from stillhere.actions.other_line import NoLineOfThatName, keep_other_line  # noqa: PLC0415  # as above
    from stillhere.actions.phone import NotANumber  # noqa: PLC0415  # as above

    with in_one_sentence():
        organisation = find_organisation(asked.organisation)
        try:
            kept = keep_other_line(
                asked.line, asked.number, organisation=organisation, now=clock.now()
            )
        except NoLineOfThatName:
            raise Wrong(f"This organisation has no line {asked.line!r}.") from None
        except NotANumber:
            raise Wrong("This number cannot be dialled. Write it with its area code.") from None
    said = f"Who waits hears of {kept}." if kept else "Who waits hears of no other line any more."
    answer(asked, {"line": asked.line, "number": kept}, said)
    return 0
