"""What a mapping makes of a row: records, links, remarks, and problems named with the register's own headings."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from catalogue.errors import BadUsage
from catalogue.model.kinds import KINDS
from catalogue.transfer.files.table import Row
from catalogue.transfer.registers import mapfile
from catalogue.transfer.registers.lookup import NOWHERE, Finder, Lookups
from catalogue.transfer.registers.shaping import Shaper

SITE = '[table]\nkind = "technopark"\n'


def _shape(mapping: str, *rows: dict[str, object], finder: Finder | None = None):
    recipe = mapfile.parse(mapping)
    shaper = Shaper(recipe, finder or Finder(NOWHERE), "f", recipe.main.kind)
    return [shaper.shape(Row(line, cells)) for line, cells in enumerate(rows, 2)]


def _cells(mapping: str, cells: dict[str, object]) -> dict[str, object]:
    (shape,) = _shape(mapping, cells)
    assert shape.issues == ()
    return dict(shape.pieces[0].row.cells)


def _problems(mapping: str, cells: dict[str, object], **more: object):
    (shape,) = _shape(mapping, cells, **more)
    return [(issue.code, issue.where.column, issue.where.value) for issue in shape.issues]


def _remarks(mapping: str, cells: dict[str, object]) -> list[str]:
    (shape,) = _shape(mapping, cells)
    return [entry.cells["value"] for entry in shape.pieces[0].row.parts.get("claims", ())]


def test_known_headings_need_no_mapping_and_unknown_ones_are_reported():
    assert _cells(SITE, {"name_en": "A", "Статус": "operating"}) == {"name_en": "A", "status": "operating"}
    assert _problems(SITE, {"name_en": "A", "Zzz": "x"}) == [("column.unknown", "Zzz", "x")]


def test_other_columns_can_be_kept_as_remarks_or_dropped():
    assert _remarks(SITE + 'rest = "keep"\n', {"name_en": "A", "Zzz": "x", "Yyy": ""}) == ["Zzz: x"]
    dropping = SITE + 'rest = "drop"\n[columns]\nA = "name_en"\n'
    assert _cells(dropping, {"A": "a", "status": "s", "Zzz": "x"}) == {"name_en": "a"}


def test_figures_get_the_unit_and_scale_of_their_column_only_once():
    mapping = SITE + '[columns]\nM = { field = "investment", unit = "USD", scale = 1000000 }\n'
    assert _cells(mapping, {"name": "A", "M": "более 1,5"})["investment"] == ">1500000 USD"
    assert _problems(mapping, {"name": "A", "M": "5 млн долл."}) == [("quantity.scaled", "M", "5 млн долл.")]


def test_an_unreadable_value_can_be_kept_as_a_remark():
    mapping = SITE + '[columns]\nJ = { field = "jobs", unreadable = "remark" }\n'
    assert _remarks(mapping, {"name": "A", "J": "many"}) == ["J: many"]
    recipe = mapfile.parse(mapping)
    shaper = Shaper(recipe, Finder(NOWHERE), "f", recipe.main.kind)
    shaper.shape(Row(2, {"name": "A", "J": "many"}))
    assert shaper.reading.kept == {"J": 1}
    assert _cells(mapping, {"name": "A", "J": "12"})["jobs"] == "12"


def test_a_cell_is_split_into_values_and_words_are_translated():
    result = '[columns]\nS = "topic"\n[unknown]\n[split]\ntopic = [";", "/"]\n[values.topic]\nIT = "software"\n'
    assert _cells(SITE + result, {"name": "A", "S": "it; chemistry/IT ;-"})["topic"] == (
        "software", "chemistry", "software",
    )  # fmt: skip


def test_an_asterisk_stands_for_any_other_word():
    mapping = SITE + '[values.status]\nopen = "operating"\n"*" = ""\n'
    assert _cells(mapping, {"name": "A", "status": "OPEN"})["status"] == "operating"
    assert "status" not in _cells(mapping, {"name": "A", "status": "who knows"})


def test_a_second_value_of_a_column_must_be_equal_and_a_second_name_is_an_alias():
    mapping = SITE + '[columns]\nA = "status"\nB = "status"\nN = "name_en"\nM = "name_en"\n'
    assert _cells(mapping, {"A": "operating", "B": "operating", "N": "x"}) == {"status": "operating", "name_en": "x"}
    assert _problems(mapping, {"A": "operating", "B": "closed"}) == [("column.again", "B", "closed")]
    (shape,) = _shape(mapping, {"N": "x", "M": "y"})
    (name,) = shape.pieces[0].row.parts["names"]
    assert name.cells == {"text": "y", "lang": "en", "type": "alias"}


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ({"A": "24.06.2021", "B": "31.12.2025"}, "2021-06-24/2025-12-31"),
        ({"A": "2021", "B": "9999-12-31"}, "2021/.."),
        ({"A": "2021", "B": ""}, "2021/"),
        ({"A": "n/a", "B": "2025"}, "/2025"),
        ({"A": "2021", "B": "2021"}, "2021"),
        ({"A": "9999-00-00", "B": "1911"}, "/1911"),
        ({"A": "с 2021", "B": "до 2025"}, "2021/2025"),
        ({"A": "-", "B": "до 2025"}, "/2025"),
    ],
)
def test_two_columns_can_form_an_interval(cells, text):
    assert _cells('[table]\nkind = "agreement"\n[join]\nterm = { from = "A", to = "B" }\n', cells)["term"] == text


def test_a_period_cannot_end_an_interval_but_can_be_kept_as_a_remark():
    cells = {"A": "1 полугодие 2021 г.", "B": "2025"}
    join = '[join]\nS = { from = "A", to = "B" }\n[columns]\nA = ""\nB = ""\n'
    head = '[table]\nkind = "agreement"\n'
    assert _problems(head + join + 'S = "term"\n', cells) == [("date.period", "A", "1 полугодие 2021 г.")]
    (shape,) = _shape(head + join + 'S = { field = "term", unreadable = "remark" }\n', cells)
    (claim,) = shape.pieces[0].row.parts["claims"]
    assert claim.cells["value"] == "S: 1 полугодие 2021 г.; 2025"


def test_columns_can_be_joined_or_the_first_filled_one_taken():
    mapping = SITE + '[join]\nsummary = { columns = ["A", "B"], with = "; " }\nname = { first = ["B", "A"] }\n'
    assert _cells(mapping, {"A": "x", "B": "-"}) == {"summary": "x", "name": "x"}
    problems = _problems(SITE + '[join]\nterm = { from = "A", to = "B" }\n', {"A": "31.02.2021", "B": ""})
    assert problems == [("date.impossible", "A", "31.02.2021")]


def test_empty_cells_of_declared_columns_repeat_the_row_above():
    shapes = _shape(SITE + 'fill = ["region"]\n', {"name": "A", "region": "UZ-TK"}, {"name": "B", "region": ""})
    assert [shape.pieces[0].row.cells["region"] for shape in shapes] == ["UZ-TK", "UZ-TK"]


def test_a_key_makes_the_id_and_an_identifier_with_the_scheme():
    mapping = SITE + 'key = ["No", "Part"]\nscheme = "reg"\n'
    assert _cells(mapping, {"name": "A", "No": "7/1", "Part": "B"}) == {
        "name": "A", "id": "park-reg-7-1-b", "identifier": ("reg:7/1 B",),
    }  # fmt: skip
    assert _problems(mapping, {"name": "A", "No": "7", "Part": ""}) == [("key.missing", "Part", "")]


PARTIES = '[table]\nkind = "agreement"\n[[links]]\nrole = "party"\nto = "P"\n'


def _links(mapping: str, cells: dict[str, object], finder: Finder | None = None) -> list[dict[str, str]]:
    (shape,) = _shape(mapping, cells, finder=finder)
    assert shape.issues == ()
    return [dict(entry.cells) for entry in shape.pieces[0].row.parts["links"]]


def test_a_named_record_is_found_or_created_once():
    finder = Finder(Lookups(lambda kind: [("org-x", "Ministry «X»")], lambda wanted: {}))
    mapping = PARTIES + 'kind = "organisation"\nsplit = ";"\nlang = "en"\n'
    (shape,) = _shape(mapping, {"name": "A", "P": "ministry X; Firm; Firm"}, finder=finder)
    main, made = shape.pieces
    assert [entry.cells["object"] for entry in main.row.parts["links"]] == ["org-x", "org-firm", "org-firm"]
    assert (made.made, dict(made.row.cells)) == (True, {"id": "org-firm", "name_en": "Firm"})


def test_ambiguous_and_unknown_names_are_problems():
    finder = Finder(Lookups(lambda kind: [("org-x", "X"), ("org-y", "x")], lambda wanted: {}))
    mapping = PARTIES + 'kind = "organisation"\n'
    assert _problems(mapping, {"name": "A", "P": "X"}, finder=finder) == [("link.ambiguous", "P", "X")]
    coded = PARTIES + 'by = "code"\nscheme = "inn"\n'
    assert _problems(coded, {"name": "A", "P": "77"}) == [("link.nothing", "P", "77")]
    known = Finder(Lookups(lambda kind: (), lambda wanted: {"inn:77": ("org-z",)}))
    assert _links(coded, {"name": "A", "P": "77"}, known) == [{"role": "party", "object": "org-z"}]


@pytest.mark.parametrize("cell", ["Macedonia; Tunisia", "Peru, Chile and Iran", "Узбекистан и Казахстан", "900"])
def test_several_countries_or_a_number_are_not_the_name_of_a_place(cell):
    mapping = PARTIES + 'by = "country"\nkind = "place"\n'
    ((code, column, value),) = _problems(mapping, {"name": "A", "P": cell})
    assert (code, column, value) == ("country.unknown" if cell.isdigit() else "link.several", "P", cell)
    union = "EFTA (Norway, Iceland)"
    assert _links(mapping, {"name": "A", "P": union})[0]["object"] == "place-efta-norway-iceland"


def test_lists_of_equal_length_are_paired():
    mapping = PARTIES + 'by = "country"\nstart = "D"\nnote = "N"\nsplit = ";"\n'
    cells = {"name": "A", "P": "UZ; Russia\\r\\n \\r\\n", "D": "2001; n/a", "N": "both"}
    assert _links(mapping, cells) == [
        {"role": "party", "object": "place-uz", "start": "2001", "note": "both"},
        {"role": "party", "object": "place-ru", "note": "both"},
    ]


def test_a_rule_applies_to_each_filled_cell_and_can_use_its_heading():
    each = '[[links]]\nrole = "party"\neach = ["/^c:/"]\nto = "{cell}"\nby = "country"\nnote = "{header}"\n'
    cells = {"name": "A", "c:1": "UZ", "c:2": "-", "c:3": "", "c:4": "KZ"}
    links = _links('[table]\nkind = "agreement"\n' + each, cells)
    assert [(link["object"], link["note"]) for link in links] == [("place-uz", "c:1"), ("place-kz", "c:4")]


def test_marked_columns_give_their_headings():
    mapping = (
        '[table]\nkind = "agreement"\n[columns]\nT = "topic"\n'
        '[join]\nT = { headings = ["/^t:/"], marks = ["1", "x"] }\n'
        '[[links]]\nrole = "party"\neach = ["UZ", "KZ"]\nmarks = ["1"]\nto = "{header}"\nby = "country"\n'
    )
    (shape,) = _shape(mapping, {"name": "A", "t:water": "X", "t:land": "0", "t:law": "1", "UZ": "1", "KZ": "0"})
    assert shape.issues == ()
    assert shape.pieces[0].row.cells["topic"] == ("t:water", "t:law")
    assert [entry.cells["object"] for entry in shape.pieces[0].row.parts["links"]] == ["place-uz"]


def test_additional_records_are_left_out_of_rows_without_their_cells():
    mapping = (
        '[table]\nkind = "cluster"\n[[records]]\nname = "head"\nkind = "person"\ncolumns = { H = "name_en" }\n'
        '[[links]]\nrole = "chaired_by"\nrecord = "head"\n'
    )
    with_head, without = _shape(mapping, {"name": "A", "H": "Ann"}, {"name": "B", "H": ""})
    assert [piece.row.cells.get("id") for piece in with_head.pieces] == [None, "per-ann"]
    (link,) = with_head.pieces[0].row.parts["links"]
    assert link.cells == {"role": "chaired_by", "object": "per-ann"}
    assert len(without.pieces) == 1


def test_headings_missing_from_the_file_are_reported_with_the_nearest():
    recipe = mapfile.parse(SITE + '[columns]\n"Titel" = "name_en"\n')
    issues = Shaper(recipe, Finder(NOWHERE), "f", None).check(("Title", "status", "Zzz"))
    assert [(each.code, each.where.column, each.params.get("nearest")) for each in issues] == [
        ("mapping.unused", "Zzz", None),
        ("mapping.no_column", "Titel", "Title"),
    ]


TREATY = '[table]\nkind = "agreement"\nrest = "drop"\n{table}[columns]\nT = "name_en"\n[[links]]\nrole = "party"\n'


def _parties(mapping: str, cells: dict[str, object], table: str = "") -> list[dict[str, str]]:
    (shape,) = _shape(TREATY.format(table=table) + mapping, {"T": "Treaty", **cells})
    assert shape.issues == ()
    return [dict(entry.cells) for entry in shape.pieces[0].row.parts.get("links", ())]


def test_a_pattern_can_take_part_of_a_column_for_links():
    mapping = 'to = "Who"\nby = "country"\nstart = "When"\n[join]\n'
    mapping += "Who = { columns = ['P'], find = '^(.*?)( \\d+)?$' }\n"
    mapping += "When = { columns = ['R'], find = '^\\d+ \\w+ +\\d+' }\n"
    result = {"role": "party", "object": "place-au"}
    assert _parties(mapping, {"P": "Australia 1", "R": "27 Oct  2004 a"}) == [{**result, "start": "2004-10-27"}]
    assert _parties(mapping, {"P": "Australia", "R": "pending"}) == [result]


def test_a_party_that_is_not_a_country_is_found_or_created_if_the_link_has_a_kind():
    mapping = 'to = "P"\nby = "country"\nsplit = ";"\n'
    made = _parties(mapping + 'kind = "organisation"\n', {"P": "France; European Union"})
    assert [each["object"] for each in made] == ["place-fr", "org-european-union"]
    (shape,) = _shape(TREATY.format(table="") + mapping, {"T": "Treaty", "P": "France; European Union"})
    assert [issue.code for issue in shape.issues] == ["country.unknown"]


def test_an_unreadable_link_is_kept_as_a_remark_if_declared():
    mapping = TREATY.format(table='unreadable = "remark"\n') + 'to = "P"\nby = "country"\nstart = "S"\n'
    assert _remarks(mapping, {"T": "Treaty", "P": "Yugoslavia"}) == ["P: Yugoslavia"]
    assert _remarks(mapping, {"T": "Treaty", "P": "France", "S": "19609"}) == ["S: 19609"]


def test_na_is_empty_as_a_date_and_namibia_as_a_country():
    mapping = 'to = "P"\nby = "country"\nstart = "S"\n'
    assert _parties(mapping, {"P": "NA", "S": "NA"}) == [{"role": "party", "object": "place-na"}]


def test_a_key_can_be_9999():
    mapping = '[table]\nkind = "technopark"\nkey = "No"\n[columns]\nNo = ""\n[unknown]\nwords = ["none"]\n'
    for number in ("9999", "0000"):
        assert _cells(mapping, {"No": number, "name": "A"})["id"] == f"park-{number}"
    assert _problems(mapping, {"No": "none", "name": "A"}) == [("key.missing", "No", "none")]


def test_a_date_that_could_be_two_years_is_reported():
    recipe = mapfile.parse('[table]\nkind = "agreement"\n[columns]\nA = "signed"\n')
    shaper = Shaper(recipe, Finder(NOWHERE), "f", recipe.main.kind)
    for cell in ("2021-22", "2023-24", "2021-21", "2019-22"):
        shaper.shape(Row(2, {"A": cell}))
    assert shaper.reading.seasons == {"2021-22", "2023-24"}


def test_a_country_name_with_a_separator_is_not_split():
    mapping = (
        '[table]\nkind = "agreement"\n[[links]]\nrole = "party"\nto = "P"\nby = "country"\nsplit = [",", " and "]\n'
    )
    (shape,) = _shape(
        mapping, {"name": "A", "P": "Antigua and Barbuda, Trinidad and Tobago, Guyana and the Netherlands"}
    )
    assert {piece.row.cells["country"] for piece in shape.pieces[1:]} == {"AG", "TT", "GY", "NL"}
    (shape,) = _shape(mapping, {"name": "A", "P": "Korea, Republic of"})
    assert [piece.row.cells["country"] for piece in shape.pieces[1:]] == ["KR"]


@pytest.mark.parametrize(
    ("year", "month", "day", "read"),
    [
        ("1996", "12", "24", "1996-12-24"),
        ("1996.0", "2.0", "3.0", "1996-02-03"),
        ("1996", "0", "0", "1996"),
        ("1996", "5", "", "1996-05"),
        ("1996", "-9", "-9", "1996"),
        ("1996", "июнь", "2", "1996-06-02"),
        ("", "6", "24", "XXXX-06-24"),
        ("0", "0", "0", None),
    ],
)
def test_a_date_in_separate_columns_keeps_what_is_known(year, month, day, read):
    mapping = '[table]\nkind = "agreement"\nrest = "drop"\n[columns]\nN = "name"\nD = "signed"\n'
    mapping += '[join]\nD = { year = "Y", month = "M", day = "T" }\n[unknown]\nwords = ["-9"]\n'
    assert _cells(mapping, {"N": "A", "Y": year, "M": month, "T": day}).get("signed") == read


def test_an_impossible_date_in_separate_columns_is_refused():
    mapping = '[table]\nkind = "agreement"\nrest = "drop"\n[columns]\nN = "name"\nD = "signed"\n'
    mapping += '[join]\nD = { year = "Y", month = "M", day = "T" }\n'
    assert _problems(mapping, {"N": "A", "Y": "1997", "M": "2", "T": "30"}) == [("date.impossible", "Y", "1997-02-30")]
    assert _problems(mapping, {"N": "A", "Y": "1997", "M": "", "T": "30"}) == [("date.part", "M", "")]
    assert _problems(mapping, {"N": "A", "Y": "97", "M": "2", "T": "3"}) == [("date.ambiguous", "Y", "97-02-03")]


def test_a_rule_extracts_dates_from_cells_that_match_a_pattern():
    mapping = (
        '[table]\nkind = "agreement"\n[columns]\nT = "name"\n'
        '[[links]]\nrole = "party"\neach = ["UZ", "KZ", "RU"]\nmarks = ["/^(A|R)/"]\nto = "{header}"\nby = "country"\n'
        'start = "{cell}"\nfind = "\\\\S+$"\n'
    )
    (shape,) = _shape(mapping, {"T": "Treaty", "UZ": "A** 12-III-1998", "KZ": "S 1-VI-2001", "RU": ("R 1999", "R -")})
    assert shape.issues == ()
    links = [entry.cells for entry in shape.pieces[0].row.parts["links"]]
    assert [(link["object"], link.get("start")) for link in links] == [
        ("place-uz", "1998-03-12"),
        ("place-ru", "1999"),
        ("place-ru", None),
    ]


def test_with_decimal_commas_a_point_before_three_digits_separates_thousands_in_text_tables():
    mapping = SITE.rstrip() + '\ndecimal = ","\n[columns]\nM = { field = "area_ha", unit = "ha" }\n'
    for cell, area in (
        ("1.200", "1200 ha"),
        ("1.200,5", "1200.5 ha"),
        ("12,345", "12.345 ha"),
        ("1.200..3.400", "1200..3400 ha"),
    ):
        assert _cells(mapping, {"name": "A", "M": cell, "jobs": "35.000"}) == {
            "name": "A",
            "area_ha": area,
            "jobs": "35000",
        }
    shaper = Shaper(replace(mapfile.parse(mapping), typed=True), Finder(NOWHERE), "f", KINDS["technopark"])
    assert shaper.shape(Row(2, {"name": "A", "M": "1.234"})).pieces[0].row.cells["area_ha"] == "1.234 ha"


def test_countries_are_read_by_the_declared_codes():
    result = '[table]\nkind = "organisation"\ncountry_codes = "{}"\n[columns]\nC = "country"\n'
    assert _cells(result.format("iso_numeric"), {"name": "A", "C": "860"})["country"] == "UZ"
    assert _cells(result.format("cow"), {"name": "A", "C": "704"})["country"] == "UZ"
    assert _cells(result.format("cow"), {"name": "A", "C": "AUS"})["country"] == "AT"
    assert _cells(result.format("iso"), {"name": "A", "C": "AUS"})["country"] == "AUS"


def test_a_former_state_is_one_place_whatever_its_name():
    result = '[table]\nkind = "agreement"\n[[links]]\nrole = "party"\nto = ["P"]\nby = "country"\nsplit = [";"]\n'
    (shape,) = _shape(result + 'kind = "place"\n', {"name": "A", "P": "USSR;СССР;Soviet Union"})
    made = [piece.row.cells["name_en"] for piece in shape.pieces[1:]]
    assert (shape.issues, made) == ((), ["Soviet Union"])
    assert _problems(result, {"name": "A", "P": "USSR"}) == [("country.former", "P", "USSR")]


def test_two_letters_in_a_state_column_are_reported_unless_declared():
    result = '[table]\nkind = "organisation"\n'
    assert _problems(result, {"name": "A", "State": "CA"}) == [("country.or_state", "State", "CA")]
    assert _cells(result + '[columns]\nState = "country"\n', {"name": "A", "State": "CA"})["country"] == "CA"
    assert _remarks(result + 'unreadable = "remark"\n', {"name": "A", "State": "CA"}) == ["State: CA"]


def test_a_column_may_be_declared_in_another_unit_of_the_same_dimension():
    def area(unit: str, text: str) -> object:
        result = f'[columns]\nM = {{ field = "area_ha", unit = "{unit}" }}\n'
        return _cells(SITE + result, {"name": "A", "M": text})["area_ha"]

    assert area("acres", "120") == "48.5622770688 ha"
    assert area("тыс. кв. м", "12,5") == "1.25 ha"
    assert area("km²", "более 3") == ">300 ha"
    assert area("sq mi", "1") == "258.9988110336 ha"
    money = '[columns]\nM = { field = "investment", unit = "млрд руб." }\n'
    assert _cells(SITE + money, {"name": "A", "M": "1,2"})["investment"] == "1200000000 RUB"
    with pytest.raises(BadUsage):
        mapfile.parse(SITE + '[columns]\nM = { field = "area_ha", unit = "USD" }\n')


def test_a_point_before_three_digits_is_reported_unless_the_decimal_sign_is_declared():
    mapping = SITE + '[columns]\nJ = "jobs"\n'
    assert _problems(mapping, {"name": "A", "J": "1.200"}) == [("quantity.ambiguous", "J", "1.200")]
    assert _cells(SITE + 'decimal = ","\n[columns]\nJ = "jobs"\n', {"name": "A", "J": "1.200"})["jobs"] == "1200"
    assert _cells(SITE + 'decimal = "."\n[columns]\nJ = "jobs"\n', {"name": "A", "J": "1.200"})["jobs"] == "1.200"


def test_a_misspelt_country_is_refused_instead_of_becoming_a_place():
    result = '[[links]]\nrole = "party"\nto = ["P"]\nby = "country"\nkind = "place"\nsplit = [","]\n'
    mapping = '[table]\nkind = "agreement"\n' + result
    assert _problems(mapping, {"name": "A", "P": "Albania, Buglaria"}) == [("country.unknown", "P", "Buglaria")]
    (shape,) = _shape(mapping, {"name": "A", "P": "Bolivia, Peru, and Venezuela"})
    assert [piece.row.cells["id"] for piece in shape.pieces[1:]] == ["place-bo", "place-pe", "place-ve"]
    (shape,) = _shape(mapping, {"name": "A", "P": "Canada, EFTA (Iceland, Norway)"})
    assert [piece.row.cells.get("name", "") for piece in shape.pieces[1:]] == ["", "EFTA (Iceland, Norway)"]
