"""The program as the tests run it in a subprocess: the checkout's, or the one named by CATALOGUE_PROGRAM.

CATALOGUE_PROGRAM=/tmp/venv/bin/catalogue python3 run.py test tests/faults -m "" tests an installed wheel; the fixtures
``run``, ``ask`` and ``invoke`` then run it, too.
"""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

INSTALLED = shlex.split(os.environ.get("CATALOGUE_PROGRAM", ""))
PROGRAM = INSTALLED or [sys.executable, "-m", "catalogue"]
PYTHON = str(Path(INSTALLED[0]).with_name("python")) if INSTALLED else sys.executable
"""The interpreter that can import it."""

if INSTALLED:
    os.environ.pop("PYTHONPATH", None)  # with it the installed program would import the checkout
