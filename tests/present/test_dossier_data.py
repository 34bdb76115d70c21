"""The dossier as data has the content of the document, and each value can be traced to a numbered source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

QUERIES = ["country:UZ country:RU", "region:UZ-FA", "park-chirchiq", "org-akit", "kind:milestone"]


def _numbers(value: Any) -> Iterator[int]:
    """The numbers of the sources of a value."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (own["number"] for own in inner) if name == "sources" else _numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)


@pytest.mark.parametrize("query", QUERIES)
def test_every_reference_is_a_source_of_the_dossier(ask, query: str) -> None:
    result = ask("dossier", query, "--format", "json").json()
    known = [own["number"] for own in result["sources"]]
    assert known == list(range(1, len(known) + 1))
    for part in ("timeline", "figures", "records"):
        assert set(_numbers(result[part])) <= set(known)
    assert all(own["sources"] for own in result["timeline"])
    assert all(part["sources"] for figure in result["figures"] for part in figure["parts"])


@pytest.mark.parametrize("query", QUERIES)
def test_the_data_holds_the_records_of_the_document(ask, query: str) -> None:
    result = ask("dossier", query, "--format", "json").json()
    document = ask("dossier", query).out
    for record in (*result["records"], *([result["subject"]] if result["subject"] else ())):
        if record["kind"] in ("agreement", "technopark", "cluster", "project", "event"):
            assert f" {record['id']}*" in document


def test_sums_keep_their_qualifiers(ask) -> None:
    result = ask("dossier", "country:UZ country:RU", "--format", "json").json()
    sums = {(own["kind"], own["field"]): own["sum"] for own in result["figures"]}
    assert sums["technopark", "investment"] == [">30000000 USD", "60000000 USD planned"]


def test_the_file_name_selects_json_whose_numbers_and_ids_are_the_same_in_every_language(run, tmp_path) -> None:
    found = []
    for lang in ("en", "ru", "uz"):
        path = tmp_path / f"{lang}.json"
        ended = run("--lang", lang, "dossier", "country:UZ country:RU", "-o", str(path))
        assert ended.code == 0, ended.err
        result = json.loads(path.read_bytes())
        found.append(([own["id"] for own in result["records"]], [own["id"] for own in result["sources"]]))
    assert found[0] == found[1] == found[2]
