"""The cost of a keystroke in the search box does not grow with the catalogue: counted, not timed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.query import parser
from catalogue.query.nodes import SortKey
from catalogue.store import compile as sql
from catalogue.store import hits, order, select
from catalogue.store.prefixes import expand_prefixes
from catalogue.text import zones
from catalogue.tui.views import LISTS

QUERIES = [
    "т", "те", "тех", "технопарк", "farg'ona", "технопарк узбекистан", "соглашение тат", '"chemical technopark"', "",
    "kind:agreement", "form:memorandum", "status:signed technopark", "country:UZ", "place:UZ-FA", "sector:C",
    "date:2023", "signed:2022..2024", "-технопарк", "agreement -kazan", "name:chirchiq", "text:investment",
    "residents:>10", "chirchiq | kazan",
]  # fmt: skip
MOST_STATEMENTS = 18
OFFERED = sorted({name for view in LISTS for name in view.sorts if name})


@pytest.fixture
def session(built: Path) -> Iterator[Session]:
    with Session.open(built, read_only=True) as opened:
        yield opened


def steps(session: Session, text: str, sort: tuple[SortKey, ...] = ()) -> list[str]:
    """The query plan of a page for a query with very many hits."""
    compiled = expand_prefixes(session.reading, sql.compiled(parser.parse(text)))
    found: list[str] = []
    for statement, given in order.statements(session.reading, compiled, sort, many=True):
        plan = session.reading.execute(f"EXPLAIN QUERY PLAN {statement} LIMIT 50", given)
        # A step below another one is executed once.
        found += [detail for _, above, _, detail in plan if above == 0]
    return found


def assert_indexed(found: list[str]) -> None:
    """No step sorts all hits or scans all records."""
    for step in found:
        assert "USE TEMP B-TREE" not in step or "RIGHT PART" in step or "LAST TERM" in step, step
        if step.startswith("SCAN"):
            assert "VIRTUAL TABLE INDEX" in step or "USING" in step, step


@pytest.mark.parametrize("text", QUERIES)
def test_a_page_of_many_hits_is_read_in_index_order(session: Session, text: str) -> None:
    assert_indexed(steps(session, text))


@pytest.mark.parametrize("sort", OFFERED)
@pytest.mark.parametrize("text", ["", "kind:agreement", "status:signed technopark", "residents:>10", "has:note"])
def test_a_page_in_any_offered_order_is_read_from_an_index(
    session: Session, text: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "FEW", 0)
    for descending in (False, True):
        assert_indexed(steps(session, text, (SortKey(sort, descending),)))


def test_a_figure_is_looked_up_in_its_index(session: Session) -> None:
    compiled = sql.compiled(parser.parse("residents:>10"))
    plan = session.reading.execute(f"EXPLAIN QUERY PLAN SELECT 1 FROM record r WHERE {compiled.where}", compiled.given)
    details = [detail for *_, detail in plan]
    assert any("COVERING INDEX record_by_residents (residents_number>" in detail for detail in details), details


@pytest.mark.parametrize("text", QUERIES)
def test_a_keystroke_takes_few_statements_whatever_is_found(session: Session, text: str) -> None:
    asked: list[str] = []
    # Statements of the full-text index on its own tables arrive as a comment or a pragma.
    session.reading.set_trace_callback(
        lambda statement: None if statement.startswith(("--", "PRAGMA")) else asked.append(statement)
    )
    page = find.search(session, text, limit=5, capped=True, exact=True)
    session.reading.set_trace_callback(None)
    assert len(asked) <= MOST_STATEMENTS, "\n".join(asked)
    assert len(page.rows) <= 5


def test_facets_of_all_single_valued_fields_take_one_scan(session: Session) -> None:
    asked: list[str] = []
    session.reading.set_trace_callback(asked.append)
    find.facets(session, "technopark", ["kind", "form", "status", "level", "year"], capped=True, exact=True)
    session.reading.set_trace_callback(None)
    assert sum("JOIN record r" in statement and "entry" not in statement for statement in asked) == 1


def test_facets_are_first_counted_over_a_limited_number_of_hits(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "COUNT_CAP", 20)
    fields = ["kind", "status", "country", "sector", "party"]
    for facet in find.facets(session, "", fields, capped=True, limit=None):
        assert facet.capped
        assert sum(own.count for own in facet.values) >= 20
        assert all(own.count <= 20 for own in facet.values)
    exactly = find.facets(session, "", fields, limit=None)
    assert not any(facet.capped for facet in exactly)
    assert sum(own.count for own in exactly[0].values) == find.search(session, "", limit=0).total


@pytest.mark.parametrize("field", ["kind", "status", "country", "region", "place", "sector", "party", "lang", "year"])
def test_a_value_is_counted_as_often_as_its_condition_finds_it(session: Session, field: str) -> None:
    """For the records without a value, too."""
    (facet,) = find.facets(session, "kind:agreement", [field], limit=6)
    for own in facet.values:
        asked = f'{field}:"{own.value}"' if own.value is not None else f"no:{field}"
        assert find.search(session, f"kind:agreement {asked}", limit=0, exact=True).total == own.count, asked


def test_excluded_words_are_subtracted_from_the_hits(session: Session) -> None:
    """Not from all records: the cost would grow with the catalogue."""
    assert zones.ANY not in sql.compiled(parser.parse("technopark -kazan form:technopark -status:planned")).match
    assert zones.ANY in sql.compiled(parser.parse("-kazan")).match


def test_many_hits_are_ordered_by_date(session: Session) -> None:
    compiled = sql.compiled(parser.parse("kind:agreement | kind:event | kind:technopark"))
    assert compiled.match
    ((statement, given),) = order.statements(session.reading, compiled, (), many=True)
    nums = [num for (num,) in session.reading.execute(statement, given)]
    dates = dict(session.reading.execute("SELECT num, main_from FROM record"))
    found = [dates[num] or "" for num in nums]
    assert len(found) > 20
    assert found == sorted(found, reverse=True)


def test_a_prefix_is_expanded_from_the_vocabulary_and_finds_the_same(session: Session) -> None:
    for text in ("технопар", "chirch", "ferga", "zyxwv", "name:chirch*", "2023"):
        compiled = sql.compiled(parser.parse(text))
        spelled = expand_prefixes(session.reading, compiled)
        assert (" *" in spelled.match) == text.isdigit()
        assert set(select.ids(session.reading, compiled, ())) == set(select.ids(session.reading, spelled, ()))
