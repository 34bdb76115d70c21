"""How many cells each column of the list takes at a given width."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from catalogue.present.listing import SEPARATOR
from catalogue.text.width import cells
from catalogue.tui.views import Shown

GAP = 2
FEW = 6
ALWAYS = ("mark", "label")


def fitted(
    columns: Sequence[Shown], needs: Sequence[int], width: int, *, empty: Collection[str] = ()
) -> dict[str, int]:
    """The columns that fit into ``width`` cells, in order, each with its cells; ``needs`` is what their content takes.

    The glyph and the name are always shown; of the others, by worth, each that still fits. One that is ``empty``, or of
    no worth, is shown only if that cuts no other. There is one cell between the glyph and its neighbour, and two
    between other columns.
    """
    pairs = zip(columns, needs, strict=True)
    wants = {column.name: min(max(need, column.least), column.most) for column, need in pairs}
    kept = [column for column in columns if column.name in ALWAYS]
    yielding = {column.name for column in columns if column.name in empty or not column.worth}
    for column in sorted(columns, key=lambda each: (each.name in yielding, -each.worth)):
        wider = [each for each in columns if each in kept or each is column]
        taken = (
            _gaps(wider) + sum(wants[each.name] for each in wider) if column.name in yielding else _taken(wider, wants)
        )
        if taken <= width:
            kept = wider
    granted = {column.name: column.least if column.stretch else wants[column.name] for column in kept}
    _share(kept, granted, wants, width - _gaps(kept) - sum(granted.values()))
    return granted


def parted(text: str, width: int) -> list[str]:
    """The values of a cell that are cut one by one, if there is room for a few letters of each; else the whole text."""
    parts = text.split(SEPARATOR)
    return parts if width >= FEW * len(parts) + cells(SEPARATOR) * (len(parts) - 1) else [text]


def shares(parts: Sequence[str], width: int) -> list[int]:
    """The cells for each of several texts that stand in one cell of ``width``: what it needs, at most an equal share of
    what the shorter ones leave."""
    left = width - cells(SEPARATOR) * (len(parts) - 1)
    rooms = [0] * len(parts)
    for rank, at in enumerate(sorted(range(len(parts)), key=lambda each: cells(parts[each]))):
        rooms[at] = min(cells(parts[at]), max(left // (len(parts) - rank), 0))
        left -= rooms[at]
    return rooms


def _share(kept: Sequence[Shown], granted: dict[str, int], wants: dict[str, int], spare: int) -> None:
    """Share the spare cells among the columns that stretch, by weight, up to their need; the rest to the label."""
    while spare > 0:
        hungry = [column for column in kept if column.stretch and granted[column.name] < wants[column.name]]
        if not hungry:
            return
        weight = sum(column.stretch for column in hungry)
        given = 0
        for column in hungry:
            more = min(
                max(spare * column.stretch // weight, 1), wants[column.name] - granted[column.name], spare - given
            )
            granted[column.name] += more
            given += more
        spare -= given


def _taken(kept: Sequence[Shown], wants: dict[str, int]) -> int:
    """The cells that the columns take when those that stretch take their minimum."""
    return _gaps(kept) + sum(column.least if column.stretch else wants[column.name] for column in kept)


def _gaps(kept: Sequence[Shown]) -> int:
    gaps = GAP * (len(kept) - 1)
    return gaps - 1 if len(kept) > 1 and kept[0].name == "mark" else gaps
