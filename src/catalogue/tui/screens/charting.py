"""The view of charts: bars in the place of the list, the map in the place of the card."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.answers import Breakdown
from catalogue.present.shapes import Line, Span
from catalogue.tui import asking, boards, messages, telling
from catalogue.tui.screens.boards import BoardScreen

if TYPE_CHECKING:
    from catalogue.present import map as sketch

EXPORTED = "charts.csv"


class ChartingScreen(BoardScreen):
    """Counts what the query finds. A bar and a count on the map lead to the records that they count."""

    _breakdown = Breakdown(0, ())
    _regions = _breakdown
    numbers = False
    close = False

    def board(self, *, keep: bool) -> None:
        """Query the counts, or whatever else the view shows."""
        if self.view.shows != "charts":
            super().board(keep=keep)
            return
        self.list_or_lines(lines=True)
        self.ask("page", partial(asking.charts, self.session, self.looking.query), partial(self._charted, keep=keep))
        self.ask("facets", partial(asking.facets, self.session, self.looking), self.faceted)

    def show_card(self, record: str, *, target: str = "") -> None:
        """Show a record; charts have none."""
        if self.view.shows != "charts":
            super().show_card(record, target=target)

    def _charted(self, answer: tuple[Breakdown, Breakdown], *, keep: bool) -> None:
        counted, self._regions = answer
        self._breakdown = counted
        self.card = None
        self.set_class(not counted.total, "-no-card")
        self.note(telling.notes(counted.notes))
        self._draw(keep=keep)

    def _draw(self, *, keep: bool) -> None:
        """Draw the bars and the map, each at the size of its pane."""
        title = ngettext("{n} record", "{n} records", self._breakdown.total).format(n=self._breakdown.total)
        self.advice.entitle(f"{_('Charts')} · {title}")
        self.advice.draw(self._bars, keep=keep)
        self._entitle_map()
        self.detail.draw(self._map, keep=keep)

    def _bars(self, width: int, _height: int) -> Sequence[Line]:
        from catalogue.present import chart

        lines: list[Line] = []
        for section in chart.sections(self._breakdown, width, numbers=self.numbers):
            lines += [(), (Span(section.heading, "heading"),), *section.lines]
        return lines[1:] or [(Span(_("Nothing to count."), "title"),)]

    def _map(self, width: int, height: int) -> Sequence[Line]:
        from catalogue.present import map as sketch

        return sketch.lines(self._spots(), width, height, close=self.close)

    def _spots(self) -> tuple[sketch.Spot, ...]:
        from catalogue.present import map as sketch

        return sketch.spots(self._regions)

    def on_pointed(self, event: messages.Pointed) -> None:
        """Show the name of the region under the cursor of the map on its border."""
        if event.pane == "detail" and self.view.shows == "charts":
            from catalogue.present import chart

            _field, code = chart.parsed_target(event.target)
            named = (f"{spot.label}: {spot.count}" for spot in self._spots() if spot.code == code)
            self._entitle_map(next(named, ""))

    def _entitle_map(self, remark: str = "") -> None:
        from catalogue.api import stats

        every = stats.located(self.looking.query) == self.looking.query
        self.detail.entitle(_("Map") if every else _("Map, places themselves not counted"), remark)

    def choose(self, target: str, pane: str) -> None:
        """Show the records that a bar or, in the pane of the map, a count stands for."""
        from catalogue.api import stats
        from catalogue.present import chart

        query = stats.located(self.looking.query) if pane == "detail" else self.looking.query
        self.go(boards.narrowed(replace(self.looking, query=query), *chart.parsed_target(target)))
        self.enter("results")

    # ---------------------------------------------------------------- keys

    def action_numbers(self) -> None:
        """Switch between all numbers and bars."""
        self.numbers = not self.numbers
        self._draw(keep=False)

    def action_close_up(self) -> None:
        """Switch between the part of the map that has data and the whole."""
        self.close = not self.close
        self._draw(keep=True)

    def export_numbers(self) -> None:
        """Ask for a file name, and write the numbers to that file."""
        from catalogue.tui.screens.paths import PathPrompt

        self.app.push_screen(PathPrompt(_("Write the numbers to a CSV file"), value=EXPORTED), self._export)

    def _export(self, path: str | None) -> None:
        if path:
            question = partial(asking.write_numbers, self._breakdown, Path(path))
            text = _("Written: {path}").format(path=telling.short(str(Path(path).absolute())))
            self.ask("own", question, lambda _done: self.say(text))
