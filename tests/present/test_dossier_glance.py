"""The first page of a dossier: a line for each agreement, park and cluster, as precise as the record itself."""

from __future__ import annotations

import pytest


def _glance(text: str) -> list[list[str]]:
    """The rows of the tables between the second and the third chapter."""
    chapter = text.split("\n## ")[2]
    lines = [line.strip("|").split(" | ") for line in chapter.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line] for line in lines]


@pytest.fixture(scope="module")
def rows(ask) -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in _glance(ask("dossier", "country:UZ country:RU").out)}


def test_every_agreement_and_park_has_a_line(ask, rows) -> None:
    result = ask("dossier", "country:UZ country:RU", "--format", "json").json()
    for record in result["records"]:
        assert (record["label"] in rows) == (record["kind"] in ("agreement", "technopark", "cluster"))


def test_parties_status_and_dates_match_the_record(rows) -> None:
    assert rows["Fergana region – Bashkortostan cooperation plan"] == [
        "Government of Bashkortostan (RU); Khokimiyat of Fergana region (UZ)",
        "signed",
        "term 2023–2025",
    ]
    assert rows["Memorandum on the IT sector"][2] == "—"


def test_doubts_and_partners_are_shown(rows) -> None:
    assert rows["Alabuga"][1] == "operating ≈"
    assert rows["Chirchiq chemical-industrial technopark"] == [
        "Tashkent region",
        "under construction ≠",
        "developed with: Himgrad",
    ]


def test_a_single_record_has_no_table(ask) -> None:
    assert "At a glance" not in ask("dossier", "agr-it-parks").out
