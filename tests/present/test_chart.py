"""Charts: all counts of a breakdown in a few bars, each within its width, each leading to what it counts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.answers import Breakdown, Facet, FacetValue
from catalogue.present import chart
from catalogue.present.shapes import text_of
from catalogue.text.width import cells

YEARS = st.dictionaries(st.integers(0, 2100), st.integers(1, 10_000), min_size=1)
NAMES = st.text(min_size=1, max_size=80)


@given(YEARS)
def test_years_are_grouped_into_few_bars_without_losing_records(years: dict[int, int]) -> None:
    bars = chart.spans(years)
    assert len(bars) <= chart.FEW
    assert sum(own.count for own in bars) == sum(years.values())


def test_a_bar_queries_a_range_of_years_or_a_single_year() -> None:
    assert [own.value for own in chart.spans({2019: 1, 2021: 2})] == ["2019", "2020", "2021"]
    spans = chart.spans({1991: 2, 2024: 1})
    assert (spans[0].label, spans[0].value, spans[0].count) == ("1990–1994", "1990..1994", 2)
    assert spans[1].count == 0
    assert chart.spans({}) == []


@given(st.lists(st.tuples(NAMES, st.integers(1, 10**9)), min_size=2, max_size=30), st.integers(12, 200), st.booleans())
def test_lines_fit_the_width_whatever_the_names_and_numbers(
    values: list[tuple[str, int]], width: int, numbers: bool
) -> None:
    facet = Facet("sector", "sector", tuple(FacetValue(str(at), name, n) for at, (name, n) in enumerate(values)))
    total = sum(count for _name, count in values)
    (section,) = chart.sections(Breakdown(total, (facet,)), width, numbers=numbers)
    longest = max(cells(text_of(line)) for line in section.lines)
    assert longest <= max(width, chart._label_width([], width) + 40)
    assert all("\x1b" not in text_of(line) for line in section.lines)
    targets = [span.target for line in section.lines for span in line if span.target]
    shown = len(values) if numbers else min(len(values), chart.FEW)
    assert [chart.parsed_target(target) for target in targets] == [("sector", str(at)) for at in range(shown)]


def test_missing_values_have_a_bar_and_a_single_bar_is_no_chart() -> None:
    one = Facet("kind", "kind", (FacetValue("agreement", "Agreements", 3),))
    none = Facet("region", "region", (FacetValue(None, "", 3),))
    some = Facet("year", "year", (FacetValue("2023", "2023", 1), FacetValue(None, "", 2)))
    (section,) = chart.sections(Breakdown(3, (one, none, some)), 60)
    assert [text_of(line).split()[0] for line in section.lines] == ["2023", "not"]
    assert chart.parsed_target(section.lines[1][1].target) == ("year", None)


def test_the_exported_rows_hold_every_count_with_years_in_order() -> None:
    facet = Facet(
        "year", "year", (FacetValue("2024", "2024", 1), FacetValue("2022", "2022", 3), FacetValue(None, "", 2))
    )
    rows = list(chart.table(Breakdown(6, (facet,))).data())
    assert rows == [("year", "2022", "2022", 3), ("year", "2024", "2024", 1), ("year", None, "", 2)]
