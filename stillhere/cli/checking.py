"""`stillhere check`: everything missing or unsafe in one list, each with what to do."""

import argparse
from typing import Final

from stillhere.cli.begin import begin
from stillhere.cli.saying import answer

LINES: Final = "lines"


def check(asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.checks import look_at_everything, look_at_lines  # noqa: PLC0415  # needs models

    found = look_at_lines() if asked.what == LINES else look_at_everything()
    unsafe = sum(finding.unsafe for finding in found)
    facts = {
        "unsafe": unsafe,
        "findings": [{"what": each.what, "fix": each.fix, "unsafe": each.unsafe} for each in found],
    }
    lines = [
        f"{'UNSAFE ' if each.unsafe else 'missing'}  {each.what}\n         {each.fix}"
        for each in found
    ]
    answer(asked, facts, *lines, _sum(unsafe, len(found) - unsafe))
    return 1 if unsafe else 0


def _sum(unsafe: int, missing: int) -> str:
    if not unsafe and not missing:
        return "All is well."
    return f"{unsafe} unsafe, {missing} missing."
