"""The list: any number of rows, of which it holds only a few pages."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from catalogue.model.answers import Page, Row
from catalogue.present import listing, marks
from catalogue.present.shapes import Column
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit, pad
from catalogue.tui.commands import bindings
from catalogue.tui.matching import Matching, nothing
from catalogue.tui.messages import Chosen, Marking, Opened, Wanted
from catalogue.tui.views import Shown
from catalogue.tui.widgets.columns import GAP, fitted, parted, shares
from catalogue.tui.widgets.lines import CURSOR
from catalogue.tui.widgets.titled import Titled

PAGE = 50
"""Rows requested at once."""
HELD = 16
"""Pages kept, so that the memory taken does not depend on the number of rows."""
LONGEST = 400
"""Most characters of one cell that are examined."""
LOADING = "…"
CARE = {marks.INFERRED, marks.CONFLICTING}
HEAD = 1
MARKED = "✓"
MATCHED = ("label", "parties", "places")
"""Columns in which the words of the query are searched."""
SEVERAL = ("parties", "places")
"""Columns with several values in a cell; when they are cut, each keeps its beginning."""


class Results(Titled, can_focus=True, inherit_bindings=False):
    """Rows in columns under a heading. Sends the record under the cursor, and requests rows that it must show."""

    BINDINGS = bindings("move", "results")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"results--{part}" for part in ("head", "cursor", "resting", "faint", "marked", "match")
    }
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id)
        self.total = 0
        self.cursor = 0
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._shown: tuple[Shown, ...] = ()
        self._columns: dict[str, Column[Row]] = {}
        self._cells: dict[str, int] = {}
        self._asked = (-1, -1)
        self._told = ""
        self.sent = 0
        """How often the record under the cursor was sent."""
        self._mute = False
        self._marked: Container[str] = ()
        self.matching: Matching = nothing

    def begin(
        self, shown: Sequence[Shown], lang: str, page: Page, *, row: int = 0, top: int = 0, tell: bool = True
    ) -> None:
        """Show another list: its columns, a first page, and the positions of cursor and screen.

        Without ``tell`` the record under the cursor is sent only when the cursor moves.
        """
        self.total = page.total
        self._pages.clear()
        self._asked = (-1, -1)
        self._shown = tuple(shown)
        self._columns = {column.name: listing.column(column.name, lang) for column in shown}
        self._keep(page)
        self._fit()
        self._told = ""
        self.restore(row, top, tell=tell)

    def restore(self, row: int, top: int, *, tell: bool = False) -> None:
        """Restore the cursor and the first row on the screen."""
        self.cursor = max(0, min(row, self.total - 1))
        self._mute = not tell
        self._scroll(top)
        if self.top != top:  # the list may not be laid out yet
            self.call_after_refresh(self._scroll, top)
        self._moved()

    def _scroll(self, top: int) -> None:
        self.scroll_to(y=top, animate=False)
        self._reveal()

    def put(self, page: Page) -> None:
        """Add rows that were requested."""
        self._keep(page)
        self._asked = (-1, -1)
        self._moved()

    def mark(self, marked: Container[str]) -> None:
        """Show the records with these ids as marked."""
        self._marked = marked
        self.refresh()

    def count(self, total: int) -> None:
        """Set the exact number of rows, if it was only known to be large."""
        self.total = total
        self._measure()
        self.refresh()

    def row_at(self, index: int) -> Row | None:
        """The row with this number from 0, if it is held."""
        page = self._pages.get(index // PAGE)
        if page is None or index % PAGE >= len(page):
            return None
        return page[index % PAGE]

    def index_of(self, record: str) -> int | None:
        """The number of a record's row, if it is held."""
        for number, rows in self._pages.items():
            for at, row in enumerate(rows):
                if row.id == record:
                    return number * PAGE + at
        return None

    @property
    def held(self) -> int:
        """How many rows are held."""
        return sum(len(rows) for rows in self._pages.values())

    @property
    def top(self) -> int:
        """The first row on the screen."""
        return self.scroll_offset.y

    def _keep(self, page: Page) -> None:
        for start in range(0, len(page.rows), PAGE):
            number = (page.offset + start) // PAGE
            self._pages[number] = page.rows[start : start + PAGE]
            self._pages.move_to_end(number)
        while len(self._pages) > HELD:
            self._pages.popitem(last=False)

    # ---------------------------------------------------------------- drawing

    def _room(self) -> int:
        return self.scrollable_content_region.width

    def _lines(self) -> int:
        """Rows on the screen below the heading."""
        return max(self.scrollable_content_region.height - HEAD, 1)

    def _measure(self) -> None:
        self.virtual_size = Size(self._room(), self.total + HEAD)

    def _fit(self) -> None:
        """Share the width among the columns, by what the held rows need."""
        samples = [row for rows in self._pages.values() for row in rows][:PAGE]
        needs, empty = [], []
        for shown in self._shown:
            column = self._columns[shown.name]
            widest = max((cells(one_line(column.shown(row), LONGEST)) for row in samples), default=0)
            needs.append(max(cells(column.heading), widest))
            empty += [] if widest or shown.asked else [shown.name]
        self._cells = fitted(self._shown, needs, max(self._room() - 1, 1), empty=empty)
        self._measure()

    def on_resize(self) -> None:
        """Share the width again; the cursor stays on the screen."""
        self._fit()
        self._reveal()
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """The heading, or one row."""
        if y == 0:
            head = {name: column.heading for name, column in self._columns.items()}
            return self._strip(" " + self._joined(head), self.get_component_rich_style("results--head"))
        index = self.scroll_offset.y + y - HEAD
        if index >= self.total:
            return Strip.blank(self.size.width, self.rich_style)
        row = self.row_at(index)
        if row is None:
            self._want(index)
            return self._strip(f" {LOADING}", self.get_component_rich_style("results--faint"))
        marked = row.id in self._marked
        look = Style.null() if not marked else self.get_component_rich_style("results--marked")
        if index == self.cursor:
            here = "results--cursor" if self.has_focus else "results--resting"
            look = self.get_component_rich_style(here)
        return self._row_strip(row, MARKED if marked else CURSOR if index == self.cursor else " ", look)

    def _row_strip(self, row: Row, sign: str, look: Style) -> Strip:
        """One row: its sign, then cell by cell, with the parts that match the query highlighted."""
        base = self.rich_style + look
        match = base + self.get_component_rich_style("results--match", partial=True)
        segments = [Segment(sign, base)]
        for name, width in self._cells.items():
            column = self._columns[name]
            text = one_line(column.shown(row), LONGEST)
            if column.brief and cells(text) > width:
                text = one_line(column.brief(row), LONGEST)
            parts = parted(text, width) if name in SEVERAL else [text]
            cuts = [_cut(part, room) for part, room in zip(parts, shares(parts, width), strict=True)]
            matches = self._matches(parts, cuts) if name in MATCHED else ()
            cell = _placed(listing.SEPARATOR.join(cuts), width, right=column.right)
            segments += _parted(cell, matches, base, match)
            segments.append(Segment(" " if name == "mark" else " " * GAP, base))
        return Strip(segments[:-1]).adjust_cell_length(self.size.width, base)

    def _matches(self, parts: Sequence[str], cuts: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where the uncut words that match the query stand in a cell of these parts."""
        at = 0
        for part, cut in zip(parts, cuts, strict=True):
            yield from ((at + start, at + end) for start, end in self.matching(part) if cut.startswith(part[:end]))
            at += len(cut) + len(listing.SEPARATOR)

    def _joined(self, texts: dict[str, str]) -> str:
        parts = []
        for name, width in self._cells.items():
            parts.append(_placed(_cut(texts[name], width), width, right=self._columns[name].right))
            parts.append(" " if name == "mark" else " " * GAP)
        return "".join(parts[:-1])

    def _strip(self, text: str, look: Style) -> Strip:
        style = self.rich_style + look
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style)

    def _want(self, index: int) -> None:
        """Request the pages on the screen that are not held, once for each set of pages."""
        here = index // PAGE
        shown = range(max(self.top // PAGE, here - 1), min((self.top + self._lines() - 1) // PAGE, here + 1) + 1)
        missing = [number for number in {*shown, here} if number not in self._pages]
        asked = (min(missing), max(missing))
        if asked != self._asked:
            self._asked = asked
            self.post_message(Wanted(asked[0] * PAGE, (asked[1] - asked[0] + 1) * PAGE))

    # ---------------------------------------------------------------- moving

    def _moved(self) -> None:
        """Send the record under the cursor as soon as it is known; once for each."""
        row = self.row_at(self.cursor)
        if row is not None and not self._mute and row.id != self._told:
            self._told = row.id
            self.sent += 1
            self.post_message(Chosen(row.id, self.sent))
        self.refresh()

    def _reveal(self) -> None:
        top = self.top
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + self._lines():
            self.scroll_to(y=self.cursor - self._lines() + 1, animate=False)

    def go(self, index: int) -> None:
        """Put the cursor on a row, or on the nearest one."""
        self.cursor = max(0, min(index, self.total - 1))
        self._mute = False
        self._reveal()
        if self.total and self.row_at(self.cursor) is None:
            self._want(self.cursor)
        self._moved()

    def action_down(self) -> None:
        """One row down."""
        self.go(self.cursor + 1)

    def action_up(self) -> None:
        """One row up."""
        self.go(self.cursor - 1)

    def action_top(self) -> None:
        """To the first row."""
        self.go(0)

    def action_bottom(self) -> None:
        """To the last row."""
        self.go(self.total - 1)

    def action_page_down(self) -> None:
        """One screen down."""
        self.go(self.cursor + self._lines())

    def action_page_up(self) -> None:
        """One screen up."""
        self.go(self.cursor - self._lines())

    def action_open(self) -> None:
        """Send a message that the record under the cursor is opened."""
        row = self.row_at(self.cursor)
        if row is not None:
            self.post_message(Opened(row.id))

    def action_mark(self) -> None:
        """Send a message that toggles the mark of the row; move to the next row."""
        if self.row_at(self.cursor) is not None:
            self.post_message(Marking("this", self.cursor))
            self.go(self.cursor + 1)

    def action_mark_range(self) -> None:
        """Send a message to mark all rows up to here."""
        self.post_message(Marking("range", self.cursor))

    def action_mark_all(self) -> None:
        """Send a message to mark all rows."""
        self.post_message(Marking("all", self.cursor))

    def action_mark_none(self) -> None:
        """Send a message to unmark all rows."""
        self.post_message(Marking("none", self.cursor))

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row, a double click opens it."""
        offset = event.get_content_offset(self)
        if offset is None or offset.y < HEAD or self.top + offset.y - HEAD >= self.total:
            return
        self.go(self.top + offset.y - HEAD)
        if event.chain > 1:
            self.action_open()

    def on_focus(self) -> None:
        """The cursor is drawn as active."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is drawn as resting."""
        self.refresh()


def _cut(text: str, width: int) -> str:
    """The text cut to the width; warning signs at its end are kept."""
    head, _space, tail = text.rpartition(" ")
    if cells(text) > width and tail and set(tail) <= CARE:
        return f"{fit(head, width - 1 - cells(tail))} {tail}"
    return fit(text, width)


def _placed(text: str, width: int, *, right: bool) -> str:
    return " " * (width - cells(text)) + text if right else pad(text, width)


def _parted(cell: str, matches: Iterable[tuple[int, int]], base: Style, match: Style) -> list[Segment]:
    at, segments = 0, []
    for start, end in matches:
        segments += [Segment(cell[at:start], base), Segment(cell[start:end], match)]
        at = end
    return [*segments, Segment(cell[at:], base)]
