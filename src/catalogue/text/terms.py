"""The table of terms in use: the packaged one, with or without a user's additional rows."""

from __future__ import annotations

from functools import cache

from catalogue.text.termtable import COMPILED, Problem, Terms, parsed, read

__all__ = ["Problem", "Terms", "in_use", "load", "use"]

_in_use: list[str] = []


def use(overlay: str | None) -> None:
    """Add the rows of ``overlay`` to every analyser created without an explicit overlay; None: only the packaged
    tables."""
    _in_use[:] = [overlay] if overlay else []


def in_use() -> str | None:
    """The overlay in use."""
    return _in_use[0] if _in_use else None


@cache
def load(overlay: str | None = None) -> Terms:
    """Return the packaged tables together with the rows of ``overlay`` (text in the form of ``terms.csv``).

    Bad rows are omitted and listed in ``problems``; nothing is raised.
    """
    if overlay is None:
        return parsed(read(COMPILED))
    from catalogue.text.termrows import overlaid

    return overlaid(overlay)
