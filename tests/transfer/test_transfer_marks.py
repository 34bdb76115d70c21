"""The file of marks: written marks are read back; invalid entries are refused with their place."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import ImportRefused
from catalogue.model import marks as rules
from catalogue.model.marks import AllMarks, Noted, Saved, Starred, Tagged
from catalogue.transfer import marks
from catalogue.transfer.files.inputs import Input
from made import SLUGS

AT = st.datetimes().map(lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0"))
NAMES = st.text(min_size=1, max_size=40).map(rules.name).filter(bool)
NOTES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(rules.note).filter(bool)
QUERIES = st.sampled_from(["", "is:starred", 'topic:="a  b"'])
COLUMNS = st.sampled_from([(), ("form",), ("area_ha", "label", "name_uz_cyrl")])
SETS = st.builds(
    AllMarks,
    st.lists(st.builds(Tagged, SLUGS, NAMES, AT), max_size=5).map(tuple),
    st.lists(st.builds(Noted, SLUGS, NOTES, AT), max_size=5).map(tuple),
    st.lists(st.builds(Starred, SLUGS, AT), max_size=5).map(tuple),
    st.lists(st.builds(Saved, NAMES, QUERIES, AT, COLUMNS), max_size=5).map(tuple),
)


def read(text: bytes) -> AllMarks:
    return marks.read(Input("marks.json", len(text), io.BytesIO(text)))


def written(everything: AllMarks) -> bytes:
    out = io.BytesIO()
    marks.write(out, everything)
    return out.getvalue()


@given(SETS)
def test_marks_round_trip(everything: AllMarks) -> None:
    text = written(everything)
    assert read(text) == everything.tidy()
    assert written(read(text)) == text


def test_an_empty_set_round_trips() -> None:
    assert read(written(AllMarks())) == AllMarks()


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff\xfe", b"[]", b"{}", b'{"format": "catalogue-marks", "version": 2}', b"[" * 100_000, b"NaN"],
)
def test_a_different_file_is_refused(text: bytes) -> None:
    with pytest.raises(ImportRefused, match=r"marks\.not_ours"):
        read(text)


@pytest.mark.parametrize(
    ("part", "entry"),
    [
        ("tags", {"record": "Not An Id", "tag": "x", "at": "2025-01-01T00:00:00Z"}),
        ("tags", {"record": "agr-x", "tag": "\u202e", "at": "2025-01-01T00:00:00Z"}),
        ("tags", {"record": "agr-x", "tag": "x", "at": "yesterday"}),
        ("notes", {"record": "agr-x", "text": " ", "at": "2025-01-01T00:00:00Z"}),
        ("notes", {"record": "agr-x", "text": 5, "at": "2025-01-01T00:00:00Z"}),
        ("stars", ["agr-x"]),
        ("stars", {"record": "agr-x"}),
        ("saved", {"name": "", "query": "x", "at": "2025-01-01T00:00:00Z"}),
        ("saved", {"name": "x", "query": "a\x00", "at": "2025-01-01T00:00:00Z"}),
        ("saved", {"name": "x", "query": "a", "at": "2025-01-01T00:00:00Z", "columns": "form, [b]"}),
    ],
)
def test_an_invalid_entry_is_reported_with_its_part_and_number(part: str, entry: object) -> None:
    good = {"record": "agr-x", "at": "2025-01-01T00:00:00Z", "tag": "a", "text": "b"}
    good = {key: text for key, text in good.items() if part != "saved"} or {
        "name": "n", "query": "", "at": "2025-01-01T00:00:00Z"
    }  # fmt: skip
    text = json.dumps({"format": "catalogue-marks", "version": 1, part: [good, entry]})
    with pytest.raises(ImportRefused, match=r"marks\.refused") as refused:
        read(text.encode())
    (issue,) = refused.value.issues
    assert (issue.code, issue.where.column, issue.params["number"]) == ("marks.entry", part, 2)
