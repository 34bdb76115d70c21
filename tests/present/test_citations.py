"""Citations give what is known of a date and no more; BibTeX and CSL-JSON stay well-formed whatever the data."""

from __future__ import annotations

import json
import re

import bibtexparser
import pytest
from hypothesis import given

from catalogue.model import dates, evidence
from catalogue.model.card import Card, Cited, Neighbour
from catalogue.model.records import Claim, Link, Record
from catalogue.present import citations
from made import DATES, TEXTS


def card(kind: str = "agreement", label: str = "Plan", claims: tuple[Claim, ...] = (), **values: str) -> Card:
    record = Record("agr-x", kind, values, (), (Link("source", "src-a"),), (), claims).tidy()
    party = Neighbour(Link("party", "org-a", "UZ"), True, "org-a", "organisation", "Ministry & sons")
    cited = Cited(1, "src-a", "News", {})
    sources = () if kind == "source" else (cited,)
    return Card(record, label, (), (party,), sources, {}, {}, evidence.inferred(record))


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-02-02", {"date-parts": [[2024, 2, 2]]}),
        ("2024-02", {"date-parts": [[2024, 2]]}),
        ("2024", {"date-parts": [[2024]]}),
        ("2024-22", {"date-parts": [[2024]], "season": 2}),
        ("2024?-02-02", {"date-parts": [[2024, 2, 2]], "circa": True}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2023/2025", {"date-parts": [[2023], [2025]]}),
        ("2023-04/2025", {"date-parts": [[2023, 4], [2025]]}),
        ("2023/..", {"literal": "since 2023"}),
        ("XXXX-06-24", {"literal": "24 June (year not given)"}),
        ("202X", {"literal": "2020s"}),
    ],
)
def test_csl_dates_have_only_known_parts(date: str, expected: object) -> None:
    result = citations.csl_date(dates.parse(date), "en")
    assert result.keys() == expected.keys()
    if "literal" not in result:
        assert result == expected


@pytest.mark.parametrize(
    ("date", "year", "month", "day"),
    [
        ("2024-02-02", "2024", "feb", "2"),
        ("2024-02", "2024", "feb", ""),
        ("2024", "2024", "", ""),
        ("2024-22", "2024", "", ""),
        ("2024-02-XX", "2024", "feb", ""),
        ("2024-02?", "", "", ""),
        ("2024?-02-02", "", "", ""),
        ("2024~", "", "", ""),
        ("2023/2025", "", "", ""),
        ("XXXX-06-24", "", "", ""),
        ("202X", "", "", ""),
    ],
)
def test_bibtex_has_only_a_known_year_and_month(date: str, year: str, month: str, day: str) -> None:
    result = citations.bibtex(card(signed=date), "en")
    assert re.findall(r"  year = \{(.*)\}", result) == ([year] if year else [])
    assert re.findall(r"  month = (\w+)", result) == ([month] if month else [])
    assert re.findall(r"  day = \{(.*)\}", result) == ([day] if day else [])
    if not year:
        assert "Signed: " in result


def test_an_inferred_date_is_marked_as_uncertain() -> None:
    claims = (Claim("signed", "2024-02-02", basis="inferred", reason="the day of the report"),)
    result = card(claims=claims, signed="2024-02-02")
    assert citations.csl(result, "en")["issued"] == {"date-parts": [[2024, 2, 2]], "circa": True}
    assert "year" not in citations.bibtex(result, "en").replace("year not", "")
    assert "inferred" in citations.text(result, "en")


def test_a_record_is_cited_with_its_parties_and_sources() -> None:
    result = citations.text(card(form="action_plan", status="signed", signed="2024-02-02"), "en")
    assert result == (
        "Ministry & sons. Plan. Action plan, signed. Signed: 2 February 2024. Catalogue record agr-x. "
        "According to News."
    )


def test_a_source_is_cited_with_its_publisher_and_address() -> None:
    source = card("source", publisher="Daryo", form="news", url="https://x.example/a?b=1", accessed="2025-01-02")
    result = citations.text(source, "en")
    assert result.startswith("Daryo. Plan. News. https://x.example/a?b=1 (accessed 2 January 2025)")
    item = citations.csl(source, "en")
    assert (item["type"], item["publisher"], item["URL"]) == ("article-newspaper", "Daryo", "https://x.example/a?b=1")
    assert item["accessed"] == {"date-parts": [[2025, 1, 2]]}
    assert "issued" not in item


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"form": "treaty"}, "treaty"),
        ({"form": "roadmap", "level": "intergovernmental"}, "treaty"),
        ({"form": "memorandum", "level": "business"}, "document"),
    ],
)
def test_only_agreements_between_states_are_treaties(values: dict[str, str], expected: str) -> None:
    assert citations.csl(card(**values), "en")["type"] == expected


@given(TEXTS, TEXTS, DATES)
def test_hostile_text_cannot_break_out_of_bibtex(label: str, publisher: str, date: str) -> None:
    result = citations.bibtex(card("source", label, publisher=publisher, published=date), "en")
    depth = 0
    for sign in result:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert result.count("\n@") == 0
    assert result.startswith("@misc{agr-x,\n")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", result)


def _read(bibliography: str) -> list[dict[str, str]]:
    """Entries as a third-party program reads them; it warns about what it cannot read and drops it."""
    return bibtexparser.loads(bibliography, bibtexparser.bparser.BibTexParser(common_strings=True)).entries


@given(TEXTS, TEXTS, DATES)
def test_an_independent_reader_finds_one_entry_whatever_the_text(label: str, publisher: str, date: str) -> None:
    (entry,) = _read(citations.bibtex(card("source", label, publisher=publisher, published=date), "en"))
    assert (entry["ENTRYTYPE"], entry["ID"]) == ("misc", "agr-x")
    assert {"title", "howpublished"} <= entry.keys()


def test_an_independent_reader_finds_every_record_of_the_shipped_bibliography(ask) -> None:
    ids = ask("search", "kind:agreement,source,event", "--ids").lines
    result = ask("export", "kind:agreement,source,event", "--format", "bibtex", "-o", "-").out
    entries = {entry["ID"]: entry for entry in _read(result)}
    assert sorted(entries) == sorted(ids)
    assert all(entry["title"] for entry in entries.values())


@given(TEXTS, DATES)
def test_csl_is_valid_json_and_a_text_citation_is_one_line(label: str, date: str) -> None:
    result = card("event", label, date=date)
    assert json.loads(json.dumps(citations.csl(result, "en")))["id"] == "agr-x"
    assert "\n" not in citations.text(result, "en")


# What CSL-JSON allows (csl-data.json of CSL 1.0.2), limited to what the catalogue uses.
CSL_TYPES = {"article-newspaper", "dataset", "document", "entry", "event", "report", "treaty", "webpage"}
CSL_TEXTS = {"id", "type", "title", "genre", "note", "publisher", "URL", "number", "status", "event-place", "language"}
CSL_DATES = {"issued", "accessed", "event-date"}


def _check_csl_date(value: dict[str, object]) -> None:
    assert value.keys() <= {"date-parts", "season", "circa", "literal"}
    parts = value.get("date-parts", [[1]])
    assert isinstance(parts, list)
    assert 1 <= len(parts) <= 2
    assert all(1 <= len(part) <= 3 and all(isinstance(number, int) for number in part) for part in parts)
    assert isinstance(value.get("literal", ""), str)
    assert isinstance(value.get("circa", True), bool)


def _check_csl(item: dict[str, object]) -> None:
    assert item["type"] in CSL_TYPES
    for key, value in item.items():
        if key in CSL_DATES:
            assert isinstance(value, dict)
            _check_csl_date(value)
        elif key == "author":
            assert isinstance(value, list)
            assert all(name.keys() == {"literal"} and isinstance(name["literal"], str) for name in value)
        else:
            assert key in CSL_TEXTS
            assert isinstance(value, str)


def test_the_shipped_bibliography_is_valid_csl_json(ask) -> None:
    items = json.loads(ask("export", "", "--format", "csl-json", "-o", "-").out)
    assert len({item["id"] for item in items}) == len(items) > 0
    for item in items:
        _check_csl(item)


@given(TEXTS, TEXTS, DATES)
def test_any_record_is_valid_csl_json(label: str, publisher: str, date: str) -> None:
    _check_csl(json.loads(json.dumps(citations.csl(card("source", label, publisher=publisher, published=date), "en"))))
    _check_csl(json.loads(json.dumps(citations.csl(card("agreement", label, signed=date), "en"))))
