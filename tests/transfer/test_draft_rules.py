"""What a draft mapping declares about keys, numbered columns, parties and words: only what the values support."""

from __future__ import annotations

import json

from catalogue.api.exchange import ImportOptions, import_files, suggest_mapping
from catalogue.api.session import Session
from catalogue.store import backup
from catalogue.transfer.drafts import languages


def _suggested(tmp_path, text: str, kind: str = "agreement") -> list[str]:
    path = tmp_path / "register.csv"
    path.write_text(text, encoding="utf-8")
    return suggest_mapping(str(path), ImportOptions(kind=kind)).splitlines()


def _imported(tmp_path, suggested: list[str]):
    (tmp_path / "m.toml").write_text("\n".join(suggested), encoding="utf-8")
    backup.new(tmp_path / "c.db")
    with Session.open(tmp_path / "c.db") as session:
        options = ImportOptions(mapping=str(tmp_path / "m.toml"), dry_run=True)
        return import_files(session, [str(tmp_path / "register.csv")], options)


def test_a_code_shared_by_rows_is_not_a_key_unless_names_correspond(tmp_path):
    rows = "".join(f"X{n:04}A,Firm {n},8888,UZ\n" for n in range(40))
    result = _suggested(tmp_path, "LEI,Legal name,Legal form code,Country\n" + rows, "organisation")
    assert 'key = ["LEI"]' in result
    rows = "".join(f"{n},D{n // 3},Treaty {n // 3} on water,{code}\n" for n in range(30) for code in ["UZ"])
    result = _suggested(tmp_path, "Entry ID,Document ID,Document name,Country\n" + rows)
    assert any(line.startswith('key = ["Document ID"]   # 10 in 30 rows') for line in result)


def test_addresses_that_differ_only_in_a_number_are_a_key(tmp_path):
    rows = "".join(f"http://data.example/entity/Q{n * 7},Park {n},https://p{n}.example\n" for n in range(9))
    result = _suggested(tmp_path, "item,itemLabel,website\n" + rows, "technopark")
    assert 'key = ["item"]' in result
    assert any(line.startswith('"website" = "website"') for line in result)


def test_numbered_columns_of_countries_are_parties_and_other_series_take_one_line(tmp_path):
    codes = [860, 398, 643, 4, 356, 792]
    cells = [[str(codes[(n + k) % 6]) if k < 2 + n % 3 else "NA" for k in range(12)] for n in range(20)]
    weights = ["0;" * 11 + "0"] * 20
    rows = "".join(f"{n};Pact {n};{';'.join(row)};{weights[n]}\n" for n, row in enumerate(cells))
    heading = ";".join(["no_x", "name", *(f"c{n}" for n in range(1, 13)), *(f"w{n}" for n in range(1, 13))])
    result = _suggested(tmp_path, f"{heading}\n{rows}")
    for line in ('country_codes = "iso_numeric"', r'each = ["/^c\\d+$/"]', 'to = "{cell}"', 'by = "country"'):
        assert line in result
    assert sum(line.startswith(('# "c', '# "w')) for line in result) == 2
    report = _imported(tmp_path, result)
    assert (report.read, report.added, report.refused) == (20, 20, 0)


def test_counts_are_not_members_and_a_depositary_is_not_a_party(tmp_path):
    result = _suggested(tmp_path, "Cluster,Total number of members\nA cluster,51-100\nB cluster,>200\n", "cluster")
    assert any(line.startswith('"Total number of members" = "members"') for line in result)
    result = _suggested(tmp_path, "Title,Depositary,Parties\nPact A,France,Peru; Chile\nPact B,France,Peru; Iran\n")
    assert [line.split("   #")[0] for line in result if line.startswith("to = ")] == ['to = ["Parties"]']


def test_the_registration_date_is_not_taken_for_the_signature_date(tmp_path):
    result = _suggested(tmp_path, "Title,Registration Date\nPact A,12.03.2001\nPact B,13.03.2001\n")
    assert not any('"signed"' in line for line in result)
    result = _suggested(tmp_path, "Title,Date\nPact A,12.03.2001\nPact B,13.03.2001\n")
    assert any(line.startswith('"Date" = "signed"') for line in result)


def test_a_date_among_other_words_is_found_and_the_words_are_kept(tmp_path):
    rows = 'Pact A,"Tashkent, 12 March 1998"\nPact B,"Moscow, 3 April 2001"\n'
    result = _suggested(tmp_path, "Title,Place and date of conclusion\n" + rows)
    (line,) = [line for line in result if line.startswith('"Place and date of conclusion"')]
    assert 'field = "signed", find' in line
    assert '"note"]' in line
    report = _imported(tmp_path, result)
    assert (report.added, report.refused) == (2, 0)


def test_words_among_dates_become_remarks_and_impossible_dates_are_still_refused(tmp_path):
    result = _suggested(
        tmp_path, "Title,Entry into force\nPact A,12.03.2001\nPact B,not yet\nPact C,1.02.2001\nPact D,2002\n"
    )
    assert any(
        line.startswith('"Entry into force" = { field = "effective", unreadable = "remark" }') for line in result
    )
    assert not any(
        "remark" in line for line in _suggested(tmp_path, "Title,Signed\nPact A,31.02.2001\n") if "signed" in line
    )


def test_ambiguous_country_names_are_listed_with_both_meanings(tmp_path):
    rows = "".join(
        f"Pact {n},{name}\n"
        for n, name in enumerate(["Peru; Congo", "Chile; Iran", "Iraq; Cuba", "Chile; Germany (West)"])
    )
    result = _suggested(tmp_path, "Title,Parties\n" + rows)
    assert '# "Congo" = "CD"   # CD, CG' in result
    assert '# "Germany (West)" = "DE"' in result


def test_unions_among_countries_are_organisations(tmp_path):
    rows = "".join(f"Pact {n},EUROPEAN UNION|{name}\n" for n, name in enumerate(["UZBEKISTAN", "KAZAKHSTAN", "PERU"]))
    result = _suggested(tmp_path, "Title,Parties\n" + rows)
    assert 'by = "country"' in result
    assert any(line.startswith('kind = "organisation"') for line in result)


def test_a_name_with_a_language_in_its_heading_is_preferred(tmp_path):
    result = _suggested(tmp_path, "name,name:ru\nТехнопарк один,Технопарк «Один»\nТехнопарк два,\n", "technopark")
    assert '"name:ru *" = { first = ["name:ru", "name"] }' in result


def test_rows_that_are_not_records_do_not_count_among_the_values(tmp_path):
    rows = "".join(f'{n},Park {n},"55.{n}, 49.{n}",{n} ha\n' for n in range(10, 16))
    text = 'Code,Park,"Latitude, longitude",Area\n1,2,3,4\n' + rows + "Total,,,75 ha\n"
    result = _suggested(tmp_path, text, "technopark")
    (line,) = [line for line in result if line.startswith('"Latitude, longitude"')]
    assert '{ field = "lat", find = ' in line
    assert '{ field = "lon", find = ' in line
    report = _imported(tmp_path, result)
    assert (report.read, report.refused) == (6, 0)


def test_three_letter_iso_codes_are_not_taken_for_research_codes(tmp_path):
    result = _suggested(tmp_path, "Title,CCODE\nPact A,AUS\nPact B,CHN\nPact C,MNG\n")
    assert not any(line.startswith("country_codes") for line in result)


def test_a_term_runs_from_entry_into_force_to_its_end(tmp_path):
    rows = "Pact A,12.03.2001,31.12.2010\nPact B,1.04.2001,31.12.9999\nPact C,1.05.2001,NA\n"
    result = _suggested(tmp_path, "Title,Force,End\n" + rows)
    assert '"Force – End" = { from = "Force", to = "End" }' in result
    assert '"Force – End" = "term"' in result
    assert (_imported(tmp_path, result)).added == 3


def test_only_the_keys_that_name_parties_become_parties(tmp_path):
    path = tmp_path / "agreements.json"
    parties = [{"iso": "UZB", "name": "Uzbekistan", "joined": "2011-05-03"}, {"iso": "KAZ", "name": "Kazakhstan"}]
    path.write_text(json.dumps([{"title": "Transit", "parties": parties}, {"title": "Water", "parties": parties[:1]}]))
    result = suggest_mapping(str(path), ImportOptions()).splitlines()
    assert [line.split("   #")[0] for line in result if line.startswith("to = ")] == ['to = ["parties.iso"]']


def test_zones_are_not_agreements(tmp_path):
    path = tmp_path / "features.csv"
    path.write_text("OBJECTID,ZONE_NAME,COUNTRY\n1,Navoi FEZ,UZB\n2,Alabuga SEZ,RUS\n", encoding="utf-8")
    assert 'kind = "technopark"' in suggest_mapping(str(path), ImportOptions())


def test_a_comma_inside_the_names_of_states_does_not_separate_parties(tmp_path):
    names = ["Congo, Rep. of", "Kosovo, Republic of", "Peru", "Gambia, The", "Chile", "Iran"]
    result = _suggested(tmp_path, "State,Signature\n" + "".join(f'"{name}",2001\n' for name in names))
    assert 'to = ["State"]' in " ".join(result)
    assert not any(line.startswith("split") for line in result)


def test_a_count_is_not_a_key(tmp_path):
    rows = "".join(f"Parque {n},{n % 3 * 50}\n" for n in range(30))
    result = _suggested(tmp_path, "Member park,No. of tenant companies\n" + rows, "technopark")
    assert not any(line.startswith("key") for line in result)


def test_a_title_above_a_table_hides_neither_separator_nor_headings(tmp_path):
    rows = "".join(f"{n};Park {n};1 250,5;12,5%\n" for n in range(1, 9))
    result = _suggested(tmp_path, f"Ranking of parks 2023\n\nPlace;Park;Area, ha;Score\n{rows}", "technopark")
    assert "skip_lines = 2" in result
    assert any(line.startswith('"Area, ha" = "area_ha"') for line in result)
    assert _imported(tmp_path, result).added == 8


def test_a_code_among_names_of_countries_is_a_short_name_of_something_else(tmp_path):
    names = ["Norway", "Peru", "Ecuador", "Japan", "Chile", "EC"]
    result = _suggested(tmp_path, "Title,Party\n" + "".join(f"Pact {n},{name}\n" for n, name in enumerate(names)))
    assert any(line.startswith('country_codes = "none"   #') and line.endswith(": EC") for line in result)
    assert any(line.startswith('kind = "place"') for line in result)
    report = _imported(tmp_path, result)
    assert (report.read, report.added, report.refused) == (6, 6, 0)
    ids = {step.record.id for step in report.steps if step.record is not None}
    assert {"place-ec", "place-name-ec"} <= ids  # Ecuador, and what is only called EC
    letters = ("NO", "PE", "EC", "JP", "CL", "EC")
    pairs = enumerate(zip(names, letters, strict=True))
    coded = [f"Pact {n},{name},{code}\n" for n, (name, code) in pairs]
    result = _suggested(tmp_path, "Title,Party,Code\n" + "".join(coded))
    assert not any(line.startswith('country_codes = "none"') for line in result)


def test_columns_of_languages_are_no_countries_and_give_the_languages_of_names_beside_them(tmp_path):
    titles = [{"@taal": "nl", "#text": "Verdrag {}"}, {"@taal": "en", "#text": "Treaty {}"}]
    rows = [
        {
            "titel": [{**each, "#text": each["#text"].format(n)} for each in titles],
            "partij": {"@taal": "nl", "naam": "P"},
        }
        for n in range(3)
    ]
    (tmp_path / "register.json").write_text(json.dumps(rows), encoding="utf-8")
    result = suggest_mapping(str(tmp_path / "register.json"), ImportOptions(kind="agreement"))
    assert '{ field = "name_nl", where = { "titel.@taal" = "nl" } }, { field = "name_en"' in result
    assert 'to = ["partij.@taal"]' not in result


def test_the_signature_is_preferred_to_a_conclusion_and_that_of_talks_is_neither(tmp_path):
    result = _suggested(tmp_path, "Title,Talks concluded,Concluded,Signature\nPact A,2001-05,2001-07-01,2001-08-02\n")
    assert any(line.startswith('"Signature" = "signed"') for line in result)
    result = _suggested(tmp_path, "Title,Negotiations: conclusion\nPact A,2001-05\nPact B,2001-06\n")
    assert not any('"signed"' in line for line in result)


def test_a_second_row_of_headings_above_columns_of_figures_is_found(tmp_path):
    rows = "".join(f"{n};Park {n};{n * 70}.5;0{n % 9 + 1}.02.2011;site{n}.example\n" for n in range(4, 9))
    heading = "ID;FullName;Area;StatusDate;Site\nCode;Name of the park;Area, sq m;Day of the status;Web site\n"
    result = _suggested(tmp_path, heading + rows, "technopark")
    assert "heading_rows = 2" in result
    assert any(line.startswith('"Area / Area, sq m" = { field = "area_ha", unit = "m2" }') for line in result)
    assert _imported(tmp_path, result).read == 5
    words = _suggested(tmp_path, "ID;Name;Area, ha;Since;Web\nnone;Park A;unknown;not yet;-\n" + rows, "technopark")
    assert "heading_rows = 2" in words  # whatever the words, nothing in the row is a value of its column


def test_figures_of_land_without_a_unit_are_asked_for_or_take_the_one_beside_them(tmp_path):
    result = _suggested(tmp_path, "Name,Area\nPark A,25480.5\nPark B,300\n", "technopark")
    assert any(line.startswith('# "Area" = { field = "area_ha", unit = "ha" }') for line in result)
    result = _suggested(tmp_path, "Name,Area value,Area unit\nPark A,25480.5,sq m\nPark B,300,ha\n", "technopark")
    assert '"Area value *" = { columns = ["Area value", "Area unit"], with = " " }' in result
    assert _imported(tmp_path, result).refused == 0


def test_a_running_number_called_id_is_not_the_id_of_records(tmp_path):
    result = _suggested(tmp_path, "id,Name\n1,Park A\n2,Park B\n3,Park C\n", "technopark")
    assert any(line.startswith('"id" = "note"') for line in result)
    report = _imported(tmp_path, result)
    assert {step.record.id for step in report.steps if step.record is not None} == {
        f"park-park-{letter}" for letter in "abc"
    }


def test_countries_below_the_heading_of_a_group_are_parties_from_their_dates_on(tmp_path):
    rows = "Соглашение A,02.03.1999,-,не участвует\nСоглашение B,,05.06.2001,07.08.2002\n"
    heading = "Документ,Уведомление,,\n,Армения,Беларусь,Казахстан\n"
    result = _suggested(tmp_path, heading + rows)
    for line in ('marks = ["/[0-9]/"]', 'to = "{header}"', 'start = "{cell}"'):
        assert line in result
    report = _imported(tmp_path, result)
    assert (report.read, report.refused) == (2, 0)
    made = {link.object: link.start for step in report.steps if step.record for link in step.record.links}
    assert made == {"place-am": "1999-03-02", "place-by": "2001-06-05", "place-kz": "2002-08-07"}


def test_the_language_of_names_shows_in_script_small_words_or_heading():
    for heading, names, tag in (
        ("Titel", ["Abkommen über den Luftverkehr", "Vertrag zur Förderung der Kultur"], "de"),
        ("Titel", ["Verdrag inzake de luchtvaart", "Overeenkomst tussen het Koninkrijk en Peru"], "nl"),
        ("Nazwa", ["Katowicka Strefa", "Podstrefa Gliwice"], "pl"),
        ("Nom", ["Accord sur le transport", "Convention relative à la pêche et aux ports"], "fr"),
        ("合作区名称", ["鹏盛工业园", "中白工业园"], "zh"),
        ("Title", ["Agreement on the Transport of Goods", "Convention for la Mancha"], ""),
        ("Name", ["Silicon Park", "Alpha"], ""),
    ):
        assert languages.of_names(heading.casefold(), names) == tag


def test_what_names_no_party_is_left_out(tmp_path):
    rows = "".join(f"Pact {n},{name}\n" for n, name in enumerate(["Norway", "Peru", "Multilateral", "Japan", "Chile"]))
    result = _suggested(tmp_path, "Title,Parties\n" + rows)
    assert {"[values.party]", '"Multilateral" = ""'} <= set(result)
    report = _imported(tmp_path, result)
    assert [len(step.record.links) for step in report.steps if step.record and step.record.kind == "agreement"] == [
        1, 1, 0, 1, 1,
    ]  # fmt: skip
