"""Rows of records as a table: the available columns, and the default ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, partial

from catalogue.errors import BadUsage
from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.answers import Row
from catalogue.model.fields import DATE, Field
from catalogue.model.kinds import KINDS, Kind, every_field
from catalogue.present import in_words, marks
from catalogue.present.shapes import Column, Table, Value
from catalogue.text.closest import closest

SEPARATOR = " · "
"""Between the parties, or the places, of one record."""
_ALL = ("mark", "kind", "date", "label", "id")
_BY_KIND = {
    "agreement": ("mark", "form", "date", "label", "ends", "id"),
    "technopark": ("mark", "form", "label", "places", "id"),
    "cluster": ("mark", "form", "label", "places", "members", "id"),
    "event": ("mark", "form", "date", "label", "id"),
    "milestone": ("mark", "form", "due", "label", "id"),
}
_SHORT: Mapping[str, Callable[[str, str], str]] = {"date": in_words.short_date, "quantity": in_words.short_figure}
_NAMES = ("name_en", "name_ru", "name_uz", "name_uz_cyrl", "name_kk")
_ANY_KIND = ("mark", "form", "label", "places", "id")
_MACHINES = (
    "id",
    "kind",
    "label",
    "form",
    "status",
    "date",
    "ends",
    "country",
    "region",
    "parties",
    "places",
    "links",
)


def table(rows: Iterable[Row], names: Sequence[str], lang: str) -> Table[Row]:
    """The rows with these columns. Raises ``BadUsage('column.unknown')`` with the nearest name."""
    return Table(tuple(column(name, lang) for name in names), rows)


def default_columns(kind: Kind | None, *, people: bool) -> tuple[str, ...]:
    """The columns to show: for people those that fit on a line, for machines every main value of the kind."""
    if people:
        return _BY_KIND.get(kind.name, _ANY_KIND) if kind else _ALL
    if kind is None:
        return _MACHINES
    return ("id", "label", *(field.name for field in kind.fields), "parties", "places", "links")


def column_names() -> tuple[str, ...]:
    """Every name that ``--columns`` takes."""
    return tuple(dict.fromkeys((*_derived("en"), *_NAMES, "form", "status", *(field.name for field in every_field()))))


def column(name: str, lang: str) -> Column[Row]:
    """One column by its name. Raises ``BadUsage('column.unknown')``."""
    known = _derived(lang).get(name)
    if known:
        return known
    if is_name(name):
        return _name_column(name)
    label = next((field.label for field in _declared(name)), None)
    if label is None:
        raise BadUsage("column.unknown", column=name, nearest=closest(name, column_names()), known=column_names())
    right = any(field.type in ("quantity", "integer") for field in _declared(name))
    return Column(
        name, label.text(lang), lambda row: row.values.get(name), lambda row: _field_text(row, name, lang), right
    )


def is_name(name: str) -> bool:
    """Whether a column has the names in one language: ``name_ru``, ``name_uz_cyrl``, as in exports."""
    return _NAME.fullmatch(name) is not None


_NAME = re.compile("name_[a-z]{2,3}(_[a-z0-9]{2,8})*")


def _name_column(name: str) -> Column[Row]:
    """The column of the names in one language; ``name_uz`` is Uzbek in Latin letters."""
    tag, *more = name.removeprefix("name_").split("_")
    wanted = "-".join((tag, *(part.title() if len(part) == 4 else part.upper() for part in more)))
    tags = ("uz-Latn", "uz") if wanted == "uz" else (wanted,)

    def found(row: Row) -> str | None:
        return next((row.names[each] for each in tags if each in row.names), None)

    return Column(name, name, found, lambda row: found(row) or "")


@cache
def _declared(name: str) -> tuple[Field, ...]:
    """The single-valued fields of that name, one for each kind that has its own vocabulary for it."""
    return tuple(field for kind in KINDS.values() for field in kind.fields if field.name == name)


def _field_text(row: Row, name: str, lang: str) -> str:
    text = row.values.get(name)
    kind = KINDS.get(row.kind)
    field = kind.field(name) if kind else None
    if text and field:
        short = _SHORT.get(field.type)
        return short(text, lang) if short else in_words.value(field, text, lang)
    return text or ""


def _derived(lang: str) -> dict[str, Column[Row]]:
    """Columns that are not fields: further information in a row about its record."""
    parts: tuple[tuple[str, str, Callable[[Row], Value], Callable[[Row], str]], ...] = (
        ("mark", "", _status, lambda row: marks.glyph(row.kind, row.values.get("status"))),
        ("id", _("id"), lambda row: row.id, lambda row: row.id),
        ("kind", _("kind"), lambda row: row.kind, lambda row: in_words.kind(row.kind, lang)),
        ("label", _("name"), lambda row: row.label, _label),
        (
            "date",
            DATE.label.text(lang),
            lambda row: row.date or None,
            lambda row: in_words.short_date(row.date, lang) or marks.NOT_RECORDED,
        ),
        (
            "ends",
            _("ends"),
            lambda row: row.ends or None,
            lambda row: in_words.short_date(in_words.end(row.ends), lang) or marks.NOT_RECORDED,
        ),
        ("parties", _("parties"), lambda row: row.parties, lambda row: SEPARATOR.join(row.parties)),
        ("places", _("places"), lambda row: row.places, partial(_places, lang=lang)),
        ("links", _("links"), lambda row: row.links, lambda row: str(row.links)),
        (
            "inferred",
            _("inferred"),
            lambda row: row.inferred,
            lambda row: marks.INFERRED if row.inferred else "",
        ),
        ("conflicting", _("conflicting"), lambda row: row.conflicting, _conflict),
    )
    brief = {"parties": lambda row: SEPARATOR.join(row.short_parties or row.parties)}
    return {
        name: Column(name, head, data, shown, name == "links", name == "id", brief.get(name))
        for name, head, data, shown in parts
    }


def _places(row: Row, lang: str) -> str:
    """Where it lies: the places it is linked to, else its region or country."""
    code = row.values.get("region") or row.values.get("country")
    return SEPARATOR.join(row.places or ((codes.name_of(code, lang),) if code else ()))


def _status(row: Row) -> Value:
    return row.values.get("status")


def _label(row: Row) -> str:
    care = (marks.CONFLICTING if row.conflicting else "") + (marks.INFERRED if row.inferred else "")
    return f"{row.label} {care}" if care else row.label


def _conflict(row: Row) -> str:
    return marks.CONFLICTING if row.conflicting else ""
