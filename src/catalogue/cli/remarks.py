"""The one module that writes to standard error: notes, reports, failures. Never data."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from catalogue.cli.context import Settings

if TYPE_CHECKING:
    from catalogue.api.session import Session
    from catalogue.model.answers import Note
    from catalogue.present.shapes import Line


_COMMAND = re.compile("“catalogue [^”]*”|«catalogue [^»]*»")
_STAND_IN = "\x00"


def write_line(text: str) -> None:
    """Print one line on standard error, wrapped between words to the terminal; nothing if standard error is closed."""
    width = _width()
    _write(_broken(text, width) if width and len(text) * 2 > width else text)


def _write(text: str) -> None:
    with suppress(OSError, ValueError, AttributeError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def _width() -> int | None:
    """The width in columns of the terminal to which standard error goes."""
    with suppress(OSError, ValueError, AttributeError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or None if sys.stderr.isatty() else None
    return None


def _broken(text: str, width: int) -> str:
    """Each line wrapped between words; a command in it is not broken, so that it can be copied."""
    from catalogue.present.shapes import Span
    from catalogue.present.wrapping import plain, wrapped

    kept = _COMMAND.sub(lambda found: found[0].replace(" ", _STAND_IN), text)
    rows = (row for line in kept.split("\n") for row in plain(wrapped((Span(line),), width)).split("\n"))
    return "\n".join(row.rstrip() for row in rows).replace(_STAND_IN, " ")


def lines(settings: Settings, parts: Iterable[Line]) -> None:
    """Print lines on standard error, coloured if that is a terminal."""
    from catalogue.cli.output import painting
    from catalogue.present.wrapping import wrapped

    paint, width = painting(settings, sys.stderr), _width()
    for line in parts:
        for row in wrapped(line, width) if width else (line,):
            _write("".join(paint(span.text, span.role) for span in row).rstrip())


def note(settings: Settings, code: str, params: Mapping[str, object] | None = None) -> None:
    """Print a remark by its code, unless ``-q``."""
    if not settings.quiet:
        from catalogue.present import words

        write_line(advised(words.sentence(code, params or {}), words.hint(code, params or {})))


def notes(settings: Settings, parts: Iterable[Note]) -> None:
    """Print remarks on a query, unless ``-q``."""
    for own in parts:
        note(settings, own.code, own.params)


def understood(settings: Settings, session: Session, query: str, *, kind: str | None = None) -> None:
    """Print how a query was understood if that differs from its text; for commands whose results do not include it."""
    from catalogue.api import find

    notes(settings, find.understand(session, query, kind=kind).notes)


def advised(sentence: str, hint: str) -> str:
    """A sentence followed by its hint."""
    ended = sentence if sentence.endswith((".", "!", "?", ":")) else f"{sentence}."
    return f"{ended} {hint}" if hint else sentence
