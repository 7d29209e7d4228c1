"""`stillhere came-back`: after a restore, before `serve`: nobody who was watched over is calm."""

import argparse

from stillhere.cli.begin import begin
from stillhere.cli.one_sentence import in_one_sentence
from stillhere.cli.saying import answer
from stillhere.records.steady import clock


def came_back(asked: argparse.Namespace) -> int:
    begin("engine")
    from stillhere.actions import restored  # noqa: PLC0415  # needs models

    with in_one_sentence():
        found = restored.came_back(now=clock.now())
    lines = [f"{found.watches} open watches: each rings as unknown, and has to be reached."]
    if found.stuck:
        named = ", ".join(map(str, found.stuck))
        lines.append(f"Could not be decided; look after these people by hand: watch {named}.")
    answer(asked, {"watches": found.watches, "stuck": list(found.stuck)}, *lines)
    return 1 if found.stuck else 0
