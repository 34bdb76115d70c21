"""``catalogue show``: a record in full, for people and for machines."""

from __future__ import annotations

from pathlib import Path

import pytest

PARK = "park-chirchiq"


def test_the_card_has_names_values_links_and_sources(ask) -> None:
    result = ask("show", PARK)
    assert result.code == 0
    for part in ("Names", "Links", "Sources", "Чирчик", "→", "¹"):
        assert part in result.out
    assert result.err == ""


def test_markdown_begins_with_a_heading(ask) -> None:
    assert ask("show", PARK, "--md").lines[0].startswith("# ")


def test_one_record_is_an_object_and_several_are_a_list(ask) -> None:
    assert ask("show", PARK, "--json").json()["id"] == PARK
    assert [own["id"] for own in ask("show", PARK, "place-uz", "--json").json()] == [PARK, "place-uz"]
    assert "park-chirchiq" in ask("show", "place-uz", PARK).out


def test_links_are_shown_from_both_ends(ask) -> None:
    out = [own["id"] for own in ask("show", "agr-fergana-bashkortostan", "--json").json()["links"]]
    assert "org-fergana-region" in out
    back = ask("show", "org-fergana-region", "--json").json()["links"]
    assert [own["role"] for own in back if own["id"] == "agr-fergana-bashkortostan"] == ["party"]


def test_a_missing_record_is_reported_with_the_nearest_id(ask) -> None:
    result = ask("show", "park-chirchik")
    assert (result.code, result.out) == (1, "")
    assert "park-chirchik" in result.err
    assert PARK in result.err


def test_nothing_is_shown_if_one_of_several_records_is_missing(ask) -> None:
    result = ask("show", PARK, "nowhere")
    assert (result.code, result.out) == (1, "")


def test_the_history_of_a_record_is_shown(ask) -> None:
    result = ask("show", PARK, "--history")
    assert result.code == 0
    assert "created" in result.out
    assert ask("show", "nowhere", "--history").code == 1


def test_the_histories_of_several_records_are_one_table(ask, tmp_path: Path) -> None:
    other = "park-master-model"
    assert {row["record"] for row in ask("show", PARK, other, "--history", "--json").json()} == {PARK, other}
    ask("show", PARK, other, "--history", "-o", str(tmp_path / "h.txt"))
    written = (tmp_path / "h.txt").read_text(encoding="utf-8")
    assert PARK in written
    assert other in written


def test_an_id_is_required(ask) -> None:
    assert ask("show").code == 2


@pytest.mark.parametrize("lang", ["ru", "uz", "en"])
def test_the_card_is_in_the_readers_language(ask, lang: str) -> None:
    words = {"ru": "действует", "uz": "faoliyatda", "en": "operating"}
    assert (words[lang] in ask("show", "park-jizzakh-chemical", "--lang", lang).out) is True
