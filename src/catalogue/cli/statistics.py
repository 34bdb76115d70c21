"""What ``catalogue stats`` prints: counts by kind or by the values of a field, null rates by field, a sum."""

from __future__ import annotations

from catalogue.api import find, stats
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.present import counts as tables
from catalogue.present import figures, tallies


def counts(session: Session, settings: Settings, query: str, kind: str | None, *, by_field: bool) -> None:
    """Print a row for each kind, or for each field of each kind."""
    rows = [
        figures.Recorded(own.kind, field, own.records, recorded)
        for own in stats.counts(session, query, kind=kind)
        for field, recorded in own.recorded.items()
    ]
    shown = figures.field_table(rows, session.lang) if by_field else figures.kind_table(rows, session.lang)
    output.rows(settings, shown)


def total(session: Session, settings: Settings, field: str, query: str, kind: str | None) -> None:
    """Print a sum: for people one line with every qualifier, for machines a row for each term."""
    added = stats.total(session, field, query, kind=kind)
    remarks.notes(settings, added.notes)
    if settings.form is None:
        output.chunks(settings, [figures.sum_line(added.terms, session.lang) + "\n"])
    else:
        output.rows(settings, figures.term_table(added.terms, session.lang))
    remarks.note(settings, "sum.counted", {"counted": added.counted, "unknown": added.unknown})


def by(session: Session, settings: Settings, field: str, query: str, kind: str | None) -> None:
    """Print a row for each value of a field: for people with a bar, for machines the value, its label and the count."""
    facet = find.facets(session, query, [field], kind=kind, limit=None)[0]
    remarks.notes(settings, facet.notes)
    if settings.form in (None, "table", "md"):
        output.rows(settings, tallies.table(facet))
    else:
        output.rows(settings, tables.facet_table(tallies.ordered(facet)))
    total = find.search(session, query, kind=kind, limit=0, exact=True).total
    remarks.note(settings, "stats.by", {"records": total})
