"""`python -m stillhere.cli`, for where the command is not on the path."""

import sys

from stillhere.cli import main

sys.exit(main())
