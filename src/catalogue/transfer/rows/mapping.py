"""Which column of an input means which column of the catalogue.

Every column must mean something: one that is not recognised refuses the input, with the nearest known name, unless the
user maps it (``--map "Title of treaty=name_en"``) or drops it on purpose (``--map "Remarks="``). So nothing is lost
unnoticed.
"""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.errors import BadUsage
from catalogue.model.issues import Issue, Where
from catalogue.model.kinds import Kind
from catalogue.text.closest import closest
from catalogue.transfer.files import headings
from catalogue.transfer.files.table import GUARD_COLUMN, REPORT_COLUMNS
from catalogue.transfer.rows import columns
from catalogue.transfer.rows.columns import Column

MOST_NAMED = 20
"""How many unknown columns are listed individually."""


class Headers:
    """The meanings of an input's columns for one kind (None: rows of several kinds)."""

    def __init__(self, kind: Kind | None, given: Mapping[str, str]) -> None:
        """``given`` maps headers to column names, or to "" for a column to leave out. Raises ``BadUsage``."""
        self._kind = kind
        self._given = {header: _target(name, kind) for header, name in given.items()}
        self._known: dict[str, Column | None] = {}

    def meaning(self, header: str) -> Column | None:
        """The column that a header means, None for one that is left out. Raises ``KeyError`` for an unknown one."""
        if header not in self._known:
            self._known[header] = self._find(header)
        return self._known[header]

    def chosen(self, header: str) -> bool:
        """Whether the user said what a header means."""
        return header in self._given

    def _find(self, header: str) -> Column | None:
        if header in self._given:
            return self._given[header]
        if header in REPORT_COLUMNS or header == GUARD_COLUMN:
            return None
        column = columns.find(header, self._kind)
        if column is None and headings.is_positional(header):
            return columns.UNNAMED
        if column is None:
            raise KeyError(header)
        return column

    def unknown(self, header: str, where: Where) -> Issue:
        """The problem of a header that is not recognised."""
        return Issue("column.unknown", where, {"column": header, "nearest": columns.nearest(header, self._kind)})

    def check(self, header: tuple[str, ...], where: Where) -> tuple[Issue, ...]:
        """What is wrong with a table's header: unknown columns, and two that mean the same."""
        issues: list[Issue] = []
        means: dict[str, str] = {}
        for name in header:
            place = Where(where.file, where.line, name)
            try:
                column = self.meaning(name)
            except KeyError:
                issues.append(self.unknown(name, place))
                if len(issues) == MOST_NAMED:
                    break
                continue
            if column is not None and column is not columns.UNNAMED:
                first = means.setdefault(column.name, name)
                if first != name:
                    issues.append(Issue("column.twice", place, {"column": column.name, "first": first}))
        return tuple(issues)

    def absent(self, header: tuple[str, ...]) -> None:
        """Raise ``BadUsage('map.no_column')`` when a mapped header is not in the table."""
        for name in self._given:
            if name not in header:
                raise BadUsage("map.no_column", column=name, nearest=closest(name, header))


def _target(name: str, kind: Kind | None) -> Column | None:
    if not name:
        return None
    column = columns.find(name, kind)
    if column is None:
        raise BadUsage("map.unknown_target", column=name, nearest=columns.nearest(name, kind))
    return column
