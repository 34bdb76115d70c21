"""Countries as the cells of a register name them: by name, or by the codes that its mapping declares."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catalogue.model import codes
from catalogue.model.answers import Note
from catalogue.model.codes import states
from catalogue.model.codes.states import Scheme

_BEFORE = re.compile(r"(?:\s|\\[rnt](?![^\W_]))*")
_BEHIND = re.compile(r"(?:\s|[rnt]\\)*")  # read backwards: forwards, every blank within a text would be a beginning
_LAST = re.compile(r"(?:and|und|et|y|и|va|ва|ve) ", re.IGNORECASE)


class Countries:
    """Reads the countries of one table, and remembers which columns hold codes beside names."""

    def __init__(self, scheme: Scheme) -> None:
        self._scheme = scheme
        self._named: dict[str, set[str]] = {}
        self._coded: dict[str, set[str]] = {}

    def read(self, heading: str, text: str) -> str:
        """A country by its code in the scheme of the mapping as its letters; another text as it is.

        Of the last of a list the "and" before it is left out, if a country remains, and so are the codes of line ends
        (``\\r\\n``) that some programs write around a text.
        """
        text = _without_line_ends(text)
        if self._scheme in ("iso_numeric", "cow"):
            return states.coded(text, self._scheme)
        last = _LAST.match(text)
        text = text[last.end() :] if last and codes.find_country(text[last.end() :]) else text
        self._remember(heading, text)
        return text

    def is_country(self, text: str) -> bool:
        """Whether a text stands for a country of today."""
        return codes.find_country(text) is not None and not self.is_abbreviation(text)

    def is_abbreviation(self, text: str) -> bool:
        """Whether a text is the code of a country where countries have none: EC is the European Community."""
        return self._scheme == "none" and codes.is_country_code(text)

    def notes(self) -> Iterator[Note]:
        """Notes on codes that were read as countries in columns with at least as many names."""
        for heading, coded in self._coded.items():
            if len(coded) <= len(self._named.get(heading, ())):
                yield Note("read.country_codes", {"column": heading, "codes": sorted(coded)})

    def _remember(self, heading: str, text: str) -> None:
        if self._scheme == "iso" and (code := codes.find_country(text)) is not None:
            if codes.is_country_code(text):
                self._coded.setdefault(heading, set()).add(f"{text} = {code}" if text != code else text)
            else:
                self._named.setdefault(heading, set()).add(code)


def _without_line_ends(text: str) -> str:
    """A text without blanks and codes of line ends around it."""
    text = _BEFORE.sub("", text, count=1)
    behind = _BEHIND.match(text[::-1])
    return text[: len(text) - behind.end()] if behind else text
