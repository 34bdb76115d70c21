"""The one module that writes to standard output, and to the file of ``-o``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO, TypeVar

from catalogue.cli.context import Settings
from catalogue.errors import CatalogueError
from catalogue.text.safe import visible

if TYPE_CHECKING:
    from catalogue.present.formats import Format, Paint
    from catalogue.present.shapes import Line, Sheet, Table

T = TypeVar("T")

_LOOKS = {
    "title": "1", "heading": "1", "label": "36", "link": "4",
    "mark": "33", "faint": "2", "good": "32", "bad": "31", "command": "2",
}  # fmt: skip


def rows(settings: Settings, table: Table[T], default: Format = "table") -> None:
    """Write a table in the chosen format to standard output or the file of ``-o``."""
    from catalogue.present import formats

    form = settings.form or default
    pieces = formats.write(table, form, width=room(settings), paint=painting_out(settings))
    chunks(settings, pieces, data=form in formats.MACHINE)


def sheet(settings: Settings, card: Sheet) -> None:
    """Write a sheet as lines, or as Markdown if that was chosen."""
    from catalogue.present import formats

    chunks(settings, formats.sheet_markdown(card) if settings.form == "md" else rendered(settings, card.lines()))


def rendered(settings: Settings, lines: Iterable[Line]) -> Iterable[str]:
    """Lines as text, coloured and wrapped to the width if they go to a terminal."""
    from catalogue.present import formats

    return formats.lines_text(lines, width=room(settings), paint=painting_out(settings))


def json(settings: Settings, value: object) -> None:
    """Write one value as JSON."""
    from catalogue.present import formats

    chunks(settings, [formats.to_json(value, indent=2) + "\n"], data=True)


def chunks(settings: Settings, pieces: Iterable[str], *, data: bool = False) -> None:
    """Write text; ``data`` is always UTF-8, regardless of the console's encoding; on a terminal unsafe characters are
    made visible."""
    if settings.out and settings.out != "-":
        from catalogue.api.exchange import output as replaced

        with replaced(settings.out) as file:
            for piece in pieces:
                file.write(piece.encode("utf-8", "backslashreplace"))
    elif sys.stdout is None:
        raise CatalogueError("output.closed")
    elif not data:
        for piece in pieces:
            sys.stdout.write(piece)
    elif sys.stdout.isatty():
        for piece in pieces:
            sys.stdout.write(safe(piece.replace("\t", " ")))
    else:
        _bytes(pieces)


def _bytes(pieces: Iterable[str]) -> None:
    sys.stdout.flush()
    for piece in pieces:
        sys.stdout.buffer.write(piece.encode("utf-8", "backslashreplace"))


def line(text: str) -> None:
    """Write one line of text. Raises ``CatalogueError('output.closed')``."""
    if sys.stdout is None:
        raise CatalogueError("output.closed")
    sys.stdout.write(text + "\n")


def safe(text: str) -> str:
    """Text of several lines in which unsafe characters are made visible."""
    return visible(text, keep_newlines=True)


def prepare() -> None:
    """Make the streams escape characters missing in their encoding instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def finish() -> None:
    """Flush the buffers, so that a full disk or a closed pipe is noticed here."""
    if sys.stdout is not None:
        sys.stdout.flush()


def abandon(stream: TextIO | None) -> None:
    """The reader has closed the stream: keep the interpreter from complaining about it at exit."""
    if stream is None:
        return
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def leave() -> None:
    """Drop output that can no longer be written, including remarks, on a full disk or a closed pipe."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            abandon(stream)


def painting(settings: Settings, stream: object) -> Paint:
    """How to paint by role on this stream: ANSI looks, or nothing."""
    from catalogue.present.formats import unpainted

    return _painted if coloured(settings, stream) else unpainted


def painting_out(settings: Settings) -> Paint:
    """How to paint what goes to standard output or the file of ``-o`` (which gets no colour)."""
    from catalogue.present.formats import unpainted

    return unpainted if settings.out else painting(settings, sys.stdout)


def coloured(settings: Settings, stream: object) -> bool:
    """``--color``; by default only on a terminal that supports it (no NO_COLOR, TERM not dumb)."""
    if settings.color != "auto":
        return settings.color == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "dumb") == "dumb":
        return False
    return bool(getattr(stream, "isatty", lambda: False)())


def _painted(text: str, role: str) -> str:
    look = _LOOKS.get(role)
    return f"\x1b[{look}m{text}\x1b[0m" if look else text


def room(settings: Settings) -> int | None:
    """The columns of the terminal that standard output goes to; None for a file or a pipe."""
    return None if settings.out else _width()


def columns() -> int:
    """The columns of the terminal, at most 120; 80 without a terminal."""
    return min(_width() or 80, 120)


def _width() -> int | None:
    if sys.stdout is None or not sys.stdout.isatty():
        return None
    from shutil import get_terminal_size  # imports four compression modules

    return get_terminal_size().columns
