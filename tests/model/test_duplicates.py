"""Duplicate names are found among all records, of which only hashes are kept."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable, Mapping

from catalogue.model.duplicates import Namesakes
from catalogue.model.records import Name, Record


def park(number: int, *names: str) -> Record:
    return Record(f"park-{number:05}", "technopark", {}, tuple(Name(name, "en") for name in names)).tidy()


def reported(*given: Record) -> list[tuple[str, str, str]]:
    known = {record.id: record for record in given}
    namesakes = Namesakes()
    for record in given:
        namesakes.add(record)

    def fetch(ids: Iterable[str]) -> Mapping[str, Record]:
        return {own: known[own] for own in ids}

    return [(rule, own, found.params["other"]) for rule, own, _, found in namesakes.hits(fetch)]


def test_each_pair_of_equal_names_is_reported_once_for_the_later_id() -> None:
    pair = (park(1, "Yulduz park"), park(2, "Quyosh park"), park(3, "YULDUZ park", "Bahor park"))
    assert reported(*pair) == [("probable_duplicate", "park-00003", "park-00001")]
    other = Record("park-00001", "technopark", {}, (Name("Юлдуз парк", "ru"),)).tidy()
    assert reported(other, park(3, "Yulduz park")) == [("names_differ_by_script", "park-00003", "park-00001")]


def test_a_name_repeated_within_one_record_is_not_reported() -> None:
    assert reported(park(1, "Yulduz park", "YULDUZ park"), park(2, "Quyosh park")) == []


def test_little_memory_is_kept_per_record_whatever_its_names() -> None:
    words = [chr(ord("a") + at) * 4 for at in range(15)]
    named = [f"{one} {two} {three}" for one in words for two in words for three in words]
    records = [park(number, name, f"{name} " + "park " * 50) for number, name in enumerate(named)]
    namesakes = Namesakes()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for record in records:
        namesakes.add(record)
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert kept / len(records) < 150, "two hashes of 16 bytes, an id of 10, and an offset"
