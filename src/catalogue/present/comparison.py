"""Records side by side: one line per field, one column per record, differences marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.i18n import gettext as _
from catalogue.model.comparison import Compared, Comparison
from catalogue.model.kinds import KINDS
from catalogue.model.labels import distance
from catalogue.present import in_words, marks
from catalogue.present.in_words import LONGEST
from catalogue.present.record import role_label
from catalogue.present.shapes import Column, Line, Span, Table, Value
from catalogue.present.side_by_side import side_by_side
from catalogue.text.safe import one_line
from catalogue.text.width import cells, pad

_NARROWEST = 15
"""The width of a column in cells below which records are not shown side by side."""


def table(comparison: Comparison, lang: str, *, differing: bool = False) -> Table[Compared]:
    """The comparison; with ``differing`` only the lines that differ. Columns of records are named by their ids."""
    rows = [row for row in _ordered(comparison.rows, lang) if row.differs or not differing]
    records: list[Column[Compared]] = [
        Column(
            record,
            comparison.labels.get(record, record),
            partial(_data, at=position),
            partial(_shown, at=position, comparison=comparison, lang=lang),
        )
        for position, record in enumerate(comparison.ids)
    ]
    return Table(
        (
            Column("differs", "", lambda row: row.differs, lambda row: marks.CONFLICTING if row.differs else ""),
            Column("field", _("field"), _name, partial(_field, kind=comparison.kind, lang=lang)),
            *records,
        ),
        rows,
    )


def lines(comparison: Comparison, lang: str, width: int, *, differing: bool = False) -> Iterator[Line]:
    """The same as lines of at most ``width`` cells in which no cell is cut.

    Records are shown side by side if there is room, otherwise below one another under each field.
    """
    result = table(comparison, lang, differing=differing)
    heads = [
        (one_line(column.heading, LONGEST), record)
        for column, record in zip(result.columns[2:], comparison.ids, strict=True)
    ]
    rows = [[one_line(cell, LONGEST) for cell in row] for row in result.shown()]
    if width // (len(heads) + 1) >= _NARROWEST:
        yield from side_by_side(heads, rows, width)
        return
    name = max(cells(one_line(record)) for record in comparison.ids)
    for mark, field, *values in rows:
        yield Span(f"{mark or ' '} ", "mark"), Span(field, "heading")
        for record, value in zip(comparison.ids, values, strict=True):
            yield Span(f"    {pad(one_line(record), name)}  ", "label"), Span(value)


def _ordered(rows: Sequence[Compared], lang: str) -> Iterator[Compared]:
    """The rows, those of names last as on a card, and among these the reader's language first."""
    yield from (row for row in rows if row.part != "name")
    yield from sorted((row for row in rows if row.part == "name"), key=lambda row: distance(row.field, lang))


def _name(row: Compared) -> str:
    """The field in the notation of evidence: ``status``, ``name:ru``, ``link:party``."""
    return f"{row.part}:{row.field}" if row.part in ("name", "link") else row.field


def _field(row: Compared, *, kind: str, lang: str) -> str:
    if row.part == "link":
        return role_label(row.field, lang, outgoing=True)
    if row.part == "name":
        return in_words.joined(_("name"), in_words.language(row.field))
    return in_words.field_label(kind, row.field, lang)


def _data(row: Compared, *, at: int) -> Value:
    cell = row.cells[at]
    return (cell[0] if cell else None) if row.part == "value" else cell


def _shown(row: Compared, *, at: int, comparison: Comparison, lang: str) -> str:
    cell = row.cells[at]
    if not cell:
        return marks.NOT_RECORDED
    if row.part == "link":
        return " · ".join(comparison.labels.get(own, own) for own in cell)
    field = KINDS[comparison.kind].field(row.field) if row.part != "name" else None
    return " · ".join(in_words.value(field, text, lang) if field else text for text in cell)
