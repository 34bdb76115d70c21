"""The one module that writes to standard error: notes, reports, failures. Never data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from catalogue.cli.context import Settings

if TYPE_CHECKING:
    from catalogue.api.session import Session
    from catalogue.model.answers import Note
    from catalogue.present.shapes import Line


def say(text: str) -> None:
    """One line on standard error; where that is closed, nothing."""
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def lines(settings: Settings, told: Iterable[Line]) -> None:
    """Lines on standard error, painted when that is a terminal."""
    from catalogue.cli.output import painting

    paint = painting(settings, sys.stderr)
    for line in told:
        say("".join(paint(span.text, span.role) for span in line).rstrip())


def note(settings: Settings, code: str, params: Mapping[str, object] | None = None) -> None:
    """A remark by its code, unless ``-q``."""
    if not settings.quiet:
        from catalogue.present import words

        say(advised(words.sentence(code, params or {}), words.hint(code, params or {})))


def notes(settings: Settings, told: Iterable[Note]) -> None:
    """Remarks on a query, unless ``-q``."""
    for own in told:
        note(settings, own.code, own.params)


def understood(settings: Settings, session: Session, query: str, *, kind: str | None = None) -> None:
    """How a query was understood, where it is not as it was written; for commands whose answers do not carry it."""
    from catalogue.api import find

    notes(settings, find.understand(session, query, kind=kind).notes)


def advised(sentence: str, hint: str) -> str:
    """A sentence with its hint behind it."""
    return f"{sentence} {hint}" if hint else sentence
