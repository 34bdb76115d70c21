"""``python -m catalogue`` is the ``catalogue`` command."""

from __future__ import annotations

import sys

from catalogue.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
