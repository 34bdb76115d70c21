"""The first rows of a file as a grid, which may be wider than the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad
from catalogue.tui.commands import bindings

WIDEST = 28
GAP = " │ "
STEP = 12
"""Cells that one key press moves sideways."""


class Grid(ScrollView, can_focus=True, inherit_bindings=False):
    """Headings and rows of text as in the file, each cell on one line and cut to its column."""

    BINDINGS = bindings("move", "grid")
    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--head", "grid--faint"}
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id)
        self._rows: list[str] = []

    def show(self, header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
        """Show these rows, each with its line number in the file."""
        table = [["", *header], *([str(line), *row] for line, row in rows)]
        shown = [[one_line(cell, 200) for cell in row] for row in table]
        widths = [min(max(map(cells, column)), WIDEST) for column in zip(*shown, strict=True)]
        self._rows = [GAP.join(pad(cell, width) for cell, width in zip(row, widths, strict=True)) for row in shown]
        self.virtual_size = Size(max(map(cells, self._rows), default=0), len(self._rows))
        self.scroll_to(0, 0, animate=False)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One row; the headings stay at the top."""
        left, top = self.scroll_offset
        at = y if y == 0 else y + top
        base = self.rich_style
        if at >= len(self._rows):
            return Strip.blank(self.size.width, base)
        style = base + self.get_component_rich_style("grid--head") if y == 0 else base
        strip = Strip([Segment(self._rows[at], style)])
        return strip.crop(left, left + self.size.width).adjust_cell_length(self.size.width, base)

    def _go(self, *, down: int = 0, right: int = 0) -> None:
        self.scroll_to(self.scroll_offset.x + right, self.scroll_offset.y + down, animate=False)

    def action_down(self) -> None:
        """One row down."""
        self._go(down=1)

    def action_up(self) -> None:
        """One row up."""
        self._go(down=-1)

    def action_top(self) -> None:
        """To the first row."""
        self.scroll_to(0, 0, animate=False)

    def action_bottom(self) -> None:
        """To the last row."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def action_page_down(self) -> None:
        """One screen down."""
        self._go(down=max(self.size.height - 2, 1))

    def action_page_up(self) -> None:
        """One screen up."""
        self._go(down=-max(self.size.height - 2, 1))

    def action_columns_right(self) -> None:
        """Scroll to the columns on the right."""
        self._go(right=STEP)

    def action_columns_left(self) -> None:
        """Scroll to the columns on the left."""
        self._go(right=-STEP)
