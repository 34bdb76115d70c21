"""A second safeguard after ``text.safe``: no control character of any text reaches the terminal."""

from __future__ import annotations

import re

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# C0, DEL, C1, marks and overrides of direction, line and paragraph separators, lone surrogates.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Guard(LineFilter):
    """Removes control characters from everything that is drawn; they have no width, so nothing moves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without control characters; Textual's own control segments stay."""
        return [
            segment
            if segment.control or not CONTROLS.search(segment.text)
            else Segment(CONTROLS.sub("", segment.text), segment.style)
            for segment in segments
        ]
