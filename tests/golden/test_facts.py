"""Every fact of the sources is in the shipped catalogue (``facts.csv``: fact, record, field, expected).

``field`` is a field, ``name``, ``term:FIELD``, ``link:ROLE``, ``claim:FIELD``, or one column of these
(``side:ROLE``, ``link-note:ROLE``, ``link-basis:ROLE``, ``claim-basis:FIELD``, …); an empty ``expected`` is a value
that must not be there. Summaries and notes are only looked into, their words are the editor's.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FACTS = list(csv.DictReader((Path(__file__).parent / "facts.csv").open(encoding="utf-8", newline="")))
RECORDS = list(dict.fromkeys(fact["record"] for fact in FACTS))


@pytest.fixture(scope="session")
def shown(ask):
    """A record as printed by ``show --json``."""

    @cache
    def show(record: str) -> Any:
        ended = ask("show", record, "--json")
        assert ended.code == 0, ended.err
        return ended.json()

    return show


def held(record: Any, field: str, shown: Any) -> Iterator[str]:
    """What the record holds for one ``field`` of the list of facts."""
    what, _colon, which = field.partition(":")
    if field == "kind":
        yield record["kind"]
    elif what in ("name", "name-basis"):
        column = "type" if what == "name" else "basis"
        yield from (own["text"] for own in record.get("names", ()) if not which or own.get(column) == which)
    elif what == "term" and which:
        yield from record.get("terms", {}).get(which, ())
    elif what in ("link", "side", "link-note", "link-basis"):
        for link in (*record.get("links", ()), *record.get("sources", ())):
            if link.get("role") == which and link.get("direction", "out") == "out":
                column = {"link-note": "note", "link-basis": "basis"}.get(what, what)
                yield link["id"] if what == "link" else f"{link['id']} {link.get(column, '')}"
    elif what in ("claim", "claim-basis", "claim-original"):
        column = {"claim": "value"}.get(what, what.removeprefix("claim-"))
        yield from (own.get(column, "") for own in record.get("claims", ()) if own["field"] == which)
    elif what == "count":
        yield str(len(list(counted(record, which, shown))))
    elif field in record.get("values", {}):
        yield record["values"][field]


def counted(record: Any, which: str, shown: Any) -> Iterator[str]:
    """The records that are linked to this one in a role and have a word as level, form or term."""
    role, _slash, word = which.partition("/")
    for link in record["links"]:
        if link["role"] == role and link["direction"] == "in":
            other = shown(link["id"])
            terms = [value for values in other.get("terms", {}).values() for value in values]
            if word in (*other["values"].values(), *terms):
                yield link["id"]


def holds(fact: dict[str, str], values: list[str]) -> bool:
    expected = fact["expected"]
    if not expected:
        return not values
    if fact["field"] in ("summary", "claim:note", "claim:post") or fact["field"].startswith("link-note:"):
        record, _space, words = (
            expected.partition(" ") if fact["field"].startswith("link-note:") else ("", "", expected)
        )
        return any(value.startswith(record) and words in value for value in values)
    return expected in values


@pytest.mark.parametrize("record", RECORDS)
def test_the_record_holds_every_fact_about_it(record: str, shown) -> None:
    result = shown(record)
    facts = [fact for fact in FACTS if fact["record"] == record]
    assert facts
    missing = [(fact, found) for fact in facts if not holds(fact, found := list(held(result, fact["field"], shown)))]
    assert missing == []


def test_the_comparison_can_fail() -> None:
    record = {"kind": "place", "values": {"country": "UZ"}, "terms": {"topic": ["trade"]}, "links": [], "sources": []}
    right = {"kind": "place", "country": "UZ", "term:topic": "trade", "link:party": "", "region": ""}
    wrong = {"kind": "event", "country": "RU", "term:topic": "x", "link:party": "org-x", "name": "A", "claim:note": "b"}
    for field, expected in right.items():
        assert holds({"field": field, "expected": expected}, list(held(record, field, None)))
    for field, expected in wrong.items():
        assert not holds({"field": field, "expected": expected}, list(held(record, field, None)))
