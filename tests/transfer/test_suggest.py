"""A first mapping says what was seen, is a mapping, and takes rows of its register as it stands."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.api.exchange import ImportOptions, import_files, suggest_mapping
from catalogue.api.session import Session
from catalogue.store import backup
from catalogue.transfer.registers import mapfile

DATA = Path(__file__).parents[1] / "data"
FILES = ["documents.csv", "parties.csv", "parks.csv", "members.csv", "cyrillic.csv", "wide.xlsx", "zones.geojson",
         "pages-1.json", "xml.json", "events.tsv", "alliances.csv", "institutes.json"]  # fmt: skip


def _suggest(name: str) -> str:
    return suggest_mapping(str(DATA / name), ImportOptions())


@pytest.mark.parametrize("name", FILES)
def test_a_suggestion_is_a_mapping_that_accounts_for_every_row(name, tmp_path):
    (tmp_path / "m.toml").write_text(_suggest(name), encoding="utf-8")
    mapfile.load(str(tmp_path / "m.toml"))
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        options = ImportOptions(mapping=str(tmp_path / "m.toml"), dry_run=True)
        report = import_files(session, [str(DATA / name)], options)
    assert report.added + report.changed + report.same + report.refused == report.read > 0
    assert report.added, "nothing of it can be taken"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("documents.csv", 'kind = "agreement"'),
        ("documents.csv", 'date_order = "dmy"'),
        ("documents.csv", '"Signature date" = "signed"'),
        ("documents.csv", '"MoU" = "memorandum"'),
        ("documents.csv", 'by = "country"'),
        ("documents.csv", 'open = ["9999-12-31"]'),
        ("parks.csv", '"Наименование парка" = "name_ru"'),
        ("parks.csv", '"Регион" = "region"'),
        ("parks.csv", 'role = "managed_by"'),
        ("members.csv", 'kind = "cluster"'),
        ("members.csv", 'key = ["cluster_id"]   # 2 in 6 rows: several make one record'),
        ("cyrillic.csv", 'quotechar = ""'),
        ("cyrillic.csv", '"Дата подписания" = "signed"'),
        ("wide.xlsx", 'sheet = "Status"'),
        ("wide.xlsx", "skip_lines = 2"),
        ("wide.xlsx", 'each = ["Uzbekistan", "Kazakhstan", "Kyrgyzstan", "Tajikistan", "Россия"]'),
        ("zones.geojson", '"inv_mln_usd" = { field = "investment", unit = "USD", scale = 1000000 }'),
        ("events.tsv", '"nomi" = "name_uz"'),
    ],
)
def test_what_it_sees(name, line):
    assert any(told.startswith(line) for told in _suggest(name).splitlines())


def test_a_date_order_that_nothing_tells_is_asked_for(tmp_path):
    path = tmp_path / "agreements.csv"
    path.write_text("Title,Date\nA,02/07/2012\nB,03/04/2013\n")
    assert '# date_order = "dmy"' in suggest_mapping(str(path), ImportOptions())


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
def test_whatever_headings_and_cells_hold_the_suggestion_is_toml(tmp_path, columns):
    if not any(heading.strip() for heading, _ in columns):
        return
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(zip(*columns, strict=True))
    (tmp_path / "given.csv").write_bytes(text.getvalue().encode())
    mapfile.parse(suggest_mapping(str(tmp_path / "given.csv"), ImportOptions(delimiter=",", encoding="utf-8")))


def _suggested(tmp_path: Path, text: str, kind: str = "agreement") -> str:
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    return suggest_mapping(str(path), ImportOptions(kind=kind))


def test_words_run_together_are_told_apart_and_na_is_not_known(tmp_path):
    rows = "".join(f"T{n // 2},Treaty {n // 2} on trade,{'UZ' if n % 2 else 'KZ'},NA,199{n}-05-01\n" for n in range(8))
    told = _suggested(tmp_path, "treatyID,Title,StateCode,StateRatification,DateOfSignature\n" + rows)
    for line in ('key = ["treatyID"]', 'words = ["NA"]', '"DateOfSignature" = "signed"', 'to = ["StateCode"]'):
        assert line in told
    assert '"StateRatification" = "approved"' not in told  # nothing stands in it


def test_countries_joined_by_a_hyphen_are_parties(tmp_path):
    told = _suggested(tmp_path, "Title,Between\nTrade treaty,UZ-KZ\nTransit treaty,RU-UZ\nWater treaty,KG-TJ\n")
    assert 'to = ["Between"]' in told
    assert 'split = ["-"]' in told


def test_a_second_row_of_headings_and_one_of_numbers_are_seen(tmp_path):
    rows = "Name,Area,,Since\n,all,free,\n1,2,3,4\nAlpha park,10,2,2019\nBeta park,11,3,2020\n"
    told = _suggested(tmp_path, rows, "technopark")
    for line in ("heading_rows = 2", '"Since" = ["4"]', '"Area / free" = "free_ha"'):
        assert line in told


def _text(tmp_path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return suggest_mapping(str(path), ImportOptions())


def test_words_are_only_guessed_where_nothing_speaks_against_it(tmp_path):
    told = _text(
        tmp_path,
        "agreements.csv",
        "Title,Status\nPact A,In force\nPact B,Signed (not in force)\nPact C,In Force for one Party\n",
    )
    assert '"In Force for one Party" = "in_force"' in told.splitlines()
    assert '# "Signed (not in force)" = "signed"' in told.splitlines()
    parks = _text(tmp_path, "p.csv", 'Technopark,Site type\nA b,Greenfield\nC d,"Greenfield, Brownfield"\n')
    assert '# "Greenfield, Brownfield" = "greenfield"' in parks.splitlines()
    firms = _text(tmp_path, "organisations.csv", "Name,Status\nA b,ACTIVE\nC d,INACTIVE\n")
    assert '# "INACTIVE" = "active"' in firms.splitlines()
    lost = _text(
        tmp_path,
        "agreements.csv",
        "Название,Статус\nО мире,Действующий\nО торговле,Не вступило в силу\nО дружбе,Действует\n",
    )
    assert {'"Действующий" = "in_force"', '# "Не вступило в силу" = "in_force"'} <= set(lost.splitlines())
    named = _text(tmp_path, "agreements.csv", "Treaty,Party\nPact of Peace,Uzbekistan\nPact of Trade,Kazakhstan\n")
    assert '"Treaty" = "name_en"' in named
    near = _text(tmp_path, "agreements.csv", "Title,Status\nPact A,In force\nPact B,Force majeure\n")
    assert '"Force majeure" = "in_force"' not in near.splitlines()


def test_dates_in_columns_of_their_own_and_a_name_where_there_is_none(tmp_path):
    rows = "".join(f"{i},Uzbekistan,Kazakhstan,{1990 + i},{i},2,,,\n" for i in range(1, 9))
    head = "pair_id,state1,state2,st_year,st_month,st_day,end_year,end_month,end_day\n"
    told = _text(tmp_path, "agreements.csv", head + rows)
    assert '"st date" = { year = "st_year", month = "st_month", day = "st_day" }' in told
    assert '"st date – end date" = { from = "st date", to = "end date" }' in told
    assert '"Name" = { columns = ["state1", "state2"], with = " – " }' in told
    assert mapfile.parse(told).joins.keys() >= {"st date", "end date", "Name"}
    assert told.count('role = "party"') == 2


def test_lists_of_countries_are_parted_by_what_parts_them_and_others_are_made_by_name(tmp_path):
    told = _text(
        tmp_path,
        "agreements.csv",
        'Title,Members\nPact A,"Korea, Republic of; Viet Nam; Cuba"\n'
        'Pact B,"China; Yugoslavia; Cuba and the United States; Iran"\n',
    )
    assert 'split = [";", " and "]' in told.splitlines()
    assert 'kind = "place"   # not countries of today, made by their names: Yugoslavia' in told.splitlines()


def test_what_does_not_fit_a_heading_of_the_catalogues_own_is_kept_as_a_remark(tmp_path):
    """Left without a line it would be read by its heading, and refused."""
    told = _text(tmp_path, "agreements.csv", 'Title,Region,All members?\nPact A,"Asia, CIS",No\nPact B,Africa,Yes\n')
    assert '"Region" = "note"   # text; Asia, CIS, Africa' in told.splitlines()
    assert "party" not in told


def test_points_and_names_in_several_languages(tmp_path):
    rows = [
        {
            "coord": f"Point(69.{i} 41.{i})",
            "names": [{"lang": "en", "value": f"Park no {i}"}, {"lang": "ru", "value": f"Парк {i}"}],
        }
        for i in range(5)
    ]
    told = _text(tmp_path, "technoparks.json", json.dumps(rows))
    assert '"coord" = ["lat", "lon"]' in told
    assert '{ field = "name_ru", where = { "names.lang" = "ru" } }' in told
    mapfile.parse(told)


def test_what_the_records_are_called_tells_their_kind(tmp_path):
    rows = "".join(f"x{i},Zavod {i} LLC\n" for i in range(5))
    assert 'kind = "organisation"' in _text(tmp_path, "r.csv", "key,label\n" + rows)
    assert 'kind = "technopark"' in _text(
        tmp_path, "r.csv", "key,label\n" + rows.replace("Zavod", "Technopark").replace(" LLC", "")
    )
