"""Counts by value with bars, drawn in eighths of a terminal cell."""

from __future__ import annotations

from msgspec.structs import replace

from catalogue.i18n import gettext as _
from catalogue.model.answers import Facet, FacetValue
from catalogue.present.shapes import Column, Table
from catalogue.text.safe import one_line

WIDTH = 30
"""Cells of the longest bar."""
_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def ordered(facet: Facet) -> Facet:
    """The facet with years in chronological order; "not recorded" stays last."""
    if facet.field != "year":
        return facet
    known = sorted((own for own in facet.values if own.value), key=lambda own: own.value or "")
    return replace(facet, values=(*known, *(own for own in facet.values if own.value is None)))


def title(facet: Facet) -> str:
    """The name of the field by which a facet counts."""
    own = {"kind": _("kind"), "year": _("year"), "place": _("place"), "tag": _("tag"), "is": _("flags")}
    return own.get(facet.field) or one_line(facet.label)


def table(facet: Facet) -> Table[FacetValue]:
    """Label, count and bar of each value, including "not recorded"."""
    rows = ordered(facet).values
    most = max((own.count for own in rows), default=0)
    return Table(
        (
            Column("label", facet.label, lambda own: own.label, lambda own: own.label or _("not recorded")),
            Column("count", _("records"), lambda own: own.count, lambda own: str(own.count), right=True),
            Column("bar", "", lambda own: own.count, lambda own: bar(own.count, most)),
        ),
        rows,
    )


def bar(count: int, most: int, width: int = WIDTH) -> str:
    """A bar whose length is to ``width`` as ``count`` to ``most``; any count above 0 gets at least an eighth."""
    if count <= 0 or most <= 0:
        return ""
    eighths = max(1, round(count * width * 8 / most))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8]
