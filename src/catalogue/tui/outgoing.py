"""An export in preparation: which records, in which format, where to; and writing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from catalogue import config
from catalogue.api import calendar, exchange
from catalogue.api.exchange import ExportOptions
from catalogue.api.session import Session
from catalogue.errors import BadUsage
from catalogue.query import nodes, printer
from catalogue.tui import shell
from catalogue.tui.running import Run, Stopped

Scope = Literal["this", "marked", "list", "agenda", "all"]
TABLES = ("csv", "tsv", "xlsx", "md", "html")
"""Formats with selectable columns."""
DELIMITED = ("csv", "tsv")
AGENDA = "ics"
AGENDAS = (AGENDA, "csv")
"""Formats for the agenda as it is shown."""


class Outgoing(Struct, frozen=True):
    """What is to be written.

    ``queries`` has, for each available scope, the query that finds its records; ``kinds`` their kind ("" for several),
    ``counts`` their number as far as it is known. ``path`` "" stands for a name made from ``called``, the scope and the
    format. ``ahead`` is how many days the agenda looks ahead, None for all.
    """

    queries: Mapping[Scope, str]
    kinds: Mapping[Scope, str]
    counts: Mapping[Scope, int]
    called: str
    scope: Scope = "list"
    format: str = "csv"
    columns: tuple[str, ...] = ()
    bom: bool = False
    excel_safe: bool = False
    path: str = ""
    ahead: int | None = None

    @property
    def out(self) -> str:
        """The path to write to."""
        return self.path or f"{self._stem}{exchange.suffix_of(self.format)}"

    @property
    def _stem(self) -> str:
        if self.scope == "this" or (self.scope == "marked" and "agenda" in self.queries):
            return self.kinds[self.scope] or "records"
        return "catalogue" if self.scope == "all" else self.called

    @property
    def query(self) -> str:
        """The query that finds the records."""
        return self.queries[self.scope]

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats possible for these records."""
        return AGENDAS if self.scope == "agenda" else exchange.WRITABLE

    @property
    def columned(self) -> bool:
        """Whether columns can be chosen."""
        return self.format in TABLES and self.scope != "agenda"

    @property
    def delimited(self) -> bool:
        """Whether it is text with separators that Excel may open."""
        return self.format in DELIMITED and self.scope != "agenda"

    def options(self) -> ExportOptions:
        """The options, without those that have no effect in the format."""
        if self.format == exchange.PACKAGE:
            return ExportOptions(self.format)
        return ExportOptions(
            format="" if _named_so(self.out, self.format) else self.format,
            kind=self.kinds[self.scope],
            columns=self.columns if self.columned else (),
            bom=self.bom and self.delimited,
            excel_safe=self.excel_safe and self.delimited,
        )

    def command(self, catalogue: Path) -> str:
        """The equivalent shell command."""
        if self.scope == "agenda":
            return shell.agenda(catalogue, self.query, self.out, form=self.format, days=self.days)
        return shell.exporting(catalogue, self.query, self.out, self.options())

    @property
    def days(self) -> int:
        """How many days the agenda looks ahead."""
        return _EVER if self.ahead is None else self.ahead

    def with_format(self, form: str) -> Outgoing:
        """A copy in another format; a data package always contains everything."""
        return replace(self, format=form, scope="all" if form == exchange.PACKAGE else self.scope)

    def with_scope(self, scope: Scope) -> Outgoing:
        """A copy for other records; columns of another kind are dropped."""
        same = self.kinds[scope] == self.kinds[self.scope]
        fitting = self.format != exchange.PACKAGE and (scope != "agenda" or self.format in AGENDAS)
        return replace(
            self, scope=scope, format=self.format if fitting else "csv", columns=self.columns if same else ()
        )

    def with_column(self, name: str) -> Outgoing:
        """A copy with a column added, or removed if it was there."""
        left = tuple(column for column in self.columns if column != name)
        return replace(self, columns=left if name in self.columns else (*self.columns, name))


def _named_so(path: str, form: str) -> bool:
    """Whether the file name already implies the format."""
    try:
        return exchange.format_of(path) == form
    except BadUsage:
        return False


def of_ids(ids: tuple[str, ...]) -> str:
    """The query that finds these records."""
    test = nodes.field_test(nodes.Target("special", "id"), [nodes.Text(record) for record in ids])
    return printer.show(nodes.Query(test))


def write(session: Session, going: Outgoing, run: Run) -> int | None:
    """Write the file; returns the number of records, or of entries for an agenda.

    Returns None when it was stopped: then nothing was written. Raises ``BadUsage``, ``Refused``.
    """
    expected = max(going.counts.get(going.scope, 0), 1)

    def progress(number: int) -> None:
        run.progress(number, number / expected)

    try:
        return _write(session, going, run, progress)
    except Stopped:
        return None


def _write(session: Session, going: Outgoing, run: Run, progress: Callable[[int], None]) -> int:
    chosen = replace(going.options(), progress=progress, left_out=run.left_out.append)
    if going.format == exchange.PACKAGE:
        return exchange.export_all(session, Path(going.out), chosen)
    if going.scope == "agenda":
        return _agenda(session, going)
    if going.format == AGENDA:
        return _deadlines(session, going)
    from catalogue.present.bibliography import PROSE_WRITERS

    return exchange.export(session, going.query, going.out, replace(chosen, prose_writers=PROSE_WRITERS))


def _agenda(session: Session, going: Outgoing) -> int:
    """Write the agenda as it is shown, in a calendar without the entries that have no day; returns their number."""
    from catalogue.present import agenda, agenda_ics, formats

    calendared = going.format == AGENDA
    found = calendar.agenda(session, going.query, today=config.today(), days=going.days, undated=not calendared)
    lang = session.lang
    pieces = [agenda_ics.text(found, lang)] if calendared else formats.write(agenda.table(found, lang), "csv")
    with exchange.output(going.out) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8"))
    return len(found.entries)


def _deadlines(session: Session, going: Outgoing) -> int:
    """Write the agenda of the records as a calendar: every entry that has a day."""
    from catalogue.present import agenda_ics

    kind = going.kinds[going.scope] or None
    found = calendar.agenda(session, going.query, kind=kind, today=config.today(), days=_EVER, undated=False)
    with exchange.output(going.out) as stream:
        stream.write(agenda_ics.text(found, session.lang).encode("utf-8"))
    return len(found.entries)


_EVER = 4_000_000  # days, more than the calendar has
