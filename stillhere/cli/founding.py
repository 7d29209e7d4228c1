"""What an administrator types first: an organisation, the people who answer, a line."""

import argparse

from stillhere.cli.accounts import account, where_to_bring
from stillhere.cli.begin import begin
from stillhere.cli.exchanges import exchange
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.cli.wrong import Wrong
from stillhere.records.steady import clock


def create_organisation(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import found_organisation  # noqa: PLC0415  # needs models

    with in_one_sentence():
        id = found_organisation(
            slug=asked.slug,
            name=asked.name,
            language=asked.language,
            time_zone=asked.time_zone,
            now=clock.now(),
        )
    facts = {"id": id, "slug": asked.slug, "name": asked.name}
    answer(
        asked,
        facts,
        f"{asked.name} is founded.",
        f"Next: stillhere create-line --organisation {asked.slug} …",
        f"and: stillhere create-operator --organisation {asked.slug} …",
    )
    return 0


def create_operator(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation, take_on  # noqa: PLC0415  # as above

    with in_one_sentence():
        taken_on = take_on(
            organisation=find_organisation(asked.organisation),
            name=asked.name,
            role=asked.role,
            username=asked.username,
            language=asked.language,
            now=clock.now(),
        )
    facts = {"id": taken_on.id, "username": taken_on.username, "password": taken_on.password}
    answer(
        asked,
        facts,
        f"{asked.name} signs in as {taken_on.username} with the password {taken_on.password}",
        "It is shown this once. Hand it over in person; they change it after signing in.",
    )
    return 0


def create_line(asked: argparse.Namespace) -> int:
    begin("web")
    from stillhere.actions.founding import find_organisation, open_line  # noqa: PLC0415  # as above
    from stillhere.lines.providers import RUNG  # noqa: PLC0415  # as above

    with in_one_sentence():
        number = _checked(asked)
        settings, secret = (exchange if asked.provider in RUNG else account)(asked)
        id = open_line(
            organisation=find_organisation(asked.organisation),
            slug=asked.slug,
            name=asked.name,
            provider=asked.provider,
            number=number,
            language=asked.language,
            practice=asked.practice,
            settings=settings,
            secret=secret,
            now=clock.now(),
        )
    facts = {"id": id, "slug": asked.slug, "number": number, "practice": asked.practice}
    said = [f"{asked.name} is open at /line/{asked.slug}/"]
    if secret and asked.provider not in RUNG:
        said += where_to_bring(asked.provider, asked.slug, settings, secret)
    answer(asked, facts, *said, *_what_tells(asked))
    return 0


def _what_tells(asked: argparse.Namespace) -> list[str]:
    """Said where it is set, not found out by a caller whose phone somebody else holds (IN2)."""
    from stillhere.care.harmless import telling  # noqa: PLC0415  # as above

    said = []
    if told := telling(asked.name):
        said.append(f"Its name tells what it is ({', '.join(told)}): texts leave it out.")
    if told := telling(asked.slug):
        said.append(f"Its address tells ({', '.join(told)}): no link goes out in a text.")
    return said


def _checked(asked: argparse.Namespace) -> str:
    """The number as it is dialled. What is only for practice stays so."""
    from stillhere.lines.numbers import number  # noqa: PLC0415  # as above
    from stillhere.lines.providers import provider  # noqa: PLC0415  # as above

    if provider(asked.provider).only_practice and not asked.practice:
        raise Wrong(f"{asked.provider} reaches nobody real. Add --practice.")
    return number(asked.number) if asked.number else ""
