"""Reading the shipped lists, and the form in which their names are compared."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from pkgutil import get_data

from catalogue.text.normalise import fold

_NOT_WORD = re.compile(r"[\W_]+")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The lines of a shipped CSV file by heading."""
    lines = (get_data(__name__, name) or b"").decode().splitlines()
    yield from csv.DictReader(lines)


@lru_cache(maxsize=4096)
def key(text: str) -> str:
    """Folded, with any run of characters other than letters and digits as one space: г.Ташкент is г. Ташкент."""
    return _NOT_WORD.sub(" ", fold(text)).strip()
