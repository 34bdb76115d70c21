"""``dossier``, ``cite`` and ``stats --by`` at the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

QUERY = ("country:UZ", "country:RU")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_TODAY", "2025-03-01")


@pytest.mark.parametrize(("name", "begins"), [("d.md", "# Uzbekistan"), ("d.HTML", "<!DOCTYPE html>"), ("d.htm", "<!")])
def test_the_file_name_decides_the_format(ask, tmp_path: Path, name: str, begins: str) -> None:
    file = tmp_path / name
    ended = ask("dossier", *QUERY, "-o", str(file))
    assert (ended.code, ended.out) == (0, "")
    assert "sources 3" in ended.err
    assert file.read_text(encoding="utf-8").startswith(begins)


def test_standard_output_is_markdown_unless_html_is_chosen(ask) -> None:
    plain = ask("dossier", *QUERY)
    assert plain.out.startswith("# Uzbekistan – Russia\n")
    assert ask("dossier", *QUERY, "-o", "-").raw == plain.raw
    assert ask("dossier", *QUERY, "--format", "html").out.startswith("<!DOCTYPE html>")


def test_an_unknown_format_an_empty_query_and_an_empty_result_write_nothing(ask, tmp_path: Path) -> None:
    assert ask("dossier", *QUERY, "-o", str(tmp_path / "d.pdf")).code == 2
    assert ask("dossier", "-o", str(tmp_path / "d.md")).code == 2
    assert ask("dossier", "status:superseded", "-o", str(tmp_path / "d.md")).code == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "title", "label"),
    [
        ("en", "Uzbekistan – Russia", "residents"),
        ("ru", "Узбекистан – Россия", "резиденты"),
        ("uz", "O‘zbekiston", "rezidentlar"),
    ],
)
def test_a_dossier_is_in_the_readers_language(ask, lang: str, title: str, label: str) -> None:
    result = ask("dossier", *QUERY, "--lang", lang).out
    assert result.startswith(f"# {title}")
    assert f"- **{label}" in result
    page = ask("dossier", *QUERY, "--lang", lang, "--format", "html").out
    assert f'<html lang="{lang}">' in page


def test_sums_in_a_dossier_keep_their_qualifiers(ask) -> None:
    result = ask("dossier", *QUERY).out
    assert r"\> 30 + 60 planned million USD" in result
    assert not re.search(r"\b90 million", result)


def test_every_statement_of_a_dossier_is_cited(ask) -> None:
    result = ask("dossier", *QUERY).out
    entries = result[result.index("## Agreements") : result.index("## Others")]
    statements = [line for line in entries.splitlines() if line.startswith("- ")]
    assert len(statements) > 100
    assert [line for line in statements if not re.search(r"\\\[\d+(, [^\]]+)?(; .*)?\\\]$", line)] == []


def test_inferred_values_have_their_reasons_and_conflicts_are_shown(ask) -> None:
    result = ask("dossier", "park-chirchiq").out
    assert r"- **status:** under construction \[1, paragraph 5\]; ≠ operating ≈ (inferred: implied by" in result


def test_the_agenda_of_a_dossier_covers_the_requested_days(ask) -> None:
    assert "2025-12-31 | end of term" in ask("dossier", "region:UZ-FA").out
    assert "2025-12-31 | end of term" not in ask("dossier", "region:UZ-FA", "--days", "30").out


def test_citations_are_available_in_each_style(ask, tmp_path: Path) -> None:
    both = ("agr-fergana-bashkortostan", "src-ria-eltech")
    assert len(ask("cite", *both).lines) == 2
    assert ask("cite", *both, "--style", "bibtex").out.count("@misc{") == 2
    items = ask("cite", *both, "--style", "csl-json").json()
    assert [item["id"] for item in items] == list(both)
    assert items[1]["issued"] == {"date-parts": [[2024, 2, 2]], "circa": True}
    file = tmp_path / "refs.bib"
    assert ask("cite", *both, "--style", "bibtex", "-o", str(file)).out == ""
    assert file.read_text(encoding="utf-8") == ask("cite", *both, "--style", "bibtex").out


def test_a_missing_record_cannot_be_cited(ask) -> None:
    ended = ask("cite", "src-ria-eltec")
    assert ended.code == 1
    assert "src-ria-eltech" in ended.err


@pytest.mark.parametrize("field", ["kind", "country", "year", "status", "form", "sector", "party"])
def test_counts_by_a_field_equal_its_facet(ask, field: str) -> None:
    result = ask("stats", "--by", field, "--json").json()
    facet = ask("facets", field, "--null", "--json").json()
    key = str
    assert sorted(result, key=key) == sorted(facet, key=key)


def test_bars_are_for_people_only_and_years_are_ascending(ask) -> None:
    lines = ask("stats", "--by", "year").lines
    assert "█" in lines[-1]
    assert "not recorded" in lines[-1]
    years = [line.split()[0] for line in lines[2:-1]]
    assert years == sorted(years)
    assert "█" not in ask("stats", "--by", "year", "--csv").out


def test_only_one_thing_is_counted_at_a_time(ask) -> None:
    assert ask("stats", "--by", "year", "--sum", "investment").code == 2
    assert ask("stats", "--by", "nonsense").code == 2


def test_charts_are_bars_for_people_and_rows_for_machines(ask) -> None:
    result = ask("stats", "--charts", "kind:agreement").out
    assert "year\n  2023 " in result
    assert "█" in result
    rows = ask("stats", "--charts", "--json", "kind:agreement").json()
    assert {"field": "status", "value": "signed", "label": "signed", "count": 9} in rows


def test_the_map_has_a_count_for_each_region_and_the_data_its_coordinates(ask) -> None:
    result = ask("stats", "--map", "kind:agreement").out
    assert any("\u2800" < char <= "\u28ff" for char in result)
    rows = ask("stats", "--map", "--json", "kind:agreement").json()
    assert {(row["region"], row["count"]) for row in rows} >= {("RU-TA", 2), ("UZ-FA", 1)}
    assert all(35 < row["lat"] < 80 < 190 > row["lon"] > 19 for row in rows)
