"""What ``catalogue stats`` prints: counts by kind or by the values of a field, null rates by field, a sum."""

from __future__ import annotations

from catalogue.api import find, stats
from catalogue.api.session import Session
from catalogue.cli import output, remarks
from catalogue.cli.context import Settings
from catalogue.i18n import ngettext
from catalogue.present import chart, figures, tallies
from catalogue.present import counts as tables
from catalogue.present import map as sketch
from catalogue.present.shapes import Section, Sheet


def counts(session: Session, settings: Settings, query: str, kind: str | None, *, by_field: bool) -> None:
    """Print a row for each kind, or for each field of each kind."""
    remarks.understood(settings, session, query, kind=kind)
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


def charts(session: Session, settings: Settings, query: str, kind: str | None) -> None:
    """Print the charts: bars for people, for machines a row for each field and value."""
    counted = stats.breakdown(session, query, kind=kind)
    remarks.notes(settings, counted.notes)
    if settings.form in (None, "table", "md"):
        text = ngettext("{n} record", "{n} records", counted.total).format(n=counted.total)
        output.sheet(settings, Sheet(text, chart.sections(counted, output.columns())))
    else:
        output.rows(settings, chart.table(counted))


def on_map(session: Session, settings: Settings, query: str, kind: str | None) -> None:
    """Print the map with a count at the centre of each region, or the regions as rows."""
    counted = stats.regions(session, query, kind=kind)
    remarks.notes(settings, counted.notes)
    spots = sketch.spots(counted)
    if settings.form is not None:
        output.rows(settings, sketch.table(spots))
        return
    text = ngettext("{n} record", "{n} records", counted.total).format(n=counted.total)
    drawn = sketch.lines(spots, output.columns(), sketch.height_for(output.columns()))
    output.sheet(settings, Sheet(text, (Section("", drawn), *chart.sections(counted, output.columns(), numbers=True))))


def by(session: Session, settings: Settings, field: str, query: str, kind: str | None) -> None:
    """Print a row for each value of a field: for people with a bar, for machines the value, its label and the count."""
    facet = find.facets(session, query, [field], kind=kind, limit=None)[0]
    remarks.understood(settings, session, query, kind=kind)
    if settings.form in (None, "table", "md"):
        output.rows(settings, tallies.table(facet))
    else:
        output.rows(settings, tables.facet_table(tallies.ordered(facet)))
    total = find.search(session, query, kind=kind, limit=0, exact=True).total
    remarks.note(settings, "stats.by", {"records": total})
