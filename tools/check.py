"""The quick gate: layout, habits, types, arrows, templates, words and the fast tests."""

import sys
import time

from tools.steps import PYTHON, STATIC, Step, run_two_at_a_time

BUDGET = 60  # seconds; what takes longer belongs in `make test`
FAST = ("tests/care", "tests/test_shape.py", "tests/test_promises.py")
QUICK = ("env", "STILLHERE_TEST_PROFILE=quick")
TESTS = Step(
    name="fast tests",
    command=[*QUICK, PYTHON, "-m", "pytest", "-q", "-n", "2", "--dist=worksteal", *FAST],
)


def main() -> int:
    began = time.monotonic()
    types, *others = STATIC
    done = run_two_at_a_time([types, TESTS, *others])
    took = time.monotonic() - began
    red = [step.step.name for step in done if not step.green]
    print(next(step.said for step in done if step.step is TESTS).splitlines()[-1])
    print(f"{took:.1f} s of {BUDGET} s{' - OVER ITS BUDGET' if took > BUDGET else ''}")
    print(f"Red: {', '.join(red)}." if red else "All green.")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
