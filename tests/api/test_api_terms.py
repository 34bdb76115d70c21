"""The reader's own terms: they find records, are checked line by line, and cause the index to be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import config
from catalogue.text import terms

OWN = "concept,lang,terms,acronyms\nmetro_deal,en,metro deal,\nmetro_deal,ru,закупка вагонов,ПСМ\n"


@pytest.fixture(autouse=True)
def place(home) -> Iterator[Path]:
    """The path where the terms are looked up; afterwards none are in use."""
    file = config.terms_path()
    file.parent.mkdir(parents=True, exist_ok=True)
    yield file
    terms.use(None)
    file.unlink(missing_ok=True)


def test_a_term_in_the_file_finds_its_records(run, place) -> None:
    assert run("search", "ПСМ", "--exact", "--count").out == "0\n"
    place.write_text(OWN, "utf-8")
    result = run("db", "terms")
    assert (result.code, "rows in use 2, ignored 0" in result.err) == (0, True)
    assert "The search index was rebuilt" in result.err
    assert "agr-tashkent-metro-tmx" in run("search", "ПСМ", "--exact", "--ids").lines
    assert "was rebuilt" not in run("db", "terms").err
    place.unlink()
    assert "was rebuilt" in run("db", "terms").err
    assert run("search", "ПСМ", "--exact", "--count").out == "0\n"


def test_unusable_rows_are_reported_by_line(run, place) -> None:
    place.write_text("# mine\nbig plan,en,x,\ntwo\nother,ru,меморандум,\nempty,ru,,\n", "utf-8")
    result = run("db", "terms", str(place))
    assert result.code == 5
    for part in ("line 2: “big plan”", "line 3: “two”", "line 4: “меморандум”", "line 5: “empty”", "ignored 4"):
        assert part in result.err


@pytest.mark.parametrize(("content", "said"), [(b"\xff\xfe\xfa", "UTF-8"), (b"x" * 1_000_001, "more than")])
def test_a_binary_file_is_refused(run, place, content: bytes, said: str) -> None:
    place.write_bytes(content)
    result = run("search", "чирчик")
    assert result.code == 2
    assert said in result.err


def test_the_settings_can_name_another_file(run, place, tmp_path) -> None:
    (tmp_path / "own.csv").write_text(OWN, "utf-8")
    settings = config.config_path()
    settings.write_text(f'terms = "{tmp_path / "own.csv"}"\n', "utf-8")
    try:
        assert "own.csv" in run("db", "terms").err
    finally:
        settings.unlink()
