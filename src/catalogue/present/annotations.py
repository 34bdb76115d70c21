"""Tags, notes, stars and saved searches as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import partial
from typing import TypeVar

from catalogue.i18n import gettext as _
from catalogue.i18n import pgettext
from catalogue.model.marks import Noted, Saved, Starred, Tagged
from catalogue.present.shapes import Column, Table

M = TypeVar("M", Tagged, Noted, Starred)
Labels = Mapping[str, str]


def tags(marks: Iterable[Tagged]) -> Table[tuple[str, int]]:
    """Each tag and how many records have it."""
    counted = Counter(own.tag for own in marks)
    return Table(
        (
            Column("tag", _("tag"), lambda own: own[0], lambda own: own[0]),
            Column("records", _("records"), lambda own: own[1], lambda own: str(own[1]), right=True),
        ),
        sorted(counted.items()),
    )


def tagged(marks: Iterable[Tagged], labels: Labels) -> Table[Tagged]:
    """The records that have a tag."""
    return Table(_of_record(labels), tuple(marks))


def stars(marks: Iterable[Starred], labels: Labels) -> Table[Starred]:
    """The records that have a star."""
    return Table(_of_record(labels), tuple(marks))


def notes(marks: Iterable[Noted], labels: Labels) -> Table[tuple[int, Noted]]:
    """The notes of each record, numbered from 1 in the order in which they were made."""
    number: Counter[str] = Counter()
    rows = []
    for own in sorted(marks, key=lambda own: (own.record, own.at, own.text)):
        number[own.record] += 1
        rows.append((number[own.record], own))
    return Table(
        (
            Column("record", _("record"), lambda own: own[1].record, lambda own: own[1].record, whole=True),
            Column("label", _("name"), lambda own: labels.get(own[1].record), lambda own: _name(own[1], labels)),
            Column("number", _("no."), lambda own: own[0], lambda own: str(own[0]), right=True),
            Column("at", _("when"), lambda own: own[1].at, lambda own: own[1].at),
            Column("text", pgettext("mark", "note"), lambda own: own[1].text, lambda own: own[1].text),
        ),
        rows,
    )


def searches(saved: Iterable[Saved]) -> Table[Saved]:
    """The saved searches by name."""
    return Table(
        (
            Column("name", _("name"), lambda own: own.name, lambda own: own.name, whole=True),
            Column("query", _("query"), lambda own: own.query, lambda own: own.query),
            Column("columns", _("columns"), lambda own: ",".join(own.columns), lambda own: ", ".join(own.columns)),
            Column("at", _("when"), lambda own: own.at, lambda own: own.at),
        ),
        tuple(saved),
    )


def _of_record(labels: Labels) -> tuple[Column[M], ...]:
    return (
        Column("record", _("record"), lambda own: own.record, lambda own: own.record, whole=True),
        Column("label", _("name"), lambda own: labels.get(own.record), partial(_name, labels=labels)),
        Column("at", _("when"), lambda own: own.at, lambda own: own.at),
    )


def _name(own: Tagged | Noted | Starred, labels: Labels) -> str:
    return labels.get(own.record) or _("not in the catalogue")
