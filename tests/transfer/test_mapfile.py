"""Mapping files: an error is reported with its line and the nearest valid word."""

from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import BadUsage
from catalogue.transfer.registers import mapfile

KINDLY = '[table]\nkind = "agreement"\n'
TWO_LINKS = '[[links]]\nrole="party"\nto="A"\n[[links]]\nrole="party"\nto="B"\nby="nam"\n'


def _wrong(text: str) -> BadUsage:
    with pytest.raises(BadUsage) as wrong:
        mapfile.parse(text, "m.toml")
    return wrong.value


@pytest.mark.parametrize(
    ("text", "code", "line", "key", "nearest"),
    [
        (KINDLY + 'keyy = ["A"]\n', "mapping.key", 3, "keyy", "key"),
        ('[table]\nkind = "agreemnt"\n', "mapping.value", 2, "kind", "agreement"),
        ('[table]\ndate_order = "dmmy"\n', "mapping.value", 2, "date_order", "dmy"),
        ('[table]\nskip_lines = "2"\n', "mapping.type", 2, "skip_lines", None),
        ('[table]\nheaders = "no"\n', "mapping.type", 2, "headers", None),
        ('[tabel]\nkind = "agreement"\n', "mapping.section", 1, "tabel", "table"),
        (KINDLY + '\n[columns]\n"A" = "x"\n"B" = "sgned"\n', "mapping.value", 5, "A", None),
        (KINDLY + '[columns]\n"B" = "sgned"\n', "mapping.value", 4, "B", "signed"),
        ('[columns]\n"A" = { feld = "signed" }\n', "mapping.spec", 2, "A", "field"),
        ('[columns]\n"A" = { field = "jobs", unit = "XYZ" }\n', "mapping.value", 2, "A", None),
        ('[columns]\n"A" = { field = "jobs", scale = 0 }\n', "mapping.type", 2, "A", None),
        ('[columns]\n"A" = { field = "jobs", find = "(" }\n', "mapping.pattern", 2, "A", None),
        (KINDLY + '[constants]\nstatus = "sgned"\n', "mapping.value", 4, "status", "signed"),
        ('[[records]]\nkind = "organisation"\n', "mapping.missing", 1, "name", None),
        ('[[records]]\nname = "a"\n', "mapping.missing", 1, "kind", None),
        ('[[links]]\nrole = "party"\n', "mapping.missing", 1, "to", None),
        ('[[links]]\nrole = "prty"\nto = "A"\n', "mapping.value", 2, "role", "party"),
        ('[[links]]\nrole = "party"\nto = "A"\neach = "/(/"\n', "mapping.pattern", 4, "each", None),
        (TWO_LINKS, "mapping.value", 7, "by", "name"),
        ('[[links]]\nrole = "party"\nrecord = "firm"\n', "mapping.value", 3, "record", None),
        ('[table]\nkind="cluster"\n[[links]]\nrole = "party"\nto = "A"\n', "mapping.value", 4, "role", None),
        ('[[links]]\nrole = "party"\nto = "A"\nkind = "event"\n', "mapping.value", 4, "kind", None),
        ('[join]\n"A" = { from = "B" }\n', "mapping.missing", 2, "to", None),
        ("[table\n", "mapping.unreadable", 1, None, None),
        (KINDLY + 'kind = "event"\n', "mapping.unreadable", 3, None, None),
    ],
)
def test_an_invalid_key_or_value_is_reported_with_its_line(text, code, line, key, nearest):
    wrong = _wrong(text)
    assert (wrong.code, wrong.params["line"], wrong.params.get("key")) == (code, line, key)
    if nearest:
        assert wrong.params["nearest"] == nearest


def test_a_mapping_is_read_completely():
    recipe = mapfile.parse(
        '[table]\nkind = "technopark"\nkey = "No"\nscheme = "s"\nsheet = 2\ndecimal = ","\n'
        '[columns]\n"Sum" = ["summary", { field = "investment", unit = "USD", scale = 1000000 }]\n"X" = ""\n'
        '[values.status]\nOpen = "operating"\n[constants]\nrail = true\n'
    )
    summary, money = recipe.main.columns["Sum"]
    assert (summary.column.name, money.column.name, money.unit, money.scale) == (
        "summary", "investment", "USD", Decimal(1_000_000),
    )  # fmt: skip
    assert (recipe.main.key, recipe.main.scheme, recipe.reading.sheet, recipe.decimal) == (("No",), "s", "2", ",")
    assert recipe.main.columns["X"] == ()
    assert recipe.words["status"] == {"Open": "operating"}
    assert recipe.main.constants == {"rail": "yes"}
    assert not recipe.unknown.everywhere


def test_columns_given_on_the_command_line_win_over_those_of_the_file():
    recipe = mapfile.parse(KINDLY + '[columns]\nA = "name_en"\n')
    adjusted = mapfile.adjusted(recipe, {"A": "summary", "B": ""}, keep=True)
    assert adjusted.main.columns["A"][0].column.name == "summary"
    assert adjusted.main.columns["B"] == ()
    assert adjusted.rest == "keep"


def test_an_undecodable_or_overlong_mapping_is_refused(tmp_path):
    for raw, line in ((b"[table]\nkind = '\xff'\n", 2), (b"#" * (mapfile.LARGEST + 1), 0)):
        (tmp_path / "m.toml").write_bytes(raw)
        with pytest.raises(BadUsage) as wrong:
            mapfile.load(str(tmp_path / "m.toml"))
        assert (wrong.value.code, wrong.value.params["line"]) == ("mapping.unreadable", line)


WORDS = st.sampled_from(
    ["[table]", "[columns]", "[[links]]", "[[records]]", "[join]", "[unknown]", "[values.x]", 'kind = "agreement"',
     'role = "party"', 'to = "A"', 'name = "a"', "key = 1", 'A = "signed"', "A = {}", "words = [1]", "x = true", "]"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=8).map("\n".join) | st.text(max_size=40))
def test_any_text_is_a_mapping_or_a_usage_error(text):
    with suppress(BadUsage):
        mapfile.parse(text)


def test_a_long_line_that_begins_like_a_section_does_not_delay_an_error():
    """Matched in every way, its blanks would take a day."""
    text = '[table]\nx = """\n[' + " " * 100_000 + '\n"""\n'
    assert _wrong(text).code == "mapping.key"
