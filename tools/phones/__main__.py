"""`python -m tools.phones`: bring the exchange that tests need, choose its versions again, or
try a line that rings: `demo`, and `call` in another terminal.
"""

import argparse
import sys

from tools.phones.bringing import bring, choose_again
from tools.phones.calling import call
from tools.phones.demo import demo
from tools.system import NeedsYou


def main() -> int:
    words = argparse.ArgumentParser(prog="phones", description=__doc__)
    words.add_argument(
        "what", choices=["bring", "lock", "demo", "call"], nargs="?", default="bring"
    )
    what: str = words.parse_args().what
    if what == "call":
        return call()
    try:
        if what == "demo":
            return demo()
        tree = bring() if what == "bring" else choose_again()
    except NeedsYou as need:
        print(f"There are no telephones to test with. {need}", file=sys.stderr)
        return 2
    print(f"Ready: {tree.version()}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
