"""Run the command line with `python -m emaildelivery_errors`."""

import sys

from .cli import main

sys.exit(main())
