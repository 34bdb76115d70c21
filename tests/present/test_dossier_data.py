"""A dossier for machines says what the document says, and each of its values can be traced to a numbered source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

QUERIES = ["country:UZ country:RU", "region:UZ-FA", "park-chirchiq", "org-akit", "kind:milestone"]


def _numbers(value: Any) -> Iterator[int]:
    """The numbers of the sources that a value is traced to."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from (own["number"] for own in inner) if name == "sources" else _numbers(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _numbers(inner)


@pytest.mark.parametrize("query", QUERIES)
def test_every_reference_leads_to_a_source_of_the_dossier(ask, query: str) -> None:
    told = ask("dossier", query, "--format", "json").json()
    known = [own["number"] for own in told["sources"]]
    assert known == list(range(1, len(known) + 1))
    for part in ("timeline", "figures", "records"):
        assert set(_numbers(told[part])) <= set(known)
    assert all(own["sources"] for own in told["timeline"])
    assert all(part["sources"] for figure in told["figures"] for part in figure["parts"])


@pytest.mark.parametrize("query", QUERIES)
def test_it_holds_the_records_of_the_document(ask, query: str) -> None:
    told = ask("dossier", query, "--format", "json").json()
    document = ask("dossier", query).out
    for record in (*told["records"], *([told["subject"]] if told["subject"] else ())):
        if record["kind"] in ("agreement", "technopark", "cluster", "project", "event"):
            assert f" {record['id']}*" in document


def test_sums_keep_their_qualifiers(ask) -> None:
    told = ask("dossier", "country:UZ country:RU", "--format", "json").json()
    sums = {(own["kind"], own["field"]): own["sum"] for own in told["figures"]}
    assert sums["technopark", "investment"] == [">30000000 USD", "60000000 USD planned"]


def test_the_file_name_chooses_it_and_numbers_and_ids_are_the_same_in_every_language(run, tmp_path) -> None:
    found = []
    for lang in ("en", "ru", "uz"):
        path = tmp_path / f"{lang}.json"
        ended = run("--lang", lang, "dossier", "country:UZ country:RU", "-o", str(path))
        assert ended.code == 0, ended.err
        told = json.loads(path.read_bytes())
        found.append(([own["id"] for own in told["records"]], [own["id"] for own in told["sources"]]))
    assert found[0] == found[1] == found[2]
