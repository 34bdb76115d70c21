"""Every column of an input has a meaning, or the input is refused."""

from __future__ import annotations

import pytest

from catalogue.errors import BadUsage
from catalogue.model.issues import Where
from catalogue.model.kinds import AGREEMENT
from catalogue.transfer.rows.mapping import MOST_NAMED, Headers

HERE = Where("f.csv", 1)


def test_an_unknown_column_is_reported_with_the_nearest_known_one():
    issues = Headers(AGREEMENT, {}).check(("id", "sttus"), HERE)
    assert [(i.code, i.where.column, i.params["nearest"]) for i in issues] == [("column.unknown", "sttus", "status")]


def test_a_column_can_be_mapped_or_deliberately_left_out():
    headers = Headers(AGREEMENT, {"Title of treaty": "name_en", "Remarks": ""})
    assert headers.check(("id", "Title of treaty", "Remarks"), HERE) == ()
    column = headers.meaning("Title of treaty")
    assert column is not None
    assert column.name == "name_en"
    assert headers.meaning("Remarks") is None


def test_two_columns_with_one_meaning_are_refused():
    issues = Headers(AGREEMENT, {}).check(("status", "Статус"), HERE)
    assert [(i.code, i.where.column, i.params["first"]) for i in issues] == [("column.twice", "Статус", "status")]


def test_the_columns_added_to_refused_rows_are_left_out():
    assert Headers(AGREEMENT, {}).check(("_line", "_column", "_value", "_reason", "id"), HERE) == ()


def test_the_issues_of_a_foreign_table_are_limited():
    issues = Headers(AGREEMENT, {}).check(tuple(f"strange {n}" for n in range(1000)), HERE)
    assert len(issues) == MOST_NAMED


def test_a_mapping_to_an_unknown_column_or_from_a_missing_header_is_a_usage_error():
    with pytest.raises(BadUsage) as target:
        Headers(AGREEMENT, {"x": "sttus"})
    assert target.value.params["nearest"] == "status"
    with pytest.raises(BadUsage) as header:
        Headers(AGREEMENT, {"Titel": "name_en"}).absent(("Title", "id"))
    assert header.value.params["nearest"] == "Title"
