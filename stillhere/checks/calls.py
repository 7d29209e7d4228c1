"""The lines that people ring: the exchange, its carriers, what is spoken, who rings without us."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from stillhere.checks.finding import Finding

if TYPE_CHECKING:
    from stillhere.lines.asterisk.account import Account
    from stillhere.records.models import Line

DAYS_LEFT: Final = 14
"""Of a certificate: until then somebody renews it (a default)."""


def lines_that_ring() -> Iterator[Finding]:
    """Nobody is rung for it."""
    from stillhere.engine.lines_rung import lines_through  # noqa: PLC0415  # needs models
    from stillhere.lines.asterisk.account import account_of  # noqa: PLC0415  # as above
    from stillhere.lines.companies import WrongAccount  # noqa: PLC0415  # as above
    from stillhere.lines.providers import RUNG  # noqa: PLC0415  # as above
    from stillhere.records.keys import CannotOpen  # noqa: PLC0415  # as above

    lines = lines_through(RUNG)
    yield from _twice(lines)
    asked: dict[str, list[Line]] = {}
    for line in lines:
        yield from _without_us(line)
        yield from _spoken(line)
        try:
            account = account_of(line)
        except (WrongAccount, CannotOpen) as wrong:
            yield Finding(
                what=f"Nobody can ring {line.slug}. {wrong}",
                fix="Look at the keys; else set it anew: stillhere set-line-exchange …",
                unsafe=True,
            )
            continue
        if account.door.url not in asked:
            yield from _exchange(line, account)
        elif account.door.password != account_of(asked[account.door.url][0]).door.password:
            yield Finding(
                what=f"{line.slug} has another password for its exchange than the lines beside it.",
                fix="stillhere set-line-exchange … --beside and the slug of one of those.",
                unsafe=True,
            )
        asked.setdefault(account.door.url, []).append(line)


def _exchange(line: "Line", account: "Account") -> Iterator[Finding]:
    from stillhere.lines.asterisk.looking import Said, is_listened_to, version  # noqa: PLC0415

    found = version(account.door)
    if found.said is not Said.YES:
        does = (
            "does not answer"
            if found.said is Said.NOTHING
            else "answers and does not take our password"
        )
        yield Finding(
            what=f"The exchange of {line.slug} at {account.door.url} {does}: no call comes to us.",
            fix=f"Start Asterisk with what `stillhere lay-exchange --line {line.slug} …` wrote.",
            unsafe=True,
        )
        return
    if not found.version.startswith("22."):
        yield Finding(
            what=f"The exchange of {line.slug} is Asterisk {found.version}; only 22 was tried.",
            fix="Install Asterisk 22, the long-term series.",
        )
    if not is_listened_to(account.door):
        yield Finding(
            what=f"Nothing of ours listens at the exchange of {line.slug}: on-call people ring.",
            fix="Start `stillhere serve`, or `stillhere answer` beside the other processes.",
            unsafe=True,
        )
    yield from _carriers(line, account)
    yield from _certificate(line, account)


def _carriers(line: "Line", account: "Account") -> Iterator[Finding]:
    from stillhere.lines.asterisk.looking import answers, knows  # noqa: PLC0415  # needs settings

    for carrier in account.carriers:
        if not knows(account.door, carrier):
            yield Finding(
                what=f"The exchange of {line.slug} does not know the carrier {carrier.name}.",
                fix=f"stillhere lay-exchange --line {line.slug} … and start Asterisk anew.",
                unsafe=True,
            )
        elif not answers(carrier):
            yield Finding(
                what=f"The carrier {carrier.name} does not answer at {carrier.host}.",
                fix="Many answer only those they know: ring the line, and let it ring you.",
            )
    if len(account.carriers) < 2:
        yield Finding(
            what=f"{line.slug} has one carrier: where it fails, nobody can ring or be rung.",
            fix="Take a second company; the first is used as long as it works.",
        )


def _certificate(line: "Line", account: "Account") -> Iterator[Finding]:
    from stillhere.lines.asterisk.looking import certificate_ends  # noqa: PLC0415  # as above
    from stillhere.records.steady import clock  # noqa: PLC0415  # as above

    if not account.door.url.startswith("https://"):
        return
    ends = certificate_ends(account.door.url)
    left = (ends - clock.now()).days if ends else -1
    if left < DAYS_LEFT:
        when = f"ends in {left} days" if left >= 0 else "is over, or cannot be seen"
        yield Finding(
            what=f"The certificate of the exchange of {line.slug} {when}.",
            fix="Renew it, and let what shows it read the new one.",
            unsafe=left < 0,
        )


def _twice(lines: "list[Line]") -> Iterator[Finding]:
    numbers = [line.number for line in lines]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        slugs = ", ".join(line.slug for line in lines if line.number == number)
        yield Finding(
            what=f"{slugs} have the same number: only one of them is ever rung.",
            fix="Give each a number of its own.",
            unsafe=True,
        )


def _without_us(line: "Line") -> Iterator[Finding]:
    from stillhere.records.models import Operator  # noqa: PLC0415  # needs models
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    with as_organisation(line.organisation_id):
        people = Operator.objects.filter(organisation_id=line.organisation_id, is_active=True)
        someone = people.filter(on_call=True).exclude(sealed_number=None).exists()
    if not someone:
        yield Finding(
            what=f"Nobody on call for {line.slug} has a number: without us a caller meets nobody.",
            fix="Put somebody on call and give them a number; then lay the exchange again.",
        )


def _spoken(line: "Line") -> Iterator[Finding]:
    from django.conf import settings  # noqa: PLC0415  # only once it is set up

    from stillhere.actions.prompts import LANGUAGES, Prompt  # noqa: PLC0415  # needs models
    from stillhere.actions.recordings import Recordings  # noqa: PLC0415  # as above
    from stillhere.records.models import Organisation  # noqa: PLC0415  # as above
    from stillhere.records.organisations import as_organisation  # noqa: PLC0415  # as above

    with as_organisation(line.organisation_id):
        slug = Organisation.objects.get(pk=line.organisation_id).slug
    kept = Recordings(settings.PROMPTS)
    every = [(language, prompt) for language in LANGUAGES for prompt in Prompt]
    silent = [
        f"{prompt} ({language})"
        for language, prompt in every
        if not kept.find(prompt, organisation=slug, language=language).name
    ]
    if silent:
        named = ", ".join(silent[:3])
        yield Finding(
            what=f"{line.slug} says nothing for {len(silent)} of {len(every)} sentences: {named} …",
            fix="Record them, or let a machine speak them: stillhere prompts",
        )
