"""Rows become records, or all invalid cells are reported at once with the nearest valid value."""

from __future__ import annotations

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model.kinds import KINDS, find_kind
from catalogue.model.records import Claim, Link, Name, Term
from catalogue.transfer.files.table import Entry, Row, Table
from catalogue.transfer.rows.incoming import Incoming
from catalogue.transfer.rows.mapping import Headers
from catalogue.transfer.rows.tidying import Notation
from catalogue.transfer.rows.validate import Rules, Validator
from made import TEXTS


def _read(cells, kind="agreement", parts=MappingProxyType({}), **rules):
    found = find_kind(kind) if kind else None
    table = Table("f.csv", tuple(cells), iter(()))
    validator = Validator(table, found, Headers(found, {}), Rules(**rules))
    entries = {part: tuple(Entry(each, "f.csv", 7) for each in given) for part, given in parts.items()}
    return validator.read(Row(7, cells, entries))


def _record(cells, *args, **more):
    read = _read(cells, *args, **more)
    assert isinstance(read, Incoming), read
    return read.record


def _problems(cells, *args, **more):
    read = _read(cells, *args, **more)
    assert not isinstance(read, Incoming), read
    return [(issue.code, issue.where.column, issue.where.value) for issue in read]


def test_a_flat_row_becomes_a_record_with_canonical_values():
    record = _record(
        {
            "id": " agr-1 ",
            "name_en": "One",
            "название рус": "Один",
            "Дата подписания": "24.06.2021",
            "status": "In Force",
            "binding": "да",
            "sector": "C20 | 62",
            "party": "org-a|org-b",
            "summary": "  kept as given ",
        }
    )
    assert record.id == "agr-1"
    assert dict(record.values) == {
        "signed": "2021-06-24",
        "status": "in_force",
        "binding": "yes",
        "summary": "  kept as given ",
    }
    assert record.names == (Name("One", "en"), Name("Один", "ru"))
    assert record.terms == (Term("sector", "C20"), Term("sector", "J62"))
    assert record.links == (Link("party", "org-a"), Link("party", "org-b"))


def test_all_invalid_cells_of_a_row_are_reported_at_once():
    problems = _problems({"id": "Agr 1", "signed": "31.02.2023", "status": "sined", "country": "Utopia", "lat": "200"})
    assert [(code, column) for code, column, _ in problems] == [
        ("id.unreadable", "id"),
        ("date.impossible", "signed"),
        ("choice.unknown", "status"),
        ("country.unknown", "country"),
        ("degrees.unreadable", "lat"),
    ]


def test_an_issue_names_file_line_column_value_record_and_nearest():
    read = _read({"id": "agr-1", "status": "sined"})
    assert not isinstance(read, Incoming)
    (issue,) = read
    assert (issue.where.file, issue.where.line, issue.where.record) == ("f.csv", 7, "agr-1")
    assert (issue.where.value, issue.params["nearest"]) == ("sined", "signed")


def test_the_order_of_day_and_month_is_not_guessed():
    cells = {"id": "agr-1", "signed": "02/07/2012"}
    assert _problems(cells)[0][0] == "date.ambiguous"
    assert _record(cells, order="dmy").values["signed"] == "2012-07-02"
    assert _record(cells, order="mdy").values["signed"] == "2012-02-07"


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"id": "a", "summary": "x\x00y"}, "text.nul"),
        ({"id": "a", "name_en": "x\ud800"}, "text.surrogate"),
        ({"id": "a", "name_en": "x" * 1_000_001}, "text.too_long"),
        ({"id": "a", "party": "Org A"}, "id.unreadable"),
        ({"id": "a", "kind": "project"}, "kind.conflict"),
        ({"id": "a", "kind": "treatise"}, "kind.unknown"),
        ({"id": "a", "strange": "x"}, "column.unknown"),
        ({"id": "a", "name_en": ("x", "y")}, "cell.list"),
        ({"status": "signed"}, "id.missing"),
    ],
)
def test_impossible_cells_are_refused(cells, code):
    assert code in [problem[0] for problem in _problems(cells)]


def test_rows_of_several_kinds_name_their_kind_and_use_only_its_fields():
    assert _record({"id": "a", "kind": "Technoparks", "opened": "2022", "signed": ""}, kind="").kind == "technopark"
    assert _problems({"id": "a", "kind": "cluster", "signed": "2022"}, kind="") == [
        ("column.not_of_kind", "signed", "2022")
    ]
    assert _problems({"id": "a", "kind": "cluster", "party": "org-a"}, kind="")[0][0] == "role.subject"
    assert _problems({"id": "a"}, kind="")[0][0] == "kind.missing"


def test_a_missing_id_is_made_from_name_and_kind():
    first = _read({"name_ru": "Технопарк Чирчик", "name_en": "Chirchiq park"}, kind="technopark")
    again = _read({"name_en": "Chirchiq park", "name_ru": "другое"}, kind="technopark")
    assert isinstance(first, Incoming)
    assert isinstance(again, Incoming)
    assert (first.record.id, first.base) == ("", "park-chirchiq-park")
    assert again.base == first.base


def test_entries_are_read_like_their_columns():
    parts = {
        "names": [{"text": "Один", "lang": "RU", "type": "official", "start": "апрель 2023", "source": "src-1"}],
        "links": [{"role": "party", "object": "org-a", "side": "Узбекистан", "note": "first"}],
        "terms": [{"field": "sector", "value": "20"}],
        "claims": [
            {"field": "signed", "value": "24.06.2021", "basis": "inferred", "reason": "the day of the visit"},
            {"field": "declared:agreement/commercial", "value": "more than 7", "rank": "", "source": "src-1"},
        ],
    }
    record = _record({"id": "agr-1"}, parts=parts)
    assert record.names == (Name("Один", "ru", "official", "2023-04", source="src-1"),)
    assert record.links == (Link("party", "org-a", "UZ", note="first"),)
    assert record.terms == (Term("sector", "C20"),)
    assert record.claims == (
        Claim("declared:agreement/commercial", ">7", source="src-1"),
        Claim("signed", "2021-06-24", basis="inferred", reason="the day of the visit"),
    )


@pytest.mark.parametrize(
    ("part", "entry", "code", "column"),
    [
        ("names", {"text": "x", "lang": "russian"}, "lang.unknown", "names.lang"),
        ("names", {"lang": "ru"}, "cell.required", "names.text"),
        ("names", {"text": "x", "type": "nickname"}, "choice.unknown", "names.type"),
        ("names", {"text": "x", "colour": "red"}, "column.unknown", "names.colour"),
        ("links", {"role": "friend", "object": "org-a"}, "role.unknown", "links.role"),
        ("links", {"role": "resident", "object": "org-a"}, "role.subject", "links.role"),
        ("links", {"role": "party", "object": "Org A"}, "id.unreadable", "links.object"),
        ("links", {"role": "party", "object": "org-a", "side": "left"}, "country.unknown", "links.side"),
        ("links", {"role": "party", "object": "org-a", "start": "31.02.2020"}, "date.impossible", "links.start"),
        ("terms", {"field": "colour", "value": "red"}, "field.unknown", "terms.field"),
        ("terms", {"field": "sector", "value": "zzz"}, "sector.unknown", "terms.value"),
        ("claims", {"field": "opened", "value": "2020"}, "field.unknown", "claims.field"),
        ("claims", {"field": "signed", "value": "soon"}, "date.unreadable", "claims.value"),
        ("claims", {"field": "declared:unicorn", "value": "3"}, "field.unknown", "claims.field"),
        ("claims", {"field": "note", "value": "x", "basis": "heard"}, "choice.unknown", "claims.basis"),
        ("claims", {"field": "note", "value": "x", "rank": "best"}, "choice.unknown", "claims.rank"),
    ],
)
def test_an_invalid_entry_is_reported_with_its_part_and_column(part, entry, code, column):
    assert (code, column) in [problem[:2] for problem in _problems({"id": "agr-1"}, parts={part: [entry]})]


@pytest.mark.parametrize(
    ("kind", "cells"),
    [
        ("agreement", {"summary": "call +998 71 200-00-00"}),
        ("technopark", {"benefits": "тел. 123-45-67"}),
        ("person", {"name_ru": "Иванов, +7 999 123-45-67"}),
        ("person", {"label": "info@ministry.uz"}),
    ],
)
def test_personal_contact_data_is_refused_with_its_cell_unless_allowed(kind, cells):
    row = {"id": "x", **cells}
    assert [problem[1:] for problem in _problems(row, kind=kind)] == list(cells.items())
    assert _record(row, kind=kind, allow_contacts=True).id == "x"


def test_a_telephone_number_is_refused_in_a_note_or_claim_but_not_in_a_registration_number():
    note = {"claims": [{"field": "note", "value": "phone 1234567"}]}
    assert _problems({"id": "x"}, parts=note)[0][:2] == ("contact.phone", "claims.value")
    link = {"links": [{"role": "party", "object": "org-a", "note": "tel. 1234567"}]}
    assert _problems({"id": "x"}, parts=link)[0][:2] == ("contact.phone", "links.note")
    assert _record({"id": "x", "registration_no": "+998712000000"}).values["registration_no"] == "+998712000000"


@given(st.sampled_from(sorted(KINDS)), TEXTS, TEXTS)
def test_names_and_prose_are_kept_verbatim(kind, name, summary):
    record = _record({"id": "x", "name_en": name, "summary": summary}, kind=kind, allow_contacts=True)
    assert record.names == (Name(name, "en"),)
    assert record.values["summary"] == summary


def test_a_part_of_a_year_is_read_as_the_year_with_its_words_as_evidence():
    record = _record({"name_en": "One", "signed": " early 1998 ", "approved": "конец 2024 г."})
    assert dict(record.values) == {"signed": "1998", "approved": "2024"}
    assert record.claims == (
        Claim("approved", "2024", original="конец 2024 г."),
        Claim("signed", "1998", original="early 1998"),
    )
    assert _problems({"name_en": "One", "signed": "90-е годы"}) == [("date.ambiguous", "signed", "90-е годы")]
    assert _record({"name_en": "One", "signed": "90-е годы"}, notation=Notation(1950)).get("signed") == "199X"


@pytest.mark.parametrize("heading", ["State", "state", "Province"])
def test_two_letters_in_a_state_column_are_not_a_country(heading):
    column = {"name_en": "One", heading: "CA"}
    table = Table("f.csv", tuple(column), iter(()))
    found = find_kind("organisation")
    given = {} if heading != "Province" else {"Province": "country"}
    read = Validator(table, found, Headers(found, given), Rules()).read(Row(7, column))
    if given:
        assert isinstance(read, Incoming)
        assert read.record.get("country") == "CA"
    else:
        assert not isinstance(read, Incoming)
        assert [issue.code for issue in read] == ["country.or_state"]
    assert _record({"name_en": "One", "State": "UZ"}, "organisation").get("country") == "UZ"


def test_every_cell_with_a_word_for_unknown_is_counted_also_in_lists():
    cells = {"id": "p", "form": "technopark", "sector": "n/a"}
    table = Table("f.csv", tuple(cells), iter(()))
    validator = Validator(table, KINDS["technopark"], Headers(KINDS["technopark"], {}), Rules())
    for line in range(2, 5):
        validator.read(Row(line, cells))
    assert validator.unknown == {"n/a": 3}


@pytest.mark.parametrize("column", ["role", "object"])
def test_a_link_whose_end_or_role_is_blank_is_refused(column):
    link = {"role": "party", "object": "place-uz", column: " "}
    assert [code for code, *_ in _problems({"id": "a"}, parts={"links": [link]})] == ["cell.required"]
