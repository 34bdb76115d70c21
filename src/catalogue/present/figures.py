"""Counts, null rates and sums as tables and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.model import quantities
from catalogue.model.quantities import Quantity
from catalogue.present import in_words, marks
from catalogue.present.shapes import Column, Table
from catalogue.text.safe import one_line


class Recorded(Struct, frozen=True):
    """How many records of a kind have a value in a field."""

    kind: str
    field: str
    records: int
    recorded: int

    @property
    def null_rate(self) -> float:
        """The share of records without a value, 0 to 1, to three places."""
        return round(1 - self.recorded / self.records, 3)


def field_table(rows: Iterable[Recorded], lang: str) -> Table[Recorded]:
    """One row for each field of each kind: how many records have it, and the share that does not."""
    return Table(
        (
            Column("kind", _("kind"), lambda own: own.kind, partial(_kind, lang=lang)),
            Column("field", _("field"), lambda own: own.field, partial(_field, lang=lang)),
            Column("records", _("records"), lambda own: own.records, lambda own: str(own.records), right=True),
            Column("recorded", _("recorded"), lambda own: own.recorded, lambda own: str(own.recorded), right=True),
            Column("null_rate", _("not recorded"), lambda own: own.null_rate, _rate, right=True),
        ),
        rows,
    )


def kind_table(rows: Iterable[Recorded], lang: str) -> Table[Recorded]:
    """One row for each kind: its records, and the share of all its fields that is not recorded."""
    kinds = []
    for kind, group in groupby(rows, key=lambda own: own.kind):
        fields = list(group)
        cells = sum(own.records for own in fields)
        kinds.append((fields[0].records, Recorded(kind, "", cells, sum(own.recorded for own in fields))))
    counted = {own.kind: records for records, own in kinds}
    return Table(
        (
            Column("kind", _("kind"), lambda own: own.kind, partial(_kind, lang=lang)),
            Column(
                "records",
                _("records"),
                lambda own: counted[own.kind],
                lambda own: str(counted[own.kind]),
                right=True,
            ),
            Column("null_rate", _("not recorded"), lambda own: own.null_rate, _rate, right=True),
        ),
        [own for _records, own in kinds],
    )


def _kind(own: Recorded, *, lang: str) -> str:
    return in_words.kinds(own.kind, lang)


def _field(own: Recorded, *, lang: str) -> str:
    return in_words.field_label(own.kind, own.field, lang)


def _rate(own: Recorded) -> str:
    return f"{own.null_rate:.0%}"


def sum_line(terms: Sequence[Quantity], lang: str) -> str:
    """A sum in one line, each term with its qualifiers; a dash if there are no terms."""
    return one_line(quantities.total_text(terms, lang)) or marks.NOT_RECORDED


def term_table(terms: Sequence[Quantity], lang: str) -> Table[Quantity]:
    """The terms of a sum with their parts."""
    return Table(
        (
            Column("term", _("sum"), lambda own: own.text, lambda own: quantities.in_words(own, lang)),
            Column("op", "", lambda own: own.op, lambda own: own.op),
            Column(
                "number",
                _("number"),
                lambda own: f"{own.number:f}",
                lambda own: f"{own.number:f}",
                right=True,
            ),
            Column("high", _("up to"), _high, lambda own: _high(own) or "", right=True),
            Column("unit", _("unit"), lambda own: own.unit, lambda own: own.unit or ""),
            Column("phase", _("phase"), lambda own: own.phase, lambda own: own.phase or ""),
            Column("as_of", _("as of"), _as_of, lambda own: _as_of(own) or ""),
        ),
        terms,
    )


def _high(term: Quantity) -> str | None:
    """The upper end of a range."""
    return None if term.high is None else f"{term.high:f}"


def _as_of(term: Quantity) -> str | None:
    """The common date of all figures of a term, if they have one."""
    return None if term.as_of is None else term.as_of.text
