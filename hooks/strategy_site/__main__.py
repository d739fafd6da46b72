"""``python -m strategy_site``: the command ``strategy-site``."""

import sys

from .cli.main import main

sys.exit(main())
