"""The order of hits is the same whether few are sorted or many are read from an index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from catalogue.api import find
from catalogue.api.session import Session
from catalogue.store import hits, order, relevance
from catalogue.tui.views import LISTS

QUERIES = (
    "", "kind:agreement", "kind:technopark -chirchiq", "технопарк", "соглашение | forum", "tatarstan", "status:signed",
    "technopark has:note", "residents:>10", '"interregional cooperation"', "kazan*", "C++", "no:date", "country:RU,UZ",
)  # fmt: skip
SORTS = sorted({name for view in LISTS for name in view.sorts if name} | {"id"})


@pytest.fixture(scope="module")
def session(built: Path) -> Iterator[Session]:
    with Session.open(built, read_only=True) as opened:
        yield opened


def pages(session: Session, text: str, sort: str, size: int = 60) -> list[str]:
    """All hits, as seen by turning one page after another."""
    found: list[str] = []
    while rows := find.search(session, text, sort=sort, limit=size, offset=len(found), exact=True).rows:
        found += [row.id for row in rows]
    return found


@pytest.mark.parametrize("text", QUERIES)
def test_pages_of_many_hits_contain_each_hit_once(session: Session, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    few = pages(session, text, "")
    monkeypatch.setattr(relevance, "FEW", 0)
    many = pages(session, text, "")
    assert len(many) == len(set(many))
    assert set(many) == set(few) == set(find.ids(session, text, exact=True))


@pytest.mark.parametrize("text", ['"interregional cooperation"', "text:региона"])
def test_a_first_page_of_many_texts_is_what_a_list_of_them_begins_with(
    session: Session, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "READ_CAP", 4)
    page = find.search(session, text, limit=4, capped=True, exact=True)
    assert [row.id for row in page.rows] == [*islice(find.ids(session, text, exact=True), 4)]
    assert page.capped
    assert len(page.rows) == 4


@pytest.mark.parametrize("text", ['"технопарк"', '"соглашен"', '-"Ташкент"'])
def test_for_a_single_word_in_quotes_no_text_is_read(session: Session, text: str) -> None:
    """A word that stands in every record, but never as it is looked for, would take a minute at a million."""
    statements: list[str] = []
    session.reading.set_trace_callback(statements.append)
    found = find.search(session, text, exact=True)
    session.reading.set_trace_callback(None)
    assert found.total > 0
    assert not any("holds_phrase" in each for each in statements)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "kind:technopark", "технопарк", "соглашение | forum has:source"])
def test_the_order_is_the_same_for_few_and_many_hits(
    session: Session, text: str, sort: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for asked in (sort, f"-{sort}"):
        few = pages(session, text, asked)
        with monkeypatch.context() as patched:
            patched.setattr(order, "FEW", 0)
            many = pages(session, text, asked)
        assert sorted(many) == sorted(few), asked
        if sort in ("id", "name"):
            assert many == few
        values = [_value(session, sort, each) for each in (*few, "|", *many)]
        assert values[: len(few)] == values[len(few) + 1 :], asked


def _value(session: Session, sort: str, record: str) -> object:
    if record == "|":
        return None
    columns = {"name": "label", "date": "main_from", "area_ha": "area_ha_number", "residents": "residents_number"}
    column = columns.get(sort, "members_number" if sort == "members" else sort)
    return session.reading.execute(f"SELECT {column} FROM record WHERE id = ?", (record,)).fetchone()[0]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # a region and its town have one name
        ("Ташкентская область", "place-uz-to"),
        ("Toshkent shahri", "place-uz-tk"),
        ("Алтайский край", "place-ru-alt"),
        ("Республика Алтай", "place-ru-al"),
        # a milestone is named after what it belongs to
        ("план Фергана Башкортостан", "agr-fergana-bashkortostan"),
    ],
)
def test_the_intended_record_comes_before_similarly_named_ones(session: Session, typed: str, first: str) -> None:
    assert next(find.ids(session, typed, exact=True)) == first


def test_records_named_by_the_typed_words_come_before_those_that_mention_them(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many hits there are; of few, the sources are last."""
    typed = "технопарк -kind:source"
    named = set(find.ids(session, "name:технопарк*", exact=True))
    few = [record in named for record in pages(session, typed, "")]
    monkeypatch.setattr(relevance, "FEW", 0)
    assert [record in named for record in pages(session, typed, "")] == few
    assert few.index(False) > 5


def test_a_source_comes_after_what_it_writes_about_unless_it_is_named(session: Session) -> None:
    assert next(find.ids(session, "практическая сессия Саранск")) == "evt-saransk-session"
    assert "src-saransk-session" in find.ids(session, "практическая сессия Саранск")
    named = str(find.search(session, "id:src-saransk-session").rows[0].label)
    assert next(find.ids(session, named)) == "src-saransk-session"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        # most of the words are in its name; the other records of Saransk have shorter names
        ("сессия в Саранске", "evt-saransk-session"),
        ("Chirchik chemical park", "park-chirchiq"),
        # a number in words is the number
        ("первый форум", "evt-forum-1"),
        # of a fund that is both an organisation and a measure, the organisation
        ("липецкий фонд", "org-lipetsk-idf"),
    ],
)
def test_records_whose_names_have_most_of_the_words_come_first(session: Session, typed: str, first: str) -> None:
    assert next(find.ids(session, typed)) == first


def test_a_park_in_a_compound_does_not_name_the_kind(session: Session) -> None:
    assert "agr-it-parks" in list(find.ids(session, "ИТ-парк", limit=3))


def test_of_few_hits_those_of_the_named_kind_come_first(session: Session) -> None:
    """Events and agreements mention кластеры and Мордовия as well."""
    assert next(find.ids(session, "кластеры Мордовии")) == "clu-mordovia-optics"


def test_a_row_has_the_short_names_of_parties(session: Session) -> None:
    rows = {row.id: row for row in find.search(session, "kind:agreement").rows}
    assert rows["agr-fergana-bashkortostan"].short_parties == ("Bashkortostan", "Fergana region")
    row = rows["agr-akit-uzeltechsanoat"]
    assert row.short_parties == ("AKIT", "Uzeltechsanoat")
    assert row.parties[0].startswith("Association of Clusters")
