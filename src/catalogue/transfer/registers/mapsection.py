"""One section of a mapping file: access to values of the expected type; an error names the line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn

from catalogue.errors import BadUsage
from catalogue.text.closest import closest

_HEAD = re.compile(r"\s*+\[\[?+([^\]]++)\]\]?\s*+(?:#.*)?$")


def is_number(value: object) -> bool:
    """Whether a value of the file is a number; one beyond 64 bits is none (Python may refuse to write it as text)."""
    return isinstance(value, float) or (type(value) is int and value.bit_length() <= 64)


class Section:
    """A table of the file. ``name`` is its dotted name, ``number`` which one of several (``[[links]]``), from 1."""

    def __init__(self, values: Mapping[str, object], path: str, text: str, *, name: str = "", number: int = 0) -> None:
        self._values = values
        self._path = path
        self._text = text
        self._name = name
        self._number = number

    def __iter__(self) -> Iterator[str]:
        """Its keys in order."""
        return iter(self._values)

    def only(self, known: Iterable[str]) -> None:
        """Raise ``BadUsage('mapping.key')`` for a key that is not one of ``known``."""
        allowed = tuple(known)
        for key in self._values:
            if key not in allowed:
                code = "mapping.key" if self._name else "mapping.section"
                raise self._problem(code, key, nearest=closest(key, allowed), allowed=allowed)

    def text(self, key: str, usual: str = "") -> str:
        """A text; a number is taken as written."""
        value = self._values.get(key, usual)
        if not isinstance(value, str) and not is_number(value):
            raise self._problem("mapping.type", key, expected='"…"')
        return str(value)

    def flag(self, key: str, *, usual: bool = False) -> bool:
        """True or false."""
        value = self._values.get(key, usual)
        if not isinstance(value, bool):
            raise self._problem("mapping.type", key, expected="true, false")
        return value

    def number(self, key: str) -> int | None:
        """A whole number from 0 on, or None."""
        value = self._values.get(key)
        if value is None or (isinstance(value, int) and is_number(value) and value >= 0):
            return value
        raise self._problem("mapping.type", key, expected="0, 1, 2 …")

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self._values.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not isinstance(listed, list) or not all(isinstance(item, str) for item in listed):
            raise self._problem("mapping.type", key, expected='["…", "…"]')
        return tuple(listed)

    def patterns(self, key: str) -> tuple[str, ...]:
        """A list of headings and of regular expressions between slashes. Raises ``BadUsage('mapping.pattern')``."""
        listed = self.strings(key)
        for text in listed:
            if text.startswith("/") and text.endswith("/"):
                self.compiled(key, text[1:-1])
        return listed

    def pattern(self, key: str) -> re.Pattern[str] | None:
        """A regular expression, or None when the key is not there. Raises ``BadUsage('mapping.pattern')``."""
        text = self.text(key)
        return self.compiled(key, text) if text else None

    def compiled(self, key: str, text: str) -> re.Pattern[str]:
        """A text of the file as a regular expression. Raises ``BadUsage('mapping.pattern')``."""
        try:
            return re.compile(text)
        except (re.error, RecursionError, OverflowError) as problem:
            raise self._problem("mapping.pattern", key, value=text, cause=str(problem)) from None

    def choice(self, key: str, allowed: tuple[str, ...]) -> str:
        """One of the ``allowed`` words, or "" when the key is not there."""
        word = self.text(key)
        if word and word not in allowed:
            self.wrong(key, word, allowed)
        return word

    def texts(self) -> dict[str, str]:
        """All values as texts; true and false become yes and no."""
        return {
            key: _plain(value) if isinstance(value, bool) else self.text(key) for key, value in self._values.items()
        }

    def given(self, key: str) -> object:
        """A value unchanged."""
        return self._values.get(key)

    def section(self, key: str) -> Section:
        """The subsection of this name; an empty one when it is not there."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            raise self._problem("mapping.type", key, expected="{ … }")
        return self._inner(value, key)

    def subsections(self) -> list[tuple[str, Section]]:
        """All subsections, by name."""
        return [(key, self.section(key)) for key in self._values]

    def sections(self, key: str) -> list[Section]:
        """The sections of a list (``[[links]]``)."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._problem("mapping.type", key, expected=f"[[{key}]]")
        return [self._inner(item, key, number) for number, item in enumerate(value, 1)]

    def wrong(self, key: str, value: str, allowed: tuple[str, ...]) -> NoReturn:
        """Raise ``BadUsage('mapping.value')`` for a value that is not one of those allowed."""
        raise self._problem("mapping.value", key, value=value, nearest=closest(value, allowed), allowed=allowed)

    def missing(self, key: str, allowed: tuple[str, ...] = ()) -> NoReturn:
        """Raise ``BadUsage('mapping.missing')`` for a required key."""
        raise self._problem("mapping.missing", key, allowed=allowed)

    def problem(self, code: str, key: str, **params: object) -> BadUsage:
        """The failure for a key, with path, section and line."""
        return self._problem(code, key, **params)

    def _problem(self, code: str, key: str, **params: object) -> BadUsage:
        return BadUsage(code, path=self._path, line=self._line(key), section=self._name, key=key, **params)

    def _inner(self, values: Mapping[str, object], key: str, number: int = 0) -> Section:
        name = f"{self._name}.{key}" if self._name else key
        return Section(values, self._path, self._text, name=name, number=number or self._number)

    def _line(self, key: str) -> int:
        """The line of a key: the first that names it in its section, else the section's; 0 if neither is found."""
        line, head = self._found(key)
        last_name = self._name.rpartition(".")[2]
        return line or (self._found(last_name)[0] if last_name else 0) or head

    def _found(self, key: str) -> tuple[int, int]:
        """The line of a key and that of its section; 0 for what is not there."""
        top = self._name.partition(".")[0]
        wanted, head, count = key.replace('"', ""), 0, 0
        inside = not top
        for number, line in enumerate(self._text.splitlines(), 1):
            if match := _HEAD.match(line):
                name = "".join(match[1].replace('"', "").split())
                count += name == top
                inside = (not top and name == key) or (
                    bool(top) and name.partition(".")[0] == top and (not self._number or count == self._number)
                )
                head = number if inside and not head else head
                if inside and name.rpartition(".")[2] == wanted:
                    return number, head
            elif inside and re.search(rf'(?<![\w-])"?{re.escape(wanted)}"?\s*=', line):
                return number, head
        return 0, head


def _plain(value: bool) -> str:
    return "yes" if value else "no"
