"""The input of the terminal as keys and pastes, corrected where Textual's parser would misread it.

A control character would end a paste, and the rest would be taken for keys. And a key that arrives together with a
preceding escape, as on a slow connection, would be read as that key with alt, or as an escape sequence.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.message import Message

ESC = "\x1b"
PASTE, PASTED = "\x1b[200~", "\x1b[201~"
"""What a terminal sends before and after a paste."""
INTRODUCERS = "[O]P_" + ESC
"""Characters that, after an escape, begin something that a terminal sends, or another escape."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_AFTER_ESCAPE = re.compile(f"(?<={ESC})")


class TypedParser(XTermParser):
    """Textual's parser. ``apart`` says whether escape and this character are two keys, not the second one with alt."""

    def __init__(self, debug: bool = False, *, apart: Callable[[str], bool]) -> None:
        super().__init__(debug)
        self.apart = apart
        self._pasting = False
        self._held = ""
        self._recent = ""

    def feed(self, data: str) -> Iterable[Message]:
        """The keys, pastes and other events of what came; "" for the end."""
        if not data:
            yield from super().feed(data)
            return
        left, self._held = self._held + data, ""
        while left:
            read = self._paste if self._pasting else self._keys
            part, left = self._parted(left)
            yield from read(part)

    def _parted(self, text: str) -> tuple[str, str]:
        """What comes before the paste begins or ends, with that mark itself; and the rest."""
        before = "" if self._pasting else self._recent
        at = (before + text).find(PASTED if self._pasting else PASTE)
        end = len(text) if at < 0 else at + len(PASTE) - len(before)
        return text[:end], text[end:]

    def _paste(self, text: str) -> Iterator[Message]:
        """Part of a paste, without control characters; what may be the beginning of its end waits for the rest."""
        ended = text.endswith(PASTED)
        inside = text.removesuffix(PASTED)
        if not ended:
            cut = next((size for size in range(len(PASTED) - 1, 0, -1) if inside.endswith(PASTED[:size])), 0)
            inside, self._held = inside[: len(inside) - cut], inside[len(inside) - cut :]
        if shown := _CONTROL.sub("", inside) + PASTED * ended:
            yield from super().feed(shown)
        self._pasting = not ended

    def _keys(self, text: str) -> Iterator[Message]:
        for part in _AFTER_ESCAPE.split(text):
            if not part:
                continue
            pending = self._timeout_time is not None and self._recent.endswith(ESC)
            if pending and part[0] not in INTRODUCERS and self.apart(part[0]):
                self._timeout_time = 0.0  # as if the time limit of an escape sequence had passed
                yield from self.tick()
            yield from super().feed(part)
            self._recent = (self._recent + part)[-len(PASTE) :]
        if self._recent == PASTE:
            self._pasting, self._recent = True, ""


def understanding(driver: type[Driver], apart: Callable[[str], bool]) -> type[Driver]:
    """The driver, reading by ``TypedParser`` if it reads by Textual's parser."""
    module = sys.modules[driver.__module__]
    if hasattr(module, "XTermParser"):
        module.XTermParser = partial(TypedParser, apart=apart)  # type: ignore[attr-defined]
    return driver
