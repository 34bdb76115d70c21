"""The records of a query counted by several fields: bars that link to the records they count, numbers, and rows for a
file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from catalogue.i18n import gettext as _
from catalogue.i18n import ngettext
from catalogue.model.answers import Breakdown, Facet, FacetValue
from catalogue.present import tallies
from catalogue.present.shapes import Column, Line, Section, Span, Table
from catalogue.text.safe import one_line
from catalogue.text.width import cells, fit

FEW = 12
"""The most bars of one chart, apart from "not recorded"; years are grouped until there are no more."""
_SPANS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_LABEL = 44
_GAP = 2


class Bar(Struct, frozen=True):
    """One bar: its label, the number of its records, and the value or span (``2020..2024``) that selects them.

    ``value`` None is "not recorded".
    """

    label: str
    count: int
    value: str | None


def sections(counted: Breakdown, width: int, *, numbers: bool = False) -> tuple[Section, ...]:
    """A chart for each field in lines of at most ``width`` cells; with ``numbers`` instead a list of all values with
    their shares.

    A field with only one value is omitted. Each bar links to ``target_of`` its field and value.
    """
    facets = [facet for facet in counted.facets if len(facet.values) > 1 or _known(facet) < counted.total]
    facets = [facet for facet in facets if _known(facet)]
    bars = [(facet, _all_bars(facet) if numbers else _top_bars(facet)) for facet in facets]
    label = _label_width([own for _facet, each in bars for own in each], width)
    parts = []
    for facet, each in bars:
        lines = tuple(_numbers(facet, each, counted.total, label) if numbers else _bars(facet, each, width, label))
        parts.append(Section(tallies.title(facet), lines))
    return tuple(parts)


def table(counted: Breakdown) -> Table[tuple[str, FacetValue]]:
    """Every count as a row: the field, the value (None: not recorded), its label, the number of records."""
    return Table(
        (
            Column("field", _("field"), lambda own: own[0], lambda own: own[0]),
            Column("value", _("value"), lambda own: own[1].value, lambda own: own[1].value or ""),
            Column("label", _("name"), lambda own: own[1].label, lambda own: own[1].label or _("not recorded")),
            Column("count", _("records"), lambda own: own[1].count, lambda own: str(own[1].count), right=True),
        ),
        [(facet.field, own) for facet in counted.facets for own in tallies.ordered(facet).values],
    )


def target_of(field: str, value: str | None) -> str:
    """The link target of a bar: a field and a value."""
    return field if value is None else f"{field}={value}"


def parsed_target(target: str) -> tuple[str, str | None]:
    """The field and the value in a target made by ``target_of``."""
    field, found, value = target.partition("=")
    return field, value if found else None


def _known(facet: Facet) -> int:
    return sum(own.count for own in facet.values if own.value is not None)


def _all_bars(facet: Facet) -> list[Bar]:
    return [_bar(own) for own in tallies.ordered(facet).values]


def _top_bars(facet: Facet) -> list[Bar]:
    """The most frequent values, years in spans; "not recorded" last."""
    known = [own for own in facet.values if own.value is not None]
    unknown = [_bar(own) for own in facet.values if own.value is None]
    if facet.field == "year":
        return [*spans({int(own.value): own.count for own in known if own.value and own.value.isdigit()}), *unknown]
    return [*map(_bar, known[:FEW]), *unknown]


def spans(years: dict[int, int]) -> list[Bar]:
    """A bar for every year from the first to the last, or for several years each if there are many."""
    if not years:
        return []
    first, last = min(years), max(years)
    each = next(size for size in _SPANS if last // size - first // size < FEW)
    bars = []
    for start in range(first // each * each, last + 1, each):
        end = start + each - 1
        count = sum(years.get(year, 0) for year in range(start, end + 1))
        label, value = (str(start), f"{start:04}") if each == 1 else (f"{start}–{end}", f"{start:04}..{end:04}")
        bars.append(Bar(label, count, value))
    return bars


def _bar(own: FacetValue) -> Bar:
    return Bar(one_line(own.label or own.value or "") or _("not recorded"), own.count, own.value)


def _label_width(bars: Sequence[Bar], width: int) -> int:
    return min(max((cells(own.label) for own in bars), default=0), _LABEL, max(width * 2 // 5, 4))


def _bars(facet: Facet, bars: Sequence[Bar], width: int, label: int) -> Iterator[Line]:
    most = max((own.count for own in bars), default=0)
    right = len(str(most))
    room = max(width - label - right - 3 * _GAP, 1)
    for own in bars:
        yield (
            *_named(facet, own, label, right),
            Span(" " * _GAP + tallies.bar(own.count, most, room), "faint" if own.value is None else "good"),
        )
    left = sum(1 for own in facet.values if own.value is not None) - FEW
    if facet.field != "year" and left > 0:
        text = ngettext("and {n} more value", "and {n} more values", left).format(n=left)
        yield (Span(" " * _GAP + text, "faint"),)


def _numbers(facet: Facet, bars: Sequence[Bar], total: int, label: int) -> Iterator[Line]:
    right = len(str(max((own.count for own in bars), default=0)))
    for own in bars:
        share = _share(own.count / total) if total else ""
        yield (*_named(facet, own, label, right), Span(f"{share:>{_GAP + 6}}", "faint"))


def _share(part: float) -> str:
    whole, tenths = f"{part * 100:.1f}".split(".")
    return _("{whole}.{tenths}%").format(whole=whole, tenths=tenths)


def _named(facet: Facet, own: Bar, label: int, right: int) -> Iterator[Span]:
    """The label, which is the link, and the count; a bar without records has no link."""
    name = fit(own.label, label)
    yield Span(" " * _GAP)
    yield Span(name, "link", target_of(facet.field, own.value)) if own.count else Span(name, "faint")
    yield Span(f"{' ' * (label - cells(name))}{' ' * _GAP}{own.count:>{right}}", "faint" if own.value is None else "")
