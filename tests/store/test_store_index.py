"""The search index follows the records, is ordered by date, and never returns a row twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from catalogue.model.records import Link, Name, Record, Term
from catalogue.query import parser
from catalogue.query.nodes import SortKey
from catalogue.store import backup, checks, connection, index, recency, records, select
from catalogue.store import compile as sql
from catalogue.store import order as hit_order
from catalogue.store.journal import Writing
from made import fergana_plan, fergana_region


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    backup.new(tmp_path / "c.db")
    with connection.write(tmp_path / "c.db") as opened:
        yield opened


def put(database: sqlite3.Connection, *found: Record) -> None:
    present = records.load(database, [record.id for record in found])
    with Writing(database, actor="test", action="import") as writing:
        for record in found:
            writing.put(record, present.get(record.id))


def found(database: sqlite3.Connection, text: str) -> list[str]:
    return list(select.ids(database, sql.compiled(parser.parse(text)), ()))


def park(number: int, name: str, opened: str = "") -> Record:
    values = {"form": "technopark", **({"opened": opened} if opened else {})}
    return Record(f"park-{number:04}", "technopark", values, (Name(name, "en", "preferred"),)).tidy()


def test_a_changed_record_is_found_only_by_its_new_content(database: sqlite3.Connection) -> None:
    put(database, *fergana_region(), park(1, "Yulduz"))
    put(database, park(1, "Quyosh"))
    assert found(database, "yulduz") == []
    assert found(database, "quyosh") == ["park-0001"]
    assert found(database, "-quyosh kind:technopark") == []
    assert all(finding.ok for finding in checks.check(database))


def test_a_change_to_an_unsearchable_field_leaves_the_index_alone(database: sqlite3.Connection) -> None:
    put(database, *fergana_region(), fergana_plan())
    before = database.execute("SELECT row, record, hash FROM entry ORDER BY row").fetchall()
    plan = fergana_plan()
    put(database, replace(plan, values={**plan.values, "notice_days": "30"}).tidy())
    assert database.execute("SELECT row, record, hash FROM entry ORDER BY row").fetchall() == before


def test_stale_rows_are_purged_once_there_are_many(database: sqlite3.Connection) -> None:
    parks = [park(number, "Yulduz") for number in range(1_100)]
    put(database, *parks)
    put(database, *(park(number, "Quyosh") for number in range(1_100)))
    assert database.execute("SELECT count(*) FROM entry WHERE record IS NULL").fetchone()[0] == 0
    assert len(found(database, "quyosh")) == 1_100
    assert found(database, "yulduz") == []


def test_undated_records_come_last_and_records_of_one_day_keep_their_order(database: sqlite3.Connection) -> None:
    dates = ["", "2020", "2021-05-06", "2021-05-06", "1999-12-31"]
    put(database, *(park(number, "Yulduz Quyosh", day) for number, day in enumerate(dates, start=1)))
    compiled = sql.compiled(parser.parse("yulduz"))
    *_, (statement, given) = hit_order.statements(database, compiled, [SortKey("date", descending=True)], many=True)
    ids = dict(database.execute("SELECT num, id FROM record"))
    order = [ids[num] for (num,) in database.execute(statement, given)]
    assert order == ["park-0003", "park-0004", "park-0002", "park-0005", "park-0001"]


def test_a_full_day_overflows_into_the_day_before(database: sqlite3.Connection) -> None:
    start, end = recency.block("2021-05-06")
    database.execute("BEGIN")
    database.executemany(
        "INSERT INTO entry (row, record, length, hash) VALUES (?, NULL, 0, 0)", [(row,) for row in range(start, end)]
    )
    rows = recency.Rows(database)
    taken = [rows.free("2021-05-06"), rows.free("2021-05-06"), rows.free("2021-05-05")]
    before = recency.block("2021-05-05")
    assert len(set(taken)) == 3
    assert all(before[0] <= row < before[1] for row in taken)


@pytest.mark.parametrize(
    ("day", "later"), [("2020-01-01", "2020-01-02"), ("2020-12-31", "2021-01-01"), ("", "0001-01-01")]
)
def test_rows_of_a_later_day_have_higher_numbers(day: str, later: str) -> None:
    assert recency.block(day)[1] <= recency.block(later)[0]


def test_a_rebuilt_index_is_identical(database: sqlite3.Connection) -> None:
    put(database, *fergana_region(), fergana_plan(), park(1, "Yulduz"))
    put(database, park(1, "Quyosh"))
    result = "SELECT record, length, hash FROM entry WHERE record IS NOT NULL ORDER BY record"
    before = database.execute(result).fetchall()
    database.execute("BEGIN")
    assert index.rebuild(database) == len(before)
    database.execute("COMMIT")
    assert database.execute(result).fetchall() == before
    assert list(index.stale(database)) == []


def test_segments_are_merged_during_large_writes(database: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few pages at a time: pages that FTS5 merges at once are freed at the end, and the file keeps their space."""
    for name, fewer in (("_MANY", 100), ("_GATHERED", 1), ("_TOGETHER", 100), ("CHUNK", 100)):
        monkeypatch.setattr(index, name, fewer)
    statements: list[str] = []
    database.set_trace_callback(statements.append)
    put(database, *(park(number, f"Yulduz {number} Quyosh {number * 7}") for number in range(1_000)))
    database.set_trace_callback(None)
    assert sum("VALUES ('merge', 5000)" in each for each in statements) >= 10
    assert database.execute("SELECT count(DISTINCT segid) FROM search_idx").fetchone()[0] == 1
    assert len(found(database, "yulduz")) == 1_000


def test_check_finds_outdated_keys(database: sqlite3.Connection) -> None:
    put(database, park(1, "Yulduz"))
    database.execute("UPDATE name SET text = 'Quyosh'")
    wrong = {finding.code: finding.params for finding in checks.check(database) if not finding.ok}
    assert wrong["check.search"] == {"cause": "park-0001"}


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE name SET text = 'Namangan' WHERE text = 'Fergana region'",
        "UPDATE term SET value = 'D35' WHERE value = 'C10'",
        "UPDATE claim SET value = 'Another remark' WHERE field = 'note'",
        "UPDATE link SET note = 'Another title' WHERE num = (SELECT min(num) FROM link WHERE note <> '')",
        "UPDATE link SET side = 'KZ' WHERE role = 'party' AND side = 'RU'",
        "UPDATE record SET summary = 'Other words' WHERE kind = 'agreement'",
        "UPDATE record SET status = 'closed' WHERE status = 'operating'",
        "UPDATE record SET signed = '1999' WHERE kind = 'agreement'",
    ],
)
def test_check_finds_outdated_keys_of_everything_searchable(shipped: Path, change: str) -> None:
    """The check compares everything that keys are built from: names of linked records, terms, remarks, sides, prose,
    dates."""
    with connection.write(shipped) as database:
        assert list(index.stale(database)) == []
        assert database.execute(change).rowcount
        assert list(index.stale(database))


def test_records_follow_the_code_of_their_place(database: sqlite3.Connection) -> None:
    """A place that gets the code of a region, or loses it, takes along what lies in it, though no name changes."""
    valley = Record("valley", "place", {"form": "region"}, (Name("Zeta Valley", "en", "preferred"),)).tidy()
    coded = replace(valley, terms=(Term("identifier", "iso:UZ-FA"),)).tidy()
    inside = replace(park(1, "Yulduz"), links=(Link("located_in", "valley"),)).tidy()
    beside = replace(park(2, "Quyosh"), values={"form": "technopark", "country": "UZ", "region": "UZ-FA"}).tidy()
    put(database, valley, inside, beside)
    assert set(found(database, "region:UZ-FA")) == {"park-0002"}
    put(database, coded)
    assert set(found(database, "region:UZ-FA")) == {"valley", "park-0001", "park-0002"}
    assert set(found(database, "zeta")) == {"valley", "park-0001", "park-0002"}
    assert all(finding.ok for finding in checks.check(database))
    put(database, valley)
    assert set(found(database, "region:UZ-FA")) == {"park-0002"}
    assert set(found(database, "zeta")) == {"valley", "park-0001"}
    assert all(finding.ok for finding in checks.check(database))


def test_a_check_finds_a_record_in_another_place_than_its_links_say(database: sqlite3.Connection) -> None:
    put(database, *fergana_region(), fergana_plan())
    database.execute("DELETE FROM within WHERE record = (SELECT num FROM record WHERE id = ?)", (fergana_plan().id,))
    assert [finding.code for finding in checks.check(database) if not finding.ok] == ["check.search"]
