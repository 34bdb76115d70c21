"""The table of terms in use: the packaged one, or that with a user's own rows."""

from __future__ import annotations

from functools import cache

from catalogue.text.termtable import COMPILED, Problem, Terms, parsed, read

__all__ = ["Problem", "Terms", "load"]


@cache
def load(overlay: str | None = None) -> Terms:
    """Return the packaged tables together with the rows of ``overlay`` (text in the form of ``terms.csv``).

    Bad rows are left out and named in ``problems``; nothing is raised.
    """
    if overlay is None:
        return parsed(read(COMPILED))
    from catalogue.text.termrows import overlaid

    return overlaid(overlay)
