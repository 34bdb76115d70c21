"""The reader's own search terms: a file beside ``config.toml``, in the format of the packaged table."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from catalogue import config
from catalogue.errors import ConfigError
from catalogue.text import terms
from catalogue.text.termtable import Problem

LARGEST = 1_000_000
"""Largest size of a file of terms in bytes: some twenty thousand rows."""


class Checked(Struct, frozen=True):
    """The result of checking a file of terms: the number of rows in use, and the ignored rows by line."""

    path: str
    rows: int
    problems: tuple[Problem, ...]


def wire() -> None:
    """Load the reader's own search terms, if there are any. Raises as ``read``, and ``ConfigError``."""
    path = config.terms_path()
    terms.use(read(path) if config.visible(path) else None)


def check(path: Path) -> Checked:
    """Check a file of terms. Raises as ``read``."""
    text = read(path)
    problems = tuple(sorted(terms.load(text).problems, key=lambda problem: problem.line))
    rows = [line for line in text.splitlines() if line.strip() and not line.startswith(("#", "concept,lang"))]
    return Checked(str(path), len(rows) - len({problem.line for problem in problems}), problems)


def read(path: Path) -> str:
    """The text of a file of terms. Raises ``ConfigError('terms.unreadable')``."""
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST:
            raise ConfigError("terms.too_large", path=str(path), limit=LARGEST)
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError("terms.unreadable", path=str(path), cause=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise ConfigError("terms.not_utf8", path=str(path)) from error
