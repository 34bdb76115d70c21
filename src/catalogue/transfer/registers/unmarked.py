"""What a mapping leaves out of columns that it uses in part: reported, because the catalogue will not contain it.

These are words in columns with ``marks`` that no rule has, and values that no ``where`` selects.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from catalogue.model.answers import Note
from catalogue.transfer.files.table import Cell
from catalogue.transfer.registers.joining import marked
from catalogue.transfer.registers.recipe import LinkRule, Recipe, RecordRule, fits
from catalogue.transfer.registers.selecting import selected

_SHOWN = 10
_REMEMBERED = 10_000


class Unmarked:
    """Counts them by heading and word."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._rules: tuple[RecordRule | LinkRule, ...] = (*recipe.records, *recipe.links)
        self._marks: dict[str, tuple[str, ...]] = {}
        self._taken: set[tuple[str, Cell]] = set()
        self._left: dict[str, Counter[str]] = {}
        self._wanting = {
            header: targets
            for header, targets in recipe.main.columns.items()
            if targets and all(target.where for target in targets)
        }

    def count(self, cells: Mapping[str, Cell]) -> None:
        """Examine the cells of a row."""
        self._count_wanted(cells)
        if not any(rule.marks for rule in self._rules):
            return
        for header, cell in cells.items():
            marks = self._marks.get(header)
            if marks is None:
                marks = self._marks[header] = self._of(header)
            if not marks or not cell or (header, cell) in self._taken:
                continue
            left = [
                text for text in _values(cell) if not marked(marks, text) and not self._recipe.unknown.is_unknown(text)
            ]
            if left:
                self._left.setdefault(header, Counter()).update(left)
            elif len(self._taken) < _REMEMBERED:
                self._taken.add((header, cell))

    def _count_wanted(self, cells: Mapping[str, Cell]) -> None:
        for header, targets in self._wanting.items():
            cell = cells.get(header, "")
            unselected = Counter(_values(cell))
            for target in targets:
                unselected -= Counter(_values(selected(target.where, cell, cells)))
            if unselected:
                self._left.setdefault(header, Counter()).update(unselected)

    def _of(self, header: str) -> tuple[str, ...]:
        """All marks of a column; none if a rule accepts any word, or the column has a target of its own."""
        rules = [rule for rule in self._rules if fits(rule.each, header)]
        if self._recipe.main.columns.get(header) or not all(rule.marks for rule in rules):
            return ()
        return tuple(dict.fromkeys(mark for rule in rules for mark in rule.marks))

    def notes(self) -> Iterator[Note]:
        """One note per column on what was left out."""
        for header, words in self._left.items():
            listed = tuple(word for word, _ in words.most_common(_SHOWN))
            yield Note("read.unmarked", {"column": header, "count": words.total(), "words": listed})


def _values(cell: Cell) -> list[str]:
    return [text for part in ((cell,) if isinstance(cell, str) else cell) if (text := part.strip())]
