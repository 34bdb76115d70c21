"""``agenda``, ``coverage``, ``lint``, ``compare``, ``neighbours``, ``show --at``: options, formats, exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

from catalogue.model.rules import RULE_IDS

PLANS = {"mile-fergana-plan-end", "mile-jizzakh-plan-end"}
EVER = ("--overdue", "--undated", "--from", "2000", "--days", "20000")


@pytest.fixture
def on(ask, monkeypatch: pytest.MonkeyPatch):
    """Run the program on the shipped catalogue on a given day."""

    def asked(day: str, *args: str):
        monkeypatch.setenv("CATALOGUE_TODAY", day)
        return ask(*args)

    return asked


def records(ended) -> set[str]:
    return {row["record"] for row in ended.json()}


@pytest.mark.parametrize(
    ("day", "options", "found"),
    [
        ("2025-11-22", (), PLANS),  # within ninety days
        ("2025-08-01", (), set()),  # not yet
        ("2025-08-01", ("--days", "200"), PLANS),
        ("2026-06-01", (), PLANS),  # overdue
        ("2026-06-01", ("--overdue",), PLANS),
        ("2025-11-22", ("--overdue",), set()),
        ("2026-06-01", ("--from", "today"), set()),  # only the window
        ("2026-06-01", ("--from", "2025-12"), PLANS),
        ("2026-06-01", ("--from", "-200d"), PLANS),
        ("2025-08-01", ("--overdue", "--days", "200"), PLANS),
    ],
)
def test_the_agenda_covers_the_requested_days(on, day: str, options: tuple[str, ...], found: set[str]) -> None:
    ended = on(day, "agenda", "--json", *options)
    assert ended.code == 0
    assert records(ended) == found


def test_undated_entries_are_counted_on_standard_error_and_listed_on_request(on) -> None:
    assert "--undated" in on("2025-11-22", "agenda").err
    listed = on("2025-11-22", "agenda", "--undated", "--json")
    assert "mile-uz-kz-projects" in records(listed)
    assert PLANS.isdisjoint(records(listed))
    assert on("2025-11-22", "agenda", "-q").err == ""


def test_an_empty_agenda_is_a_success(on) -> None:
    ended = on("2025-11-22", "agenda", "--json", "kind:place")
    assert (ended.code, ended.json()) == (0, [])
    assert "Nothing" in ended.err


def test_a_negative_number_of_months_is_a_usage_error(on, shipped: Path) -> None:
    assert on("2025-11-22", "agenda", "--months", "-1").code == 2


@pytest.mark.parametrize("day", ["nonsense", "2025-02-30", "XXXX-06-24"])
def test_an_invalid_day_is_a_usage_error(on, day: str) -> None:
    ended = on("2025-11-22", "agenda", "--from", day)
    assert (ended.code, ended.out) == (2, "")
    assert day in ended.err


def test_an_invalid_clock_setting_is_reported(on) -> None:
    ended = on("yesterday", "agenda")
    assert (ended.code, ended.out) == (2, "")
    assert "CATALOGUE_TODAY" in ended.err


def test_relative_queries_use_the_same_clock(on) -> None:
    assert on("2025-11-22", "search", "kind:milestone", "due:<90d", "--count").out == "2\n"
    assert on("2020-11-22", "search", "kind:milestone", "due:<90d", "--count").out == "0\n"


def test_the_calendar_file_is_complete_and_valid(on, tmp_path: Path) -> None:
    file = tmp_path / "agenda.ics"
    ended = on("2025-11-22", "agenda", *EVER, "--ics", str(file))
    assert (ended.code, ended.out) == (0, "")
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert {str(event["UID"]) for event in events} == {f"milestone.{own}@catalogue" for own in PLANS}
    assert all(len(event.walk("VALARM")) == 2 for event in events)
    assert "not in the calendar" in ended.err


@pytest.mark.parametrize("form", ["--csv", "--tsv", "--nl", "--table", "--md"])
def test_every_row_format_has_every_entry(on, form: str) -> None:
    result = on("2025-11-22", "agenda", *EVER, form)
    assert result.code == 0
    assert all(own in result.out.replace("\\", "") for own in (*PLANS, "mile-uz-kz-projects", "agr-it-parks"))


@pytest.mark.parametrize("lang", ["en", "ru", "uz"])
def test_the_agenda_is_in_the_readers_language(on, lang: str) -> None:
    months = {"en": "December 2025", "ru": "декабрь 2025", "uz": "dekabr"}
    assert months[lang] in on("2025-11-22", "agenda", "--lang", lang).out


def test_lint_exits_with_1_only_if_strict_and_with_findings(on) -> None:
    assert on("2025-11-22", "lint").code == 0
    assert on("2025-11-22", "lint", "--strict").code == 1
    assert on("2025-11-22", "lint", "--strict", "--severity", "warning").code == 0
    assert on("2025-11-22", "lint", "--rule", "nothing").code == 2
    rules = {row["rule"] for row in on("2025-11-22", "lint", "--json", "--rule", "unlinked").json()}
    assert rules == {"unlinked"}


def test_every_finding_has_a_sentence_and_a_hint(on) -> None:
    rows = on("2025-11-22", "lint", "--json").json()
    assert rows
    for row in rows:
        assert row["finding"][0].isupper() or row["finding"].startswith(row["record"])
        assert row["hint"].endswith(".")


def test_coverage_is_reported_in_sentences_and_in_rows(on) -> None:
    result = on("2025-11-22", "coverage")
    assert "7 commercial agreements declared, 5 recorded, at least 2 missing" in result.out
    assert "> 10 residents declared, 0 named" in result.out
    rows = {row["field"]: row for row in on("2025-11-22", "coverage", "--json").json()}
    assert rows["declared:agreement/commercial"]["missing"] == 2
    assert rows["declared:agreement/commercial"]["inferred"] is True


def test_compare_needs_two_records_of_one_kind(on) -> None:
    assert on("2025-11-22", "compare", "park-chirchiq").code == 2
    assert on("2025-11-22", "compare", "park-chirchiq", "place-uz").code == 2
    assert on("2025-11-22", "compare", "park-chirchiq", "park-none").code == 1
    rows = on("2025-11-22", "compare", "park-chirchiq", "park-himgrad", "--diff-only", "--json").json()
    assert all(row["differs"] for row in rows)
    assert {"field", "differs", "park-chirchiq", "park-himgrad"} == set(rows[0])


def test_neighbours_are_available_in_every_format(on) -> None:
    assert on("2025-11-22", "neighbours", "park-chirchiq").lines[0].startswith("Chirchiq")
    result = on("2025-11-22", "neighbours", "park-chirchiq", "--json").json()
    assert {node["depth"] for node in result["nodes"]} == {0, 1}
    assert on("2025-11-22", "neighbours", "park-chirchiq", "--format", "dot").out.startswith("digraph")
    assert on("2025-11-22", "neighbours", "park-chirchiq", "--format", "dot", "--json").code == 2
    assert "<graphml" in on("2025-11-22", "neighbours", "park-chirchiq", "--format", "graphml").out
    assert on("2025-11-22", "neighbours", "park-none").code == 1
    assert "--limit" in on("2025-11-22", "neighbours", "park-chirchiq", "--limit", "2").err


def test_show_can_show_a_past_day(run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("show", "park-chirchiq", "--at", "2026-01-01").code == 0
    early = run("show", "park-chirchiq", "--at", "2025")
    assert (early.code, early.out) == (1, "")
    assert "2025-12-31" in early.err
    assert run("show", "park-chirchiq", "--at", "2026", "--history").code == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")  # in May 2026
    assert run("undo", "1").code == 0
    assert run("show", "park-chirchiq").code == 1
    assert "Chirchiq" in run("show", "park-chirchiq", "--at", "2026-01-01").out


@pytest.mark.parametrize(
    "command", ["agenda", "coverage", "lint", "stats", "stats --by status", "facets status", "dossier"]
)
def test_every_command_reports_a_misunderstood_query(on, command: str) -> None:
    assert "“foo” is not a field" in on("2025-11-22", *command.split(), "foo:bar").err


def test_a_calendar_file_and_rows_exclude_each_other(on) -> None:
    assert on("2025-11-22", "agenda", "--ics", "-", "--csv").code == 2


def test_the_absence_of_declared_totals_is_reported(on) -> None:
    assert "No declared totals" in on("2025-11-22", "coverage", "kind:person").err


def test_a_misspelt_rule_is_reported_with_the_nearest_or_all_of_them(on) -> None:
    assert "Did you mean orphan?" in on("2025-11-22", "lint", "--rule", "orphn").err
    assert all(rule in on("2025-11-22", "lint", "--rule", "x").err for rule in RULE_IDS)
