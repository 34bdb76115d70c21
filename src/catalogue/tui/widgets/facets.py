"""The filters: for each field its values with their counts, to be ticked or excluded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip

from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, FacetValue
from catalogue.present import marks
from catalogue.present.tallies import title
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit, pad
from catalogue.tui.commands import BY_ID, NO_KEYS, bindings, key_shown
from catalogue.tui.messages import Cleared, Ticked, ValueSought
from catalogue.tui.widgets.lines import CURSOR
from catalogue.tui.widgets.pane import Pane
from catalogue.tui.widgets.yearstrip import YearStrip, strip

FEW = 6
"""Values of a facet shown until it is unfolded."""
RIGHT = 3
"""The right mouse button."""
TICKED, EXCLUDED, OPEN = "■", "⊟", "□"

Values = frozenset[str | None]
Ticks = Mapping[str, tuple[Values, Values]]
"""By field, the values that the query requires and those it excludes."""


class _Item(Struct, frozen=True):
    """One line: a value of a facet, or with ``value`` None its heading, its bars, or the line that unfolds it."""

    field: str
    text: str
    value: FacetValue | None = None
    heading: bool = False
    bars: YearStrip | None = None
    capped: bool = False


class Facets(Pane, can_focus=True, inherit_bindings=False):
    """All facets, one below another. The ticks shown are those of the query: the pane keeps none of its own."""

    BINDINGS = bindings("move", "facets")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facets--heading",
        "facets--cursor",
        "facets--ticked",
        "facets--faint",
        "facets--bar",
    }
    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002 - a widget's id
        super().__init__(id=id)
        self.kind: str | None = None
        self.cursor = 0
        self.by_name = False
        self.remapped: Mapping[str, str] = NO_KEYS
        self.bar = -1
        """The bar of the strip of years under the cursor; the last one at first."""
        self.bar_from: int | None = None
        self._facets: tuple[Facet, ...] = ()
        self._ticks: Ticks = {}
        self._unfolded: set[str] = set()
        self._labels: dict[tuple[str, str | None], str] = {}
        self._items: list[_Item] = []

    def show(self, facets: Sequence[Facet], ticks: Ticks, *, kind: str | None) -> None:
        """Show these counts and ticks; ``kind`` is the kind whose statuses they are."""
        self.kind = kind
        self._facets = tuple(facets)
        for facet in facets:
            self._labels.update({(facet.field, value.value): value.label for value in facet.values if value.label})
        self._ticks = ticks
        self._list()

    def tick(self, ticks: Ticks) -> None:
        """Show other ticks on the same counts."""
        if ticks != self._ticks:
            self._ticks = ticks
            self._list()

    @property
    def text(self) -> str:
        """What is shown, as plain text."""
        return "\n".join(self._drawn(item, 30) for item in self._items)

    def _list(self) -> None:
        before = self._items[self.cursor] if self.cursor < len(self._items) else None
        self._items = [item for facet in self._facets for item in self._of(facet)]
        keys = [(item.field, item.heading, item.value.value if item.value else None) for item in self._items]
        if before:
            key = (before.field, before.heading, before.value.value if before.value else None)
            self.cursor = keys.index(key) if key in keys else self.cursor
        self.cursor = max(0, min(self.cursor, len(self._items) - 1))
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._items))
        self.refresh()

    def _of(self, facet: Facet) -> list[_Item]:
        """A heading, its values, and how many more there are. A facet with nothing to choose is left out."""
        wanted, barred = self._ticks.get(facet.field, (frozenset(), frozenset()))
        values = list(facet.values)
        counted = {each.value for each in values}
        values += [
            FacetValue(value, self._labels.get((facet.field, value), (value or "").replace("..", "–")), 0)
            for value in sorted(wanted | barred, key=lambda each: each or "")
            if value not in counted
        ]
        if not values or (len(values) == 1 and values[0].value is None and not wanted | barred):
            return []
        if self.by_name:
            values.sort(key=lambda each: (each.value is None, each.label.casefold()))
        unfolded = facet.field in self._unfolded or len(values) <= FEW + 1
        few = (
            values
            if unfolded
            else [each for at, each in enumerate(values) if at < FEW or each.value in wanted | barred]
        )
        items = [_Item(facet.field, title(facet), heading=True)]
        if facet.field == "year" and (bars := strip(facet.values)):
            items.append(_Item(facet.field, bars.text, bars=bars))
        items += [_Item(facet.field, self._label(facet.field, each), each, capped=facet.capped) for each in few]
        if len(few) < len(values):
            items.append(_Item(facet.field, _("{n} more ⏎").format(n=len(values) - len(few))))
        return items

    def _label(self, field: str, value: FacetValue) -> str:
        label = one_line(value.label or value.value or "") if value.value is not None else _("not recorded")
        if field == "status":
            return f"{marks.glyph(self.kind or '', value.value)} {label}"
        return f"{sign} {label}" if field == "is" and (sign := marks.FLAGS.get(value.value or "")) else label

    # ---------------------------------------------------------------- drawing

    def render_line(self, y: int) -> Strip:
        """One heading or value."""
        width = self.scrollable_content_region.width
        at = y + self.scroll_offset.y
        base = self.rich_style
        if at >= len(self._items):
            return Strip.blank(self.size.width, base)
        item = self._items[at]
        here = at == self.cursor and self.has_focus
        style = base + (self._look("cursor") if here else self._look_of(item))
        text = (CURSOR if here else " ") + self._drawn(item, width - 1)
        if item.bars and here:
            return Strip(self._of_bars(item.bars, text, style)).adjust_cell_length(self.size.width, style)
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, style if here else base)

    def _drawn(self, item: _Item, width: int) -> str:
        if item.heading:
            hint = self._clearing(item.field)
            room = width - cells(hint) - 1
            return f"{pad(item.text.upper(), room)} {hint}" if hint and room > 0 else fit(item.text.upper(), width)
        if item.value is None:
            return "  " + fit(item.text, max(width - 2, 0))
        more = "+" if item.capped and item.value.count else ""
        count = "" if ".." in (item.value.value or "") else f"{item.value.count}{more}"  # spans may share records
        room = max(width - 3 - cells(count), 0)
        return f"{self._box(item)} {pad(item.text, room)} {count}"

    def _clearing(self, field: str) -> str:
        """How to drop the values of a filter; "" if there are none."""
        keys = BY_ID["clear_facet"]
        return f"{key_shown(keys.bound(self.remapped)[0])} {_(keys.words)}" if any(self._ticks.get(field, ())) else ""

    def _of_bars(self, bars: YearStrip, text: str, style: Style) -> list[Segment]:
        """The strip of years with the chosen bars highlighted."""
        low, high = sorted(self._chosen_bars(bars))
        start = len(CURSOR) + 2 + bars.offset
        cut = (start + low, start + high + 1)
        chosen = Segment(text[cut[0] : cut[1]], self.rich_style + self._look("bar"))
        return [Segment(text[: cut[0]], style), chosen, Segment(text[cut[1] :], style)]

    def _chosen_bars(self, bars: YearStrip) -> tuple[int, int]:
        at = self.bar if 0 <= self.bar < len(bars.sums) else len(bars.sums) - 1
        return at if self.bar_from is None else min(self.bar_from, len(bars.sums) - 1), at

    def _tell_years(self) -> None:
        """Show on the border which years the chosen bars cover."""
        bars = self._bars_here
        self.border_subtitle = Content(bars.label(*self._chosen_bars(bars))) if bars and self.has_focus else None

    @property
    def _bars_here(self) -> YearStrip | None:
        return self._items[self.cursor].bars if self.cursor < len(self._items) else None

    def _box(self, item: _Item) -> str:
        wanted, barred = self._ticks.get(item.field, (frozenset(), frozenset()))
        value = item.value.value if item.value else None
        return TICKED if value in wanted else EXCLUDED if value in barred else OPEN

    def _look_of(self, item: _Item) -> Style:
        if item.heading:
            return self._look("heading")
        if item.value is None:
            return self._look("faint")
        return self._look("ticked") if self._box(item) != OPEN else Style.null()

    def _look(self, part: str) -> Style:
        return self.get_component_rich_style(f"facets--{part}")

    def on_resize(self) -> None:
        """Cut the lines to the new width."""
        self.virtual_size = Size(self.scrollable_content_region.width, len(self._items))
        self.refresh()

    # ---------------------------------------------------------------- keys

    def _go(self, at: int) -> None:
        self.cursor = max(0, min(at, len(self._items) - 1))
        top, height = self.scroll_offset.y, max(self.scrollable_content_region.height, 1)
        if self.cursor < top:
            self.scroll_to(y=0 if self.cursor <= 1 else self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)
        self._tell_years()
        self.refresh()

    def action_down(self) -> None:
        """One line down."""
        self._go(self.cursor + 1)

    def action_up(self) -> None:
        """One line up."""
        self._go(self.cursor - 1)

    def action_top(self) -> None:
        """To the first line."""
        self._go(0)

    def action_bottom(self) -> None:
        """To the last line."""
        self._go(len(self._items) - 1)

    def action_page_down(self) -> None:
        """One screen down."""
        self._go(self.cursor + self.scrollable_content_region.height)

    def action_page_up(self) -> None:
        """One screen up."""
        self._go(self.cursor - self.scrollable_content_region.height)

    def action_tick(self) -> None:
        """Send a message that the value under the cursor is ticked; on other lines unfold."""
        self._turn(excluded=False)

    def action_exclude(self) -> None:
        """Send a message that the value under the cursor is excluded."""
        self._turn(excluded=True)

    def _turn(self, *, excluded: bool) -> None:
        item = self._items[self.cursor] if self._items else None
        if item is None:
            return None
        if item.bars:
            self.post_message(Ticked(item.field, item.bars.value(*self._chosen_bars(item.bars)), excluded))
            return None
        if item.value is None:
            return self.action_unfold()
        self.post_message(Ticked(item.field, item.value.value, excluded))
        return None

    def action_unfold(self) -> None:
        """On a heading, ask to find a value; below it, show all values, or only the first."""
        if self._items and self._items[self.cursor].heading:
            self.post_message(ValueSought(self._items[self.cursor].field))
        elif self._items:
            self._unfolded ^= {self._items[self.cursor].field}
            self._list()
            self._go(self.cursor)

    def action_clear_facet(self) -> None:
        """Send a message that nothing is ticked or excluded in the facet under the cursor."""
        if self._items and any(self._ticks.get(self._items[self.cursor].field, ())):
            self.post_message(Cleared(self._items[self.cursor].field))

    def action_bar_left(self) -> None:
        """On the strip of years, move to the previous bar."""
        self._move_bar(-1)

    def action_bar_right(self) -> None:
        """On the strip of years, move to the next bar."""
        self._move_bar(1)

    def action_bar_range(self) -> None:
        """On the strip of years, begin a span at this bar, or cancel it."""
        if bars := self._bars_here:
            self.bar_from = self._chosen_bars(bars)[1] if self.bar_from is None else None
            self._move_bar(0)

    def _move_bar(self, by: int) -> None:
        if bars := self._bars_here:
            self.bar = max(0, min(self._chosen_bars(bars)[1] + by, len(bars.sums) - 1))
            self._tell_years()
            self.refresh()

    def action_order(self) -> None:
        """Order values by name, or by count again."""
        self.by_name = not self.by_name
        self._list()

    def on_click(self, event: events.Click) -> None:
        """A click ticks a value or unfolds a facet; with the right button it excludes. On the hint it clears."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y + self.scroll_offset.y < len(self._items):
            self._go(offset.y + self.scroll_offset.y)
            item = self._items[self.cursor]
            hint = self._clearing(item.field) if item.heading else ""
            if hint and offset.x >= self.scrollable_content_region.width - cells(hint):
                self.action_clear_facet()
                return
            if (bars := self._bars_here) and offset.x >= (start := len(CURSOR) + 2 + bars.offset):
                self.bar = min(offset.x - start, len(bars.sums) - 1)
            self._turn(excluded=event.button == RIGHT)

    def on_focus(self) -> None:
        """The cursor appears."""
        self._tell_years()
        self.refresh()

    def on_blur(self) -> None:
        """The cursor disappears."""
        self.bar_from = None
        self._tell_years()
        self.refresh()
