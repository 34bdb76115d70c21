"""``python -m catalogue`` is the ``catalogue`` command."""

from __future__ import annotations

import signal
import sys


def main() -> int:
    """Start the program; whoever interrupts it before it can say so gets no traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from catalogue.cli.main import main as start

    return start()


if __name__ == "__main__":
    sys.exit(main())
