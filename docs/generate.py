"""Writes what of the documents follows from the program.

python docs/generate.py           writes the files
python docs/generate.py --check   only says, by its exit code, whether they are up to date
"""

from __future__ import annotations

import sys
from pathlib import Path

from made_datasette import metadata
from made_man import manual
from made_reference import reference

DOCS = Path(__file__).resolve().parent
MADE = {
    DOCS / "reference.md": reference,
    DOCS / "catalogue.1": manual,
    DOCS / "datasette" / "datasette.yaml": metadata,
}


def main() -> int:
    """Write, or compare: 1 where a file is not what would be written."""
    texts = {path: make() for path, make in MADE.items()}
    if "--check" in sys.argv:
        return int(any(not path.exists() or path.read_text(encoding="utf-8") != text for path, text in texts.items()))
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
