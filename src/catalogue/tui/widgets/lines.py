"""A pane of lines with links in it: the card, the advice when nothing is found, the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from catalogue.present.shapes import Line, Span
from catalogue.present.wrapping import wrapped
from catalogue.tui.commands import bindings
from catalogue.tui.messages import Followed, Pointed
from catalogue.tui.widgets.titled import Titled

GUTTER = 1
CURSOR = "▌"
ROLES = ("title", "heading", "label", "link", "mark", "faint", "good", "bad", "match", "command", "cursor")

Drawing = Callable[[int, int], Sequence[Line]]
"""Makes lines for a width and a height in cells, none of them wider."""


class LineView(Titled, can_focus=True, inherit_bindings=False):
    """Lines styled by role, wrapped to the width. The cursor goes from link to link, else it scrolls."""

    BINDINGS = bindings("move", "lines")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"line--{role}" for role in ROLES}
    ALLOW_SELECT = False

    def __init__(self, *, id: str, steady: bool = False) -> None:  # noqa: A002 - a widget's id
        """With ``steady`` the cursor is drawn even without the focus."""
        super().__init__(id=id)
        self.steady = steady
        self._lines: tuple[Line, ...] = ()
        self._drawing: Drawing | None = None
        self._rows: list[list[tuple[Span, int]]] = []
        self._links: list[tuple[int, str]] = []
        self._width = 0
        self.fixed = 0
        """How many rows stay at the top while the others scroll."""
        self._told = ""
        self.sent = 0
        """How often the target under the cursor was sent."""
        self.at = -1
        """Which link the cursor is on, from 0; -1 for none."""

    @property
    def target(self) -> str:
        """The target of the link under the cursor; "" for no link."""
        return self._links[self.at][1] if 0 <= self.at < len(self._links) else ""

    @property
    def targets(self) -> tuple[str, ...]:
        """The targets of all links, in order."""
        return tuple(target for _row, target in self._links)

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join("".join(span.text for span, _link in row) for row in self._rows)

    def show(self, lines: Sequence[Line], *, target: str = "", keep: bool = False, first: int = 0) -> None:
        """Show these lines from the top, the cursor on the link numbered ``first``, or on the one to ``target``.

        With ``keep`` they are an update of the same lines: cursor and scroll position stay.
        """
        self._drawing = None
        self._put(lines, target, keep=keep, first=first)

    def draw(self, drawing: Drawing, *, keep: bool = False) -> None:
        """Show what ``drawing`` makes for the size of the pane, again after each change of size;

        ``keep`` as in ``show``.
        """
        self._drawing = drawing
        self._put(self._drawn(drawing), "", keep=keep)

    def _drawn(self, drawing: Drawing) -> Sequence[Line]:
        region = self.scrollable_content_region
        return drawing(max(region.width - GUTTER, 1), max(region.height, 1))

    def _put(self, lines: Sequence[Line], target: str, *, keep: bool, first: int = 0) -> None:
        self._lines = tuple(lines)
        self._wrap()
        targets = [link_target for _row, link_target in self._links]
        if target in targets:
            self.at = targets.index(target)
            self.call_after_refresh(self._reveal)
        elif keep:
            self.at = min(self.at, len(targets) - 1)
        else:
            self.at = min(first, len(targets) - 1)
            self.scroll_to(y=0, animate=False)
        self._told = ""
        self._point(self.at)

    def point_to(self, target: str) -> None:
        """Put the cursor on the link to ``target``, if there is one."""
        if target in self.targets:
            self._point(self.targets.index(target))
            self._reveal()

    def _point(self, at: int) -> None:
        """Put the cursor on a link, and send its target in a message; once for each."""
        self.at = at
        if self.target != self._told:
            self._told = self.target
            self.sent += 1
            self.post_message(Pointed(self.target, self.id or "", self.sent))
        self.refresh()

    def _wrap(self) -> None:
        """Break the lines to the width and number the links."""
        self._width = max(self.scrollable_content_region.width, 1)
        self._rows, self._links = [], []
        for line in self._lines:
            known: dict[str, int] = {}
            numbers = [self._number(span, known) for span in line if span.target]
            for row in wrapped(line, max(self._width - GUTTER, 1)):
                self._rows.append([(span, self._link_of(span, numbers)) for span in row])
        self.virtual_size = Size(self._width, len(self._rows))

    def _number(self, span: Span, known: dict[str, int]) -> int:
        if span.target not in known:
            known[span.target] = len(self._links)
            self._links.append((len(self._rows), span.target))
        return known[span.target]

    def _link_of(self, span: Span, numbers: Sequence[int]) -> int:
        return next((number for number in numbers if self._links[number][1] == span.target), -1) if span.target else -1

    def on_resize(self) -> None:
        """Draw again; wrap again when the width changed."""
        if self._drawing:
            self._put(self._drawn(self._drawing), self.target, keep=True)
        elif self.scrollable_content_region.width != self._width:
            self._wrap()
            self.refresh()

    def watch_show_vertical_scrollbar(self) -> None:
        """Wrap to the width that a scroll bar leaves; its appearance does not resize the pane."""
        self.call_after_refresh(LineView.on_resize, self)

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width
        at = self._row_at(y)
        base = self.rich_style
        if at >= len(self._rows):
            return Strip.blank(width, base)
        here = self._active and any(link == self.at >= 0 for _span, link in self._rows[at])
        segments = [Segment(CURSOR if here else " ", base + self._look("cursor") if here else base)]
        segments += [Segment(span.text, base + self._look_of(span, link)) for span, link in self._rows[at]]
        return Strip(segments).adjust_cell_length(width, base)

    def _row_at(self, y: int) -> int:
        """The number of the row that is drawn ``y`` rows below the top."""
        return y if y < self.fixed else y + self.scroll_offset.y

    @property
    def _active(self) -> bool:
        return self.has_focus or self.steady

    def _look_of(self, span: Span, link: int) -> Style:
        if link >= 0 and link == self.at and self._active:
            return self._look("cursor")
        look = self._look(span.role) if span.role else Style.null()
        return self._look("link") + look if span.role == "match" and link >= 0 else look

    def _look(self, role: str) -> Style:
        return self.get_component_rich_style(f"line--{role}", partial=role == "match")

    def _row_shown(self, row: int) -> bool:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return row < self.fixed or top + self.fixed <= row < top + height

    def _reveal(self) -> None:
        """Scroll so that the link under the cursor is visible."""
        row = self._links[self.at][0] if 0 <= self.at < len(self._links) else -1
        if row >= 0 and not self._row_shown(row):
            self.scroll_to(y=max(row - self.scrollable_content_region.height // 2, 0), animate=False)

    def _step(self, by: int) -> None:
        """Move to the next link if it is on the screen, else by one line."""
        after = self.at + by
        if 0 <= after < len(self._links):
            row = self._links[after][0]
            edge = self.scroll_offset.y + (self.scrollable_content_region.height if by > 0 else -1)
            if self._row_shown(row) or row == edge:
                self._point(after)
                if self._row_shown(row):
                    return
        self.scroll_to(y=self.scroll_offset.y + by, animate=False)

    def action_down(self) -> None:
        """To the next link, or one line down."""
        self._step(1)

    def action_up(self) -> None:
        """To the link before, or one line up."""
        self._step(-1)

    def action_top(self) -> None:
        """To the first link and the first line."""
        self.scroll_to(y=0, animate=False)
        self._point(0 if self._links else -1)

    def action_bottom(self) -> None:
        """To the last link and the last line."""
        self.scroll_to(y=self.max_scroll_y, animate=False)
        self._point(len(self._links) - 1)

    def action_page_down(self) -> None:
        """One screen down, the cursor on the first link there."""
        self._page(self.scrollable_content_region.height - self.fixed - 1)

    def action_page_up(self) -> None:
        """One screen up, the cursor on the first link there."""
        self._page(1 + self.fixed - self.scrollable_content_region.height)

    def _page(self, by: int) -> None:
        top = max(0, min(self.scroll_offset.y + by, self.max_scroll_y))
        self.scroll_to(y=top, animate=False)
        shown = range(top + self.fixed, top + self.scrollable_content_region.height)
        self._point(next((at for at, (row, _target) in enumerate(self._links) if row in shown), self.at))

    def action_follow(self) -> None:
        """Send a message that the link under the cursor is followed; one off the screen is scrolled to first."""
        if self.target and not self._row_shown(self._links[self.at][0]):
            self._reveal()
        elif self.target:
            self.post_message(Followed(self.target, self.id or ""))

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it."""
        offset = event.get_content_offset(self)
        row = self._row_at(offset.y) if offset else -1
        if offset is None or not 0 <= row < len(self._rows):
            return
        for _span, link in self._rows[row]:
            if link >= 0:
                self._point(link)
                self.action_follow()
                return

    def on_focus(self) -> None:
        """The cursor appears."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor disappears."""
        self.refresh()
