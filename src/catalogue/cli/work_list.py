"""What ``agenda`` and ``lint`` print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from catalogue import config
from catalogue.api import calendar
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.model.agenda import Agenda
from catalogue.model.lint import Flaw
from catalogue.present import agenda as listing
from catalogue.present import flaws as findings


class AgendaRequest(Struct, frozen=True):
    """The options of an agenda.

    Without ``overdue`` and ``undated`` the agenda has the window and overdue entries; with ``start`` only the window.
    """

    query: str
    start: date | None = None
    days: int | None = None
    overdue: bool = False
    undated: bool = False
    months: int = 12

    def find(self, session: Session) -> Agenda:
        """The requested agenda."""
        narrowed = self.overdue or self.undated
        windowed = not narrowed or self.start is not None or self.days is not None
        ahead = calendar.DAYS if self.days is None else self.days
        return calendar.agenda(
            session,
            self.query,
            today=config.today(),
            start=self.start,
            days=ahead if windowed else None,
            overdue=self.overdue or not (narrowed or self.start),
            undated=self.undated,
            months=self.months,
        )


def agenda(session: Session, settings: Settings, asked: AgendaRequest, ics: str | None) -> None:
    """Print the entries by month, as rows in the chosen format, or as a calendar file."""
    found = asked.find(session)
    remarks.notes(settings, found.notes)
    if ics:
        _calendar(settings, found, ics, session.lang)
    elif settings.form in (None, "md"):
        output.sheet(settings, listing.sheet(found, session.lang))
    else:
        output.rows(settings, listing.table(found, session.lang))
    if not found.entries:
        remarks.note(settings, "agenda.nothing")
    if found.undated:
        remarks.note(settings, "agenda.undated", {"count": found.undated})


def _calendar(settings: Settings, found: Agenda, ics: str, lang: str) -> None:
    from catalogue.present import agenda_ics

    settings.out = ics
    output.chunks(settings, [agenda_ics.text(found, lang)], data=True)
    if left_out := sum(entry.day is None for entry in found.entries):
        remarks.note(settings, "agenda.left_out", {"count": left_out})


def lint(settings: Settings, flaws: Iterable[Flaw], lang: str) -> int:
    """Print the findings as they are found and return their number."""
    counted: Counter[str] = Counter()
    counting = _counting(flaws, counted)
    if settings.form is None:
        output.chunks(settings, output.rendered(settings, findings.lines(counting, lang)))
    else:
        output.rows(settings, findings.table(counting))
    if not counted:
        remarks.note(settings, "lint.nothing")
    else:
        data = {"errors": counted["error"], "warnings": counted["warning"], "infos": counted["info"]}
        remarks.note(settings, "lint.found", data)
    return counted.total()


def _counting(flaws: Iterable[Flaw], counted: Counter[str]) -> Iterator[Flaw]:
    for flaw in flaws:
        counted[flaw.severity] += 1
        yield flaw
