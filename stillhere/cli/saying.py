"""What the commands say: lines for people, JSON where a program reads."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any


def tell(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def answer(asked: argparse.Namespace, facts: Mapping[str, Any], *lines: str) -> None:
    """The same twice: `--json` for a program, sentences for a person."""
    if asked.json:
        tell(json.dumps(facts, ensure_ascii=False, sort_keys=True))
    else:
        tell(*lines)
