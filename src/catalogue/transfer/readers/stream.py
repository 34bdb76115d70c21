"""Walking the objects of a long JSON list without holding the list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TextIO

_CHUNK = 1 << 16
_SPACE = " \t\r\n"
RECORDS = "records"


class BadJson(ValueError):
    """The text is not JSON, or not a list of records."""


class Stream:
    """A JSON text: either ``[...]`` or an object whose ``records`` is a list. ``line`` is where it has got to."""

    def __init__(self, text: TextIO, decoder: json.JSONDecoder) -> None:
        self._text = text
        self._decoder = decoder
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._want = _CHUNK
        self.line = 1

    def records(self) -> Iterator[tuple[int, object]]:
        """``(line, value)`` of each element. Raises ``BadJson`` and what the decoder's hooks raise."""
        opening = self._peek()
        if opening == "[":
            yield from self._list()
        elif opening == "{":
            yield from self._wrapped()
        else:
            raise BadJson
        if self._peek():
            raise BadJson

    def _wrapped(self) -> Iterator[tuple[int, object]]:
        found = False
        self._take("{")
        while self._peek() != "}":
            key = self._value()
            self._take(":")
            if key == RECORDS and self._peek() == "[" and not found:
                found = True
                yield from self._list()
            else:
                self._value()
            if self._peek() != "}":
                self._take(",")
                if self._peek() == "}":
                    raise BadJson
        self._take("}")
        if not found:
            raise BadJson

    def _list(self) -> Iterator[tuple[int, object]]:
        self._take("[")
        if self._peek() == "]":
            self._take("]")
            return
        while True:
            self._peek()
            line = self.line
            yield line, self._value()
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
                # A number at the end of the buffer may go on in the next chunk.
                if end < len(self._buffer) or self._ended:
                    self._advance(end)
                    return value
            self._more()

    def _peek(self) -> str:
        """The next character that is not space, "" at the end."""
        while True:
            while self._at < len(self._buffer):
                character = self._buffer[self._at]
                if character not in _SPACE:
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
        """Read on; twice as much each time one value does not fit, so that a long value costs linear time."""
        left = self._buffer[self._at :]
        self._want = max(_CHUNK, len(left))
        block = self._text.read(self._want)
        self._ended = not block
        self._buffer, self._at = left + block, 0
