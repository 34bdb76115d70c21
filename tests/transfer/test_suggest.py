"""A draft mapping describes what was found, is valid, and reads the rows of its register unchanged."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
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
def test_a_draft_is_a_valid_mapping_that_accounts_for_every_row(name, tmp_path):
    (tmp_path / "m.toml").write_text(_suggest(name), encoding="utf-8")
    mapfile.load(str(tmp_path / "m.toml"))
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        options = ImportOptions(mapping=str(tmp_path / "m.toml"), dry_run=True)
        report = import_files(session, [str(DATA / name)], options)
    assert report.added + report.changed + report.same + report.refused == report.read > 0
    assert report.added, "no row was accepted"


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
def test_a_draft_contains_the_expected_lines(name, line):
    assert any(result.startswith(line) for result in _suggest(name).splitlines())


def test_an_ambiguous_date_order_is_left_to_the_user(tmp_path):
    path = tmp_path / "agreements.csv"
    path.write_text("Title,Date\nA,02/07/2012\nB,03/04/2013\n")
    assert '# date_order = "dmy"' in suggest_mapping(str(path), ImportOptions())


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=4))
@example([("", ""), ("", "\r"), ("0\r", "0")])
def test_a_draft_is_valid_toml_for_any_headings_and_cells(tmp_path, columns):
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


def test_run_together_words_are_separated_and_na_is_unknown(tmp_path):
    rows = "".join(f"T{n // 2},Treaty {n // 2} on trade,{'UZ' if n % 2 else 'KZ'},NA,199{n}-05-01\n" for n in range(8))
    result = _suggested(tmp_path, "treatyID,Title,StateCode,StateRatification,DateOfSignature\n" + rows)
    for line in ('key = ["treatyID"]', 'words = ["NA"]', '"DateOfSignature" = "signed"', 'to = ["StateCode"]'):
        assert line in result
    assert '"StateRatification" = "approved"' not in result  # its column is empty


def test_countries_joined_by_hyphens_are_parties(tmp_path):
    result = _suggested(tmp_path, "Title,Between\nTrade treaty,UZ-KZ\nTransit treaty,RU-UZ\nWater treaty,KG-TJ\n")
    assert 'to = ["Between"]' in result
    assert 'split = ["-"]' in result


def test_a_second_heading_row_and_a_row_of_numbers_are_recognised(tmp_path):
    rows = 'Name,"Area, ha",,Since\n,all,free,\n1,2,3,4\nAlpha park,10,2,2019\nBeta park,11,3,2020\n'
    result = _suggested(tmp_path, rows, "technopark")
    for line in ("heading_rows = 2", '"Since" = ["4"]', '"Area, ha / free" = "free_ha"'):
        assert line in result


def _text(tmp_path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return suggest_mapping(str(path), ImportOptions())


def test_words_are_translated_only_if_nothing_contradicts_it(tmp_path):
    result = _text(
        tmp_path,
        "agreements.csv",
        "Title,Status\nPact A,In force\nPact B,Signed (not in force)\nPact C,In Force for one Party\n",
    )
    assert '"In Force for one Party" = "in_force"' in result.splitlines()
    assert '# "Signed (not in force)" = "signed"' in result.splitlines()
    parks = _text(tmp_path, "p.csv", 'Technopark,Site type\nA b,Greenfield\nC d,"Greenfield, Brownfield"\n')
    assert '# "Greenfield, Brownfield" = "greenfield"' in parks.splitlines()
    firms = _text(tmp_path, "organisations.csv", "Name,Status\nA b,ACTIVE\nC d,INACTIVE\n")
    assert '# "INACTIVE" = "active"' in firms.splitlines()
    lost = _text(
        tmp_path,
        "agreements.csv",
        "Название,Статус\nО мире,Действующий\nО торговле,Не вступило в силу\nО дружбе,Действует\n",
    )
    assert {'"Действующий" = "in_force"', '# "Не вступило в силу" = ""'} <= set(lost.splitlines())
    named = _text(tmp_path, "agreements.csv", "Treaty,Party\nPact of Peace,Uzbekistan\nPact of Trade,Kazakhstan\n")
    assert '"Treaty" = "name_en"' in named
    near = _text(tmp_path, "agreements.csv", "Title,Status\nPact A,In force\nPact B,Force majeure\n")
    assert '"Force majeure" = "in_force"' not in near.splitlines()


def test_split_dates_are_joined_and_a_missing_name_is_composed(tmp_path):
    rows = "".join(f"{i},Uzbekistan,Kazakhstan,{1990 + i},{i},2,,,\n" for i in range(1, 9))
    head = "pair_id,state1,state2,st_year,st_month,st_day,end_year,end_month,end_day\n"
    result = _text(tmp_path, "agreements.csv", head + rows)
    assert '"st date" = { year = "st_year", month = "st_month", day = "st_day" }' in result
    assert '"st date – end date" = { from = "st date", to = "end date" }' in result
    assert '"Name" = { columns = ["state1", "state2"], with = " – " }' in result
    assert mapfile.parse(result).joins.keys() >= {"st date", "end date", "Name"}
    assert result.count('role = "party"') == 2


def test_lists_of_countries_are_split_and_other_parties_are_created_by_name(tmp_path):
    result = _text(
        tmp_path,
        "agreements.csv",
        'Title,Members\nPact A,"Korea, Republic of; Viet Nam; Cuba"\n'
        'Pact B,"China; Yugoslavia; Cuba and the United States; Iran"\n',
    )
    assert 'split = [";", " and "]' in result.splitlines()
    assert 'kind = "place"   # not countries of today, made by their names: Yugoslavia' in result.splitlines()


def test_values_that_do_not_fit_a_known_heading_are_kept_as_remarks(tmp_path):
    """Without a line in the mapping it would be read by its heading, and refused."""
    result = _text(tmp_path, "agreements.csv", 'Title,Region,All members?\nPact A,"Asia, CIS",No\nPact B,Africa,Yes\n')
    assert '"Region" = "note"   # text; Asia, CIS, Africa' in result.splitlines()
    assert "party" not in result


def test_points_and_multilingual_names_are_recognised(tmp_path):
    rows = [
        {
            "coord": f"Point(69.{i} 41.{i})",
            "names": [{"lang": "en", "value": f"Park no {i}"}, {"lang": "ru", "value": f"Парк {i}"}],
        }
        for i in range(5)
    ]
    result = _text(tmp_path, "technoparks.json", json.dumps(rows))
    assert '"coord" = ["lat", "lon"]' in result
    assert '{ field = "name_ru", where = { "names.lang" = "ru" } }' in result
    mapfile.parse(result)


def test_the_names_of_the_records_reveal_their_kind(tmp_path):
    rows = "".join(f"x{i},Zavod {i} LLC\n" for i in range(5))
    assert 'kind = "organisation"' in _text(tmp_path, "r.csv", "key,label\n" + rows)
    assert 'kind = "technopark"' in _text(
        tmp_path, "r.csv", "key,label\n" + rows.replace("Zavod", "Technopark").replace(" LLC", "")
    )


FIGURES = """Park name;Площадь, тыс. кв. м;Free area (acres);Investment, млрд руб.;Мощность, кВт;Дата открытия
Технопарк «Север» в Рязани;12,5;100;1,2;500;24.06.98
Технопарк «Юг» в Рязани;1.250,5;20;3,4;1500;01.07.05
Технопарк «Запад» в Рязани;8;0,5;0,25;;{day}
"""


def test_decimals_units_and_centuries_are_suggested_from_headings_and_values(tmp_path):
    (tmp_path / "parks.csv").write_text(FIGURES.format(day="12.12.2010"), encoding="utf-8")
    text = suggest_mapping(str(tmp_path / "parks.csv"), ImportOptions())
    assert 'decimal = ","\n' in text
    assert "\n# century = 1950   # " in text
    for line in (
        '"Площадь, тыс. кв. м" = { field = "area_ha", unit = "m2", scale = 1000 }',
        '"Free area (acres)" = { field = "free_ha", unit = "acre" }',
        '"Мощность, кВт" = { field = "power_mw", unit = "kW" }',
        '"Дата открытия" = "opened"',
    ):
        assert line in text
    (tmp_path / "parks.csv").write_text(FIGURES.format(day="12.12.2010").replace(";24", ";01.01.1991\nX;;;;;24"))
    assert "\ncentury = 1990\n" in suggest_mapping(str(tmp_path / "parks.csv"), ImportOptions())


def test_figures_with_thousands_or_decimals_are_left_to_the_user(tmp_path):
    (tmp_path / "parks.csv").write_text("Park name,Area\nTechnopark North,1.200\nTechnopark South,1.250\n")
    text = suggest_mapping(str(tmp_path / "parks.csv"), ImportOptions())
    assert '\n# decimal = ","   # it is unclear whether 1.200 has decimals\n' in text


def _drafted(tmp_path: Path, name: str, text: str) -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return suggest_mapping(str(tmp_path / name), ImportOptions())


def test_a_vague_date_is_completed_from_its_year_column(tmp_path):
    rows = "T1 Agreement One,1351,1351-08-01\nT2 Agreement Two,1826,0000-00-00\n"
    text = _drafted(tmp_path, "list.csv", "Treaty Name,Signature Year,Signature Date\n" + rows)
    assert '"Signature Date *" = { first = ["Signature Date", "Signature Year"] }' in text
    assert '"Signature Date *" = "signed"' in text
    assert '"Signature Year" = "signed"' not in text


def test_an_unknown_word_for_a_status_does_not_refuse_its_row(tmp_path):
    rows = "Treaty One,in force\nTreaty Two,signed - not yet in force\n"
    text = _drafted(tmp_path, "list.csv", "Treaty Name,Status\n" + rows)
    assert '"Status" = { field = "status", unreadable = "remark" }' in text
    assert '# "signed - not yet in force" = "signed"' in text


def test_german_headings_and_parties_joined_by_und_are_recognised(tmp_path):
    rows = "Abkommen über Wirtschaft;Usbekistan;28. April 1993\nAbkommen über Zoll;Frankreich und Italien;Ende 1998\n"
    text = _drafted(tmp_path, "liste.csv", "Bezeichnung;Vertragspartner;Unterzeichnung\n" + rows)
    assert '"Unterzeichnung" = "signed"' in text
    assert '"Bezeichnung" = "name_de"' in text
    assert 'to = ["Vertragspartner"]' in text
    assert 'split = [" und "]' in text


def test_money_without_a_currency_is_left_to_the_user_and_does_not_refuse_rows(tmp_path):
    text = _drafted(tmp_path, "parks.csv", "Park name,Investment\nTechnopark North,980\nTechnopark South,1200\n")
    assert '# "Investment" = { field = "investment", unit = "USD" }   # say in which currency' in text


def test_unix_milliseconds_are_declared(tmp_path):
    features = [
        {
            "type": "Feature",
            "geometry": None,
            "properties": {"NAME": f"Free Zone {n}", "OPENED_DATE": 1228089600000 + n},
        }
        for n in range(3)
    ]
    text = _drafted(tmp_path, "sites.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    assert 'serial_dates = "unix_ms"' in text
    assert '"OPENED_DATE" = "opened"' in text


def test_the_given_encoding_is_in_the_mapping(tmp_path):
    (tmp_path / "list.csv").write_bytes(
        "Tytuł umowy;Data podpisania\nUmowa o współpracy;11 stycznia 1995 r.\n".encode("cp1250")
    )
    text = suggest_mapping(str(tmp_path / "list.csv"), ImportOptions(encoding="cp1250"))
    assert 'encoding = "cp1250"' in text
    assert '"Data podpisania" = "signed"' in text


def test_headings_in_two_rows_below_a_title_are_found_and_other_rows_skipped(tmp_path):
    path = tmp_path / "table.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write(0, 0, "Table 1. Technoparks")
        for column, heading in enumerate(("No.", "Name of park", "Region")):
            sheet.merge_range(2, column, 3, column, heading)
        sheet.merge_range(2, 3, 2, 4, "Area, ha")
        sheet.write_row(3, 3, ["total", "free"])
        sheet.write(4, 0, "Group A")
        for line, park in enumerate(("Technopark North", "Technopark South", "Technopark East"), 1):
            sheet.write_row(4 + line, 0, [line, park, "Samarkand", 10.5 * line, line])
        sheet.write_row(8, 1, ["Total", "", 63, 6])
        sheet.write(10, 0, "* Preliminary")
    text = suggest_mapping(str(path), ImportOptions())
    (tmp_path / "m.toml").write_text(text, encoding="utf-8")
    for line in (
        "heading_rows = 2\n",
        '"No." = ["Group A", "* Preliminary"]',
        '"Name of park" = ["/^Total\\\\b/"]',
        '"Name of park" = "name_en"',
        '"Area, ha / free" = "free_ha"',
    ):
        assert line in text
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        report = import_files(session, [str(path)], ImportOptions(mapping=str(tmp_path / "m.toml")))
    assert (report.read, report.added, report.refused) == (3, 3, 0)


def test_counts_are_whole_numbers_and_so_reveal_the_decimal_sign(tmp_path):
    rows = 'Cluster North,2005,"1,134"\nCluster South,2012,48\n'
    text = _drafted(tmp_path, "list.csv", "Cluster name,Year of establishment,Total members\n" + rows)
    assert '\ndecimal = "."\n' in text
    assert '"Total members" = "members"' in text


def test_research_country_codes_are_declared_and_an_end_date_is_not_a_start_date(tmp_path):
    rows = "704,705,Treaty of Friendship,1998,10,31,2008\n365,710,Treaty of Trust,2001,7,16,2021\n"
    head = "ccode1,ccode2,treaty_name,sign_year,sign_month,sign_day,end_year\n"
    text = _drafted(tmp_path, "dyads.csv", head + rows)
    assert 'country_codes = "cow"' in text
    assert 'to = ["ccode1"]' in text
    assert '"sign date" = "signed"' in text
    assert text.count('= "signed"') == 1


def test_cells_that_may_apply_to_the_rows_below_are_pointed_out(tmp_path):
    rows = "Samarkand,Technopark A\n,Technopark B\n,Technopark C\nBukhara,Technopark D\n,Technopark E\n"
    text = _drafted(tmp_path, "parks.csv", "Region,Name of park\n" + rows)
    assert '# fill = ["Region"]' in text


def test_names_that_are_not_unique_regions_are_linked_by_name(tmp_path):
    rows = "Agreement of cities one,Tashkent\nAgreement of cities two,Samarkand\nAgreement three,Bukhara\n"
    text = _drafted(tmp_path, "cities.csv", "Title,Party city\n" + rows)
    assert 'by = "region"' not in text


def test_contradictory_rows_with_one_key_are_kept_as_remarks(tmp_path):
    head = "Treaty ID,Title,Date of signature,Party\n"
    rows = "7,Treaty of Peace,2001-05-04,Peru\n7,Treaty of Peace,{second},Chile\n8,Treaty of Trust,2003,Kenya\n"
    agreeing = _drafted(tmp_path, "list.csv", head + rows.format(second="2001-05-04"))
    assert '\n# differing = "remark"' in agreeing
    contrary = _drafted(tmp_path, "list.csv", head + rows.format(second="2002"))
    assert '\ndiffering = "remark"' in contrary
