"""Iterating over the objects of a long JSON list without holding the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import count
from typing import TextIO

_CHUNK = 1 << 16
SPACE = " \t\r\n"
"""White space in JSON (RFC 8259, section 2)."""
_USUAL = (("records",), ("features",))
Path = tuple[str, ...]


class BadJson(ValueError):
    """The text is not JSON, or not a list of records."""


def chosen(found: Mapping[Path, int]) -> Path:
    """The list that most likely holds the records: ``records``, ``features``, else the longest, the first if equal."""
    usual = next((path for path in _USUAL if path in found), None)
    return usual or max(found, key=found.__getitem__, default=_USUAL[0])


class NoRecords(BadJson):
    """JSON in which no list of records is where one is expected."""


class Twice(ValueError):
    """A key that occurs twice in one object."""


class Stream:
    """A JSON text with a list of records at its top level or at a path of keys. ``line`` is the current line."""

    def __init__(self, text: TextIO, decoder: json.JSONDecoder) -> None:
        self._text = text
        self._decoder = decoder
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._want = _CHUNK
        self.line = 1

    def records(self, path: Path = ()) -> Iterator[tuple[int, object]]:
        """``(line, value)`` of each element of the list at ``path``; a single object there counts as a list of one.

        Raises ``BadJson`` and what the decoder's hooks raise.
        """
        found = False
        for found_at, line, value in self._walk((), path):
            if found_at == path:
                found = True
                if line:
                    yield line, value
        if self._peek():
            raise BadJson
        if not found:
            raise NoRecords

    def lists(self) -> dict[Path, int]:
        """The paths of lists of objects that are not nested in one another, with their lengths.

        A text that is itself such a list is not searched: there is nothing to choose, unless an object that only
        describes the list stands before it, as some services answer (``[{"page": 1}, [{…}, {…}]]``).
        """
        if self._peek() == "[":
            return {("1",): 1} if self._described() else {(): 0}
        found: dict[Path, int] = {}
        for path, _, value in self._walk((), None):
            if isinstance(value, dict):
                found[path] = found.get(path, 0) + 1
        return found

    def _walk(self, here: Path, wanted: Path | None) -> Iterator[tuple[Path, int, object]]:
        """Every element of every list, with the path of the list; line 0 marks the beginning of a list."""
        opening = self._peek()
        if opening == "[":
            yield here, 0, None
            yield from self._list(here, wanted)
        elif opening == "{" and here == wanted and here:
            yield here, self.line, self._value()
        elif opening == "{":
            yield from self._object(here, wanted)
        elif here:
            self._value()
        else:
            self._value()
            raise NoRecords

    def _object(self, here: Path, wanted: Path | None) -> Iterator[tuple[Path, int, object]]:
        self._take("{")
        keys: set[object] = set()
        while self._peek() != "}":
            key = self._value()
            if not isinstance(key, str):
                raise BadJson
            if key in keys:
                raise Twice
            keys.add(key)
            self._take(":")
            yield from self._walk((*here, key), wanted)
            if self._peek() != "}":
                self._take(",")
                if self._peek() == "}":
                    raise BadJson
        self._take("}")

    def _described(self) -> bool:
        """Whether a list begins with one object and another list."""
        self._take("[")
        if self._peek() != "{":
            return False
        self._value()
        if self._peek() != ",":
            return False
        self._take(",")
        return self._peek() == "["

    def _list(self, here: Path, wanted: Path | None) -> Iterator[tuple[Path, int, object]]:
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        for number in count():
            self._peek()
            line, inner = self.line, (*here, str(number))
            if wanted is not None and wanted[: len(inner)] == inner:
                yield from self._walk(inner, wanted)
            else:
                yield here, line, self._value()
            if self._peek() == "]":
                self._take("]")
                return
            self._take(",")

    def _value(self) -> object:
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError:
                if self._ended:
                    raise BadJson from None
            else:
                # A number at the end of the buffer may continue in the next chunk.
                if end < len(self._buffer) or self._ended:
                    self._advance(end)
                    return value
            self._more()

    def _peek(self) -> str:
        """The next character that is not white space, "" at the end."""
        while True:
            while self._at < len(self._buffer):
                character = self._buffer[self._at]
                if character not in SPACE:
                    return character
                self._advance(self._at + 1)
            if self._ended:
                return ""
            self._more()

    def _take(self, character: str) -> None:
        if self._peek() != character:
            raise BadJson
        self._advance(self._at + 1)

    def _advance(self, to: int) -> None:
        self.line += self._buffer.count("\n", self._at, to)
        self._at = to

    def _more(self) -> None:
        """Read more, doubling the amount each time one value does not fit, so that a long value costs linear time."""
        left = self._buffer[self._at :]
        self._want = max(_CHUNK, len(left))
        block = self._text.read(self._want)
        self._ended = not block
        self._buffer, self._at = left + block, 0
