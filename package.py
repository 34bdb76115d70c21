#!/usr/bin/env python3
"""Makes what is given to other machines.

python3 package.py wheel     dist/catalogue-….whl, the program with the shipped catalogue
python3 package.py zipapp    dist/catalogue.pyz, one file that a Python alone runs
python3 package.py wheels    wheels/, all packages: with it run.py and pip need no network

-o FOLDER writes elsewhere. The zipapp and wheels/ hold compiled packages: they fit machines with the same system and
the same Python 3.x as the one that they are made on.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

import run

ROOT = Path(__file__).resolve().parent
BUILD = ("hatchling", "editables")
"""What pip needs to build the program where there is no network."""


def wheel(python: str, out: Path) -> Path:
    """The wheel of the program alone."""
    called(python, "-m", "pip", "wheel", "-q", "--no-deps", "--wheel-dir", str(out), *source(), str(ROOT))
    return max(out.glob("catalogue-*.whl"), key=lambda file: file.stat().st_mtime)


def wheels(python: str, out: Path) -> Path:
    """The program and everything that it needs as wheels in one folder."""
    constraints = ("--constraint", str(ROOT / "constraints.txt"))
    called(python, "-m", "pip", "wheel", "-q", "--wheel-dir", str(out), *source(), *constraints, str(ROOT), *BUILD)
    return out


def zipapp(python: str, out: Path) -> Path:
    """The program and everything that it needs in one file."""
    file = out / "catalogue.pyz"
    out.mkdir(parents=True, exist_ok=True)
    options = ("--entry-point", "catalogue.cli.main:main", "--python", "/usr/bin/env python3", "--compressed")
    pip = ("--quiet", *source(), "--constraint", str(ROOT / "constraints.txt"), str(ROOT))
    called(python, "-m", "shiv", "--output-file", str(file), *options, *pip)
    return file


def source() -> tuple[str, ...]:
    """Options that have packages come from wheels/ alone, if there is that folder."""
    folder = ROOT / "wheels"
    return ("--no-index", "--find-links", str(folder)) if folder.is_dir() else ()


def called(*command: str) -> None:
    """Run a step; ends the script when it fails, for the step has said why."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    if subprocess.call(command, cwd=ROOT, env=environment, stdout=sys.stderr):
        sys.exit("That did not work, see above.")


def main() -> None:
    """Set up what is missing, make what is asked for, print where it is."""
    makers = {"wheel": wheel, "zipapp": zipapp, "wheels": wheels}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=makers)
    parser.add_argument("-o", dest="out", type=Path, metavar="FOLDER")
    given = parser.parse_args()
    out = given.out or ROOT / ("wheels" if given.what == "wheels" else "dist")
    run.ready("test")
    print(makers[given.what](run.PYTHON, out.absolute()))


if __name__ == "__main__":
    main()
