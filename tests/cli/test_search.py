"""``catalogue search``: the right records in every format, and nothing else on standard output."""

from __future__ import annotations

import csv
import io
import json

import pytest

FERGANA = "agr-fergana-bashkortostan"


@pytest.mark.parametrize("query", ["farg'ona", "Фергана", "fergana", "ФЕРГАНА", "Farg‘ona"])
def test_any_spelling_finds_the_plan(ask, query: str) -> None:
    assert FERGANA in ask("search", query, "--ids").lines


def test_words_are_joined_and_the_query_may_follow_two_dashes(ask) -> None:
    both = ask("search", "--ids", "kind:agreement", "-place:UZ-FA")
    assert both.code == 2
    assert "goes after “--”" in both.err
    found = ask("search", "--ids", "--", "kind:agreement", "-place:UZ-FA").lines
    assert found
    assert FERGANA not in found
    assert len(ask("search", "--ids", "--", "-kind:agreement").lines) + 13 == len(ask("search", "--ids").lines)


def test_every_format_holds_the_same_rows(ask) -> None:
    given = ("search", "kind:agreement", "--columns", "id,status,parties")
    by_csv = list(csv.reader(io.StringIO(ask(*given, "--csv").out, newline="")))
    by_tsv = list(csv.reader(io.StringIO(ask(*given, "--tsv").out, newline=""), delimiter="\t"))
    by_json = ask(*given, "--json").json()
    by_line = [json.loads(line) for line in ask(*given, "--nl").lines]
    assert by_csv == by_tsv
    assert by_json == by_line
    assert len(by_csv) == 14
    assert by_csv[0] == ["id", "status", "parties"]
    assert [row[0] for row in by_csv[1:]] == [row["id"] for row in by_json]
    assert by_json[0]["parties"] == by_csv[1][2].split(" | ")
    table = ask(*given, "-t").lines
    assert [line.split()[0] for line in table[2:]] == [row["id"] for row in by_json]
    assert len(ask(*given, "--md").lines) == 15


def test_a_table_is_cut_at_fifty_rows_with_a_note_and_data_formats_are_complete(ask) -> None:
    table = ask("search", "kind:place")
    assert len(table.lines) == 52
    assert "50 of" in table.err
    assert len(ask("search", "kind:place", "--limit", "0").lines) > 100
    assert len(ask("search", "kind:place", "--csv").lines) > 100
    assert ask("search", "kind:place", "--csv").err == ""


def test_results_can_be_sorted_limited_and_offset(ask) -> None:
    whole = ask("search", "kind:cluster", "--sort", "name", "--ids").lines
    assert ask("search", "kind:cluster", "--sort", "-name", "--ids").lines == whole[::-1]
    assert ask("search", "kind:cluster", "--sort", "name", "--ids", "--limit", "2", "--offset", "1").lines == whole[1:3]


def test_kind_can_be_given_by_name_plural_or_label(ask) -> None:
    found = {tuple(ask("search", "--kind", word, "--ids").lines) for word in ("agreement", "agreements", "Соглашения")}
    assert len(found) == 1
    assert len(next(iter(found))) == 13


def test_count_prints_the_total_only(ask) -> None:
    assert ask("search", "kind:agreement", "--count").out == "13\n"
    assert ask("search", "--count", "--limit", "1", "kind:agreement").out == "13\n"


def test_explain_shows_the_canonical_query_and_the_sql(ask) -> None:
    result = ask("search", "farg'ona status:signed", "--explain").out
    assert "SELECT" in result
    assert "status:signed" in result


def test_explain_is_in_the_readers_language(ask) -> None:
    said = ask("--lang", "ru", "search", "какие технопарки 24 июня", "--explain").out.splitlines()
    assert said[1].startswith("  технопарки: в написании tehnoparki")
    assert said[1].endswith("все технопарки")
    assert "  или вместе 24 июня: дата 24 июня (год не указан); дата, где указано только июнь (год не указан)" in said
    assert "  пропущено: какие" in said


def test_an_empty_result_is_a_success_unless_fail_if_empty(ask) -> None:
    nothing = ("search", "--exact", "zzzzqqqq")
    found = ask(*nothing, "--csv")
    assert (found.code, len(found.lines)) == (0, 1)
    assert ask(*nothing, "--fail-if-empty").code == 4
    assert ask("search", "chirchiq", "--fail-if-empty").code == 0
    assert "Nothing found." in ask(*nothing).err
    assert ask(*nothing, "-q").err == ""


def test_a_misunderstood_query_gets_a_note_and_fails_with_strict(ask) -> None:
    result = ask("search", "status:sigend", "--ids")
    assert (result.code, result.out) == (0, "")
    assert "sigend" in result.err
    assert ask("search", "status:sigend", "--ids", "--strict").code == 2
    assert ask("search", "status:signed", "--ids", "--strict").code == 0


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("--columns", "investmnt"), "investment"),
        (("--kind", "agrement"), "agreement"),
        (("--sort", "nmae"), "nmae"),
        (("--csv", "--json"), "--csv, --json"),
        (("--limit", "-1"), "--limit"),
        (("--wrong",), "--wrong"),
    ],
)
def test_impossible_options_are_refused_with_advice(ask, options: tuple[str, ...], part: str) -> None:
    result = ask("search", "x", *options)
    assert (result.code, result.out) == (2, "")
    assert part in result.err


def test_names_and_headings_are_in_the_readers_language(ask) -> None:
    assert "соглашение" in ask("search", "kind:agreement", "--lang", "ru").out


def test_output_goes_to_a_complete_private_file(ask, tmp_path) -> None:
    target = tmp_path / "out.csv"
    result = ask("search", "kind:cluster", "--csv", "-o", str(target))
    assert (result.code, result.out) == (0, "")
    assert target.read_text(encoding="utf-8") == ask("search", "kind:cluster", "--csv").out
    assert target.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["out.csv"]


@pytest.mark.parametrize("name", ["", "missing/out.csv"])
def test_an_unwritable_output_is_refused(ask, tmp_path, name: str) -> None:
    result = ask("search", "--csv", "-o", str(tmp_path / name))
    assert result.code == 1
    assert str(tmp_path) in result.err
    assert list(tmp_path.iterdir()) == []


def test_names_in_a_language_are_columns_as_in_exports(ask) -> None:
    given = ("search", "id:org-akit", "--csv", "--columns")
    assert ask(*given, "name_ru").lines == ["name_ru", '"Ассоциация кластеров, технопарков и ОЭЗ России"']
    assert ask(*given, "name_tt").lines == ["name_tt", '""']


@pytest.mark.parametrize("form", ["--csv", "--json", "--md", "--table"])
def test_a_list_of_no_columns_means_the_usual_ones(ask, form: str) -> None:
    usual = ask("search", "kind:agreement", form)
    assert usual.code == 0
    assert ask("search", "kind:agreement", "--columns", " , ", form).out == usual.out
