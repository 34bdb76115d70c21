"""Of several values in a cell those beside which other columns say what is wanted.

A list of objects gives columns of one length (``catalogue.transfer.readers.flat``), so that ``names.lang`` says of each
of ``names.value`` which language it is in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalogue.transfer.files.table import Cell
from catalogue.transfer.registers.recipe import LinkRule, fits
from catalogue.transfer.rows import lists

Wanted = Mapping[str, tuple[str, ...]]


def selected(wanted: Wanted, cell: Cell, cells: Mapping[str, Cell]) -> Cell:
    """The values of a cell beside which each column of ``wanted`` says one of its words, or fits one of its patterns.

    A column with one value says it of all; beside a cell with one value any of several will do.
    """
    if not wanted:
        return cell
    values = (cell,) if isinstance(cell, str) else cell
    kept = tuple(
        value
        for place, value in enumerate(values)
        if all(_says(words, _beside(cells.get(name, ""), place, len(values))) for name, words in wanted.items())
    )
    return next(iter(kept), "") if isinstance(cell, str) else kept


def for_links(rule: LinkRule, cells: Mapping[str, Cell]) -> Mapping[str, Cell]:
    """The cells of a row with only those values, in the columns that a rule takes, that it wants."""
    if not rule.where:
        return cells
    taken = {*rule.to, *rule.beside.values()}
    return {name: selected(rule.where, cell, cells) if name in taken else cell for name, cell in cells.items()}


def _beside(cell: Cell, place: int, count: int) -> tuple[str, ...]:
    """What stands beside the value at a place."""
    if isinstance(cell, str):
        return (cell,)
    return (cell[place],) if len(cell) == count else cell if count == 1 or len(cell) == 1 else ()


def _says(words: Iterable[str], told: tuple[str, ...]) -> bool:
    wanted = tuple(words)
    return any(fits(wanted, text.strip()) for cell in told for text in (cell, *lists.split(cell)))
