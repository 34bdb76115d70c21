"""A sketch of Uzbekistan, Kazakhstan and Russia in braille dots, with a count at the centre of each region.

The projection is Albers' equal-area conic (standard parallels 45° and 65° N, central meridian 90° E): areas are
comparable, and the north is not stretched as in a cylindrical projection.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil, cos, radians, sin, sqrt

from msgspec import Struct, field

from catalogue.i18n import gettext as _
from catalogue.model import codes
from catalogue.model.answers import Breakdown
from catalogue.present.shapes import Column, Line, Span, Table
from catalogue.text.width import cells

Point = tuple[float, float]
Box = tuple[float, float, float, float]  # west, south, east, north on the projected plane

_SOUTH, _NORTH, _MIDDLE = radians(45), radians(65), radians(90)
_N = (sin(_SOUTH) + sin(_NORTH)) / 2
_C = cos(_SOUTH) ** 2 + 2 * _N * sin(_SOUTH)
_LEAST = 0.18
"""Half the shortest side of the area that a close map shows, in radii of the earth (about 1,100 km)."""
_MARGIN = 0.04
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))  # Unicode 2800: by row, then column of the cell
_BLANK = "\u2800"
_AWAY = ((0, 0), (-1, 0), (1, 0), (0, 1), (0, -1), (-1, 1), (1, 1), (-1, -1), (1, -1), (0, 2), (0, -2), (2, 0), (-2, 0))


class Spot(Struct, frozen=True):
    """A region with the number of records in it, and the coordinates of its centre in degrees."""

    code: str
    label: str
    count: int
    lat: float
    lon: float


def spots(counted: Breakdown) -> tuple[Spot, ...]:
    """The counted regions that have a place on the map, highest count first."""
    known = codes.regions()
    values = [own for facet in counted.facets if facet.field == "region" for own in facet.values]
    placed = [(own, known[own.value or ""]) for own in values if own.value in known and own.count]
    found = [Spot(region.code, own.label, own.count, region.lat, region.lon) for own, region in placed]
    return tuple(sorted(found, key=lambda own: (-own.count, own.code)))


def table(counted: Sequence[Spot]) -> Table[Spot]:
    """The counts of the map with their coordinates."""
    return Table(
        (
            Column("region", _("region"), lambda own: own.code, lambda own: own.code, whole=True),
            Column("label", _("name"), lambda own: own.label, lambda own: own.label),
            Column("count", _("records"), lambda own: own.count, lambda own: str(own.count), right=True),
            Column("lat", _("latitude"), lambda own: own.lat, lambda own: str(own.lat), right=True),
            Column("lon", _("longitude"), lambda own: own.lon, lambda own: str(own.lon), right=True),
        ),
        counted,
    )


def height_for(width: int) -> int:
    """The height in lines of the whole map at a width in cells."""
    west, south, east, north = _box(project(*point) for _country, ring in codes.outlines() for point in ring)
    return max(1, round(width * (north - south) / (east - west) / 2))


def lines(counted: Sequence[Spot], width: int, height: int, *, close: bool = False) -> tuple[Line, ...]:
    """The map in at most ``width`` cells and ``height`` lines; a count links to ``region=CODE``.

    ``close`` shows only the part in which there are counts. A count without room near its place is omitted.
    """
    if width < 4 or height < 2:
        return ()
    canvas = _Canvas(width, height, _frame(counted if close else ()))
    for _country, ring in codes.outlines():
        canvas.ring([project(*point) for point in ring])
    for spot in counted:
        canvas.count(spot)
    return tuple(canvas.lines())


def project(lon: float, lat: float) -> Point:
    """The position of a place on the plane, in radii of the earth, x to the east and y to the north."""
    reach = sqrt(max(_C - 2 * _N * sin(radians(lat)), 0)) / _N
    turn = _N * (radians(lon) - _MIDDLE)
    return reach * sin(turn), -reach * cos(turn)


def _frame(counted: Sequence[Spot]) -> Box:
    """The part of the plane to be shown: all outlines, or the surroundings of the counts."""
    whole = _box(project(*point) for _country, ring in codes.outlines() for point in ring)
    if not counted:
        return whole
    west, south, east, north = _box(project(own.lon, own.lat) for own in counted)
    x, y = (west + east) / 2, (south + north) / 2
    across, up = max((east - west) / 2, _LEAST) + _MARGIN, max((north - south) / 2, _LEAST) + _MARGIN
    return max(x - across, whole[0]), max(y - up, whole[1]), min(x + across, whole[2]), min(y + up, whole[3])


def _box(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


class _Canvas(Struct):
    """Braille cells of 2 × 4 dots, each dot as wide as high, and the labels that replace some cells."""

    width: int
    height: int
    frame: Box
    dots: dict[tuple[int, int], int] = field(default_factory=dict)
    taken: set[tuple[int, int]] = field(default_factory=set)
    labels: dict[tuple[int, int], Spot] = field(default_factory=dict)

    def place(self, point: Point) -> Point:
        """The position of a point of the plane in dots from the upper left; the frame is centred."""
        west, south, east, north = self.frame
        scale = min((self.width * 2 - 1) / (east - west), (self.height * 4 - 1) / (north - south))
        left = (self.width * 2 - 1 - (east - west) * scale) / 2
        above = (self.height * 4 - 1 - (north - south) * scale) / 2
        return left + (point[0] - west) * scale, above + (north - point[1]) * scale

    def ring(self, points: Sequence[Point]) -> None:
        """Draw a closed line."""
        placed = [self.place(point) for point in (*points, points[0])]
        for (x1, y1), (x2, y2) in pairwise(placed):
            steps = max(1, ceil(max(abs(x2 - x1), abs(y2 - y1))))
            for step in range(steps + 1):
                self.dot(round(x1 + (x2 - x1) * step / steps), round(y1 + (y2 - y1) * step / steps))

    def dot(self, x: int, y: int) -> None:
        """Set one dot; dots outside are ignored."""
        if 0 <= x < self.width * 2 and 0 <= y < self.height * 4:
            cell = (y // 4, x // 2)
            self.dots[cell] = self.dots.get(cell, 0) | _DOTS[y % 4][x % 2]

    def count(self, spot: Spot) -> None:
        """Put a count at its place or, if that is taken, right beside it, with a free cell around it."""
        x, y = self.place(project(spot.lon, spot.lat))
        long = len(str(spot.count))
        for down, across in _AWAY:
            row, column = int(y) // 4 + down, int(x) // 2 - (long - 1) // 2 + across
            if not (0 <= row < self.height and column >= 0 and column + long <= self.width):
                continue
            if not any((row, at) in self.taken for at in range(column - 1, column + long + 1)):
                self.taken |= {(row, at) for at in range(column, column + long)}
                self.labels[row, column] = spot
                return

    def lines(self) -> Iterator[Line]:
        """The drawing, line by line."""
        for row in range(self.height):
            yield tuple(self._spans(row))

    def _spans(self, row: int) -> Iterator[Span]:
        column, drawn = 0, ""
        while column < self.width:
            spot = self.labels.get((row, column))
            if spot is None:
                drawn += chr(ord(_BLANK) + self.dots[row, column]) if (row, column) in self.dots else " "
                column += 1
                continue
            if drawn:
                yield Span(drawn, "faint")
            drawn = ""
            yield Span(str(spot.count), "link", f"region={spot.code}")
            column += cells(str(spot.count))
        if drawn.rstrip():
            yield Span(drawn.rstrip(), "faint")
