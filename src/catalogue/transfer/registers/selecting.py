"""Selecting, of several values in a cell, those for which parallel columns hold the wanted words.

A list of objects gives columns of equal length (``catalogue.transfer.readers.flat``), so that ``names.lang`` gives the
language of each of ``names.value``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.transfer.files.table import Cell
from catalogue.transfer.registers.recipe import LinkRule, fits
from catalogue.transfer.rows import lists

Wanted = Mapping[str, tuple[str, ...]]


def selected(wanted: Wanted, cell: Cell, cells: Mapping[str, Cell]) -> Cell:
    """The values of a cell for which each column of ``wanted`` holds one of its words, or fits one of its patterns.

    A column with one value applies to all; for a cell with one value any of several will do.
    """
    if not wanted:
        return cell
    values = (cell,) if isinstance(cell, str) else cell
    kept = tuple(
        value
        for place, value in enumerate(values)
        if all(_contains(words, _beside(cells.get(name, ""), place, len(values))) for name, words in wanted.items())
    )
    return next(iter(kept), "") if isinstance(cell, str) else kept


def for_links(rule: LinkRule, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The cells of a row, reduced in the columns that a rule uses to the values that it wants."""
    if not rule.where:
        return cells
    taken = {*rule.to, *rule.beside.values()}
    return {name: selected(rule.where, cell, cells) if name in taken else cell for name, cell in cells.items()}


def _beside(cell: Cell, place: int, count: int) -> tuple[str, ...]:
    """The text parallel to the value at ``place``."""
    if isinstance(cell, str):
        return (cell,)
    return (cell[place],) if len(cell) == count else cell if count == 1 or len(cell) == 1 else ()


def _contains(words: Iterable[str], texts: tuple[str, ...]) -> bool:
    wanted = tuple(words)
    return any(fits(wanted, text.strip()) for cell in texts for text in (cell, *lists.split(cell)))
