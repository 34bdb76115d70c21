"""``facets``, ``stats``, ``coverage``, ``log`` and ``check`` as tables and data."""

from __future__ import annotations

from pathlib import Path

import pytest


def test_facets_count_values_for_a_query(ask) -> None:
    rows = ask("facets", "status", "kind:agreement", "--json").json()
    assert sum(row["count"] for row in rows) == 13
    assert {row["value"] for row in rows} >= {"signed", "agreed"}
    assert [row["count"] for row in rows] == sorted((row["count"] for row in rows), reverse=True)


def test_records_without_a_value_are_counted_on_request(ask) -> None:
    rows = ask("facets", "renewal", "kind:agreement", "--null", "--json").json()
    assert rows == [{"value": None, "label": rows[0]["label"], "count": 13}]
    without = ask("facets", "renewal", "kind:agreement", "--json").json()
    assert without == []


def test_facets_can_be_sorted_by_name_and_limited(ask) -> None:
    by_name = ask("facets", "form", "kind:agreement", "--sort", "name", "--json").json()
    assert [row["label"] for row in by_name] == sorted(row["label"] for row in by_name)
    assert len(ask("facets", "form", "kind:agreement", "--limit", "2", "--json").json()) == 2


def test_a_field_without_a_facet_is_refused(ask) -> None:
    assert ask("facets", "nonsense").code == 2


def test_stats_count_records_and_missing_values(ask) -> None:
    rows = {row["kind"]: row for row in ask("stats", "--json").json()}
    assert (rows["agreement"]["records"], rows["technopark"]["records"], rows["cluster"]["records"]) == (13, 13, 4)
    fields = {row["field"]: row for row in ask("stats", "--kind", "agreement", "--json").json()}
    assert fields["form"] == {"kind": "agreement", "field": "form", "records": 13, "recorded": 13, "null_rate": 0.0}
    assert fields["notice_days"]["null_rate"] == 1.0


def test_a_sum_keeps_its_qualifiers_for_people_and_machines(ask) -> None:
    query = ("stats", "--sum", "investment", "kind:technopark country:UZ")
    assert ask(*query).out == "> 30 + 60 planned million USD\n"
    terms = ask(*query, "--json").json()
    assert {(term["op"], term["number"], term["unit"]) for term in terms} == {
        (">", "30000000", "USD"),
        ("=", "60000000", "USD"),
    }
    assert "without a figure" in ask(*query).err


def test_only_figures_can_be_summed(ask) -> None:
    assert ask("stats", "--sum", "status").code == 2


def test_coverage_compares_declared_totals_with_records(ask) -> None:
    rows = ask("coverage", "--json").json()
    forum = {row["field"]: row for row in rows if row["record"] == "evt-forum-3"}
    commercial = forum["declared:agreement/commercial"]
    assert (commercial["declared"], commercial["recorded"], commercial["missing"]) == ("7", 5, 2)
    assert {row["record"] for row in ask("coverage", "kind:event", "--json").json()} <= {row["record"] for row in rows}


def test_the_log_begins_with_the_build(ask) -> None:
    rows = ask("log", "--json").json()
    assert [row["action"] for row in rows] == ["import"]
    assert rows[0]["records"] > 200
    changes = ask("log", "park-chirchiq", "--json").json()
    assert [row["field"] for row in changes] == ["created"]


def test_a_sound_catalogue_passes_every_check(ask) -> None:
    result = ask("check", "--json")
    assert result.code == 0
    assert all(row["ok"] for row in result.json())


def test_a_broken_index_is_found(shipped: Path, run) -> None:
    """The file is damaged with a tool that anyone has."""
    import sqlite3

    with sqlite3.connect(shipped) as connection:
        connection.execute("DELETE FROM entry WHERE record = 1")
    result = run("check")
    assert result.code == 1
    assert "✕" in result.out
    assert run("db", "reindex").code == 0
    assert run("check").code == 0


def test_a_search_says_that_the_index_is_of_another_version(shipped: Path, run) -> None:
    import sqlite3

    with sqlite3.connect(shipped) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'analyser'")
    result = run("search", "--ids", "chirchiq", "--strict")
    assert (result.code, result.out.split()[0]) == (0, "place-chirchiq")
    assert "db reindex" in result.err
    assert run("db", "reindex").code == 0
    assert "db reindex" not in run("search", "--ids", "chirchiq").err


@pytest.mark.parametrize("command", ["facets status", "stats", "coverage", "log", "check"])
def test_every_table_is_available_in_every_format(ask, command: str) -> None:
    for form in ("--csv", "--tsv", "--json", "--nl", "--md", "-t"):
        result = ask(*command.split(), form)
        assert result.code == 0
        assert result.out


def test_a_select_of_ones_own_is_printed_in_every_format(ask) -> None:
    statement = "SELECT id, residents AS people FROM technoparks WHERE residents IS NOT NULL ORDER BY id"
    rows = ask("sql", statement, "--json").json()
    assert rows
    assert [*rows[0]] == ["id", "people"]
    assert ask("sql", statement, "--csv").lines[0] == "id,people"
    assert ask("sql", "SELECT NULL, 1.5, x'0a' FROM record LIMIT 1", "--csv").lines[1] == ",1.5,0a"
    assert ask("sql", "WITH RECURSIVE n(x) AS (SELECT 1 UNION SELECT x + 1 FROM n LIMIT 3) SELECT x FROM n").code == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM record",
        "CREATE TABLE a (b)",
        "ATTACH 'other.db' AS other",
        "PRAGMA query_only=OFF",
        "VACUUM INTO 'other.db'",
        "SELECT 1; DELETE FROM record",
        "SELECT * FROM nowhere",
        "SELECT load_extension('x')",
        "SELECT json('{')",
        "SELECT abs(-9223372036854775808)",
        "",
        "/* nothing */",
        "SELECT '\x00'",
    ],
)
def test_any_other_statement_is_refused_and_writes_nothing(
    run, shipped: Path, tmp_path, monkeypatch, statement
) -> None:
    monkeypatch.chdir(tmp_path)
    before = shipped.read_bytes()
    ended = run("sql", statement)
    assert (ended.code, ended.out) == (2, "")
    assert "statement" in ended.err
    assert shipped.read_bytes() == before
    assert not (tmp_path / "other.db").exists()
