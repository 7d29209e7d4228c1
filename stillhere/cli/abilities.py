"""What an administrator types to say which languages and skills an operator has."""

import argparse
from typing import Final

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock

NONE: Final = "none"


def set_operator(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.abilities import keep_abilities  # noqa: PLC0415  # needs models
    from stillhere.actions.founding import find_organisation  # noqa: PLC0415  # as above

    if asked.speaks is None and asked.skills is None:
        raise Wrong("Say what to set: --speaks, --skills, or both.")
    with in_one_sentence():
        kept = keep_abilities(
            asked.username,
            organisation=find_organisation(asked.organisation),
            speaks=_words(asked.speaks),
            skills=_words(asked.skills),
            now=clock.now(),
        )
    facts = {"username": asked.username, "speaks": kept.speaks, "skills": kept.skills}
    speaks, skills = ", ".join(kept.speaks), ", ".join(kept.skills) or "no skill"
    answer(asked, facts, f"{asked.username}: speaks {speaks}; {skills}.")
    return 0


def _words(said: str | None) -> list[str] | None:
    """Not said: as it was. The word none: taken away."""
    if said is None:
        return None
    if said.strip() == NONE:
        return []
    return [word.strip().lower() for word in said.split(",") if word.strip()]
