"""The shipped code lists match ISO and NACE, are named in every language, and are found by any name."""

from __future__ import annotations

from collections import Counter

import pycountry
import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import codes
from catalogue.model.codes import lists, states

COVERED = ("KZ", "RU", "UZ")
EVERY_NAME = {"en", "ru", "uz-Latn", "uz-Cyrl"}
CYRILLIC = ("ru", "uz-Cyrl", "kk", "tt")
# NACE Rev. 2: the first and the last division of each section; 04, 34, 40 and others are not assigned.
DIVISIONS_OF = {
    "A": (1, 3), "B": (5, 9), "C": (10, 33), "D": (35, 35), "E": (36, 39), "F": (41, 43), "G": (45, 47),
    "H": (49, 53), "I": (55, 56), "J": (58, 63), "K": (64, 66), "L": (68, 68), "M": (69, 75), "N": (77, 82),
    "O": (84, 84), "P": (85, 85), "Q": (86, 88), "R": (90, 93), "S": (94, 96), "T": (97, 98), "U": (99, 99),
}  # fmt: skip

PLACES: list[codes.Named] = [*codes.countries().values(), *codes.regions().values()]
SECTORS: list[codes.Named] = [*codes.sectors().values()]


def meant_by(table: dict[str, str]) -> list[tuple[str, str]]:
    """Rows ``(text, code)`` from a table with one line of texts per code."""
    return [(text, code) for code, texts in table.items() for text in texts.split(" | ")]


def script_of(text: str) -> set[str]:
    """Which of the two alphabets ``text`` is written in."""
    return {"cyrillic" if "Ѐ" <= c <= "ӿ" else "latin" for c in text if c.isalpha()}


def without_inversion(name: str) -> str:
    """ISO writes "Tatarstan, Respublika" for what people call "Respublika Tatarstan"."""
    return " ".join(reversed(name.split(", ")))


def test_countries_match_iso_3166_1() -> None:
    ours = {country.code: country.alpha3 for country in codes.countries().values()}

    assert ours == {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@pytest.mark.parametrize("country", COVERED)
def test_regions_match_iso_3166_2(country: str) -> None:
    ours = {region.code for region in codes.regions().values() if region.country == country}

    assert ours == {unit.code for unit in pycountry.subdivisions.get(country_code=country)}


@pytest.mark.parametrize("country", COVERED)
def test_iso_names_of_regions_are_understood(country: str) -> None:
    """ISO romanises Russian names and gives two regions each the names Tashkent and Almaty."""
    for unit in pycountry.subdivisions.get(country_code=country):
        name = without_inversion(unit.name)
        found = codes.find_region(name)

        if name in ("Toshkent", "Almaty"):
            assert found is None
            assert unit.code in codes.candidates(name)
        else:
            assert found == unit.code, name


def test_iso_names_of_countries_are_understood() -> None:
    missed = {c.alpha_2: c.name for c in pycountry.countries if codes.find_country(c.name) != c.alpha_2}

    assert missed == {"CG": "Congo"}, "the other Congo has the same name"


def test_sections_and_divisions_match_nace() -> None:
    expected = {
        f"{section}{number:02}": section
        for section, (first, last) in DIVISIONS_OF.items()
        for number in range(first, last + 1)
    }
    ours = codes.sectors()

    assert {s.code for s in ours.values() if s.parent is None} == set(DIVISIONS_OF)
    assert {s.code: s.parent for s in ours.values() if s.parent} == expected
    assert (len(DIVISIONS_OF), len(expected)) == (21, 88)
    assert list(ours) == sorted(ours)


def test_every_entry_is_named_in_every_language() -> None:
    assert all(set(entry.names) >= EVERY_NAME for entry in PLACES)
    assert all(set(entry.names) == {"en", "ru", "uz-Latn"} for entry in SECTORS)


def test_names_are_tidy_and_in_the_script_of_their_language() -> None:
    for entry in (*PLACES, *SECTORS):
        for lang, name in entry.names.items():
            assert script_of(name) == {"cyrillic" if lang in CYRILLIC else "latin"}, name
        for name in (*entry.names.values(), *entry.aliases):
            assert name == " ".join(name.split())
            assert not set("'`ʻʼ") & set(name), f"one kind of apostrophe: {name}"


def test_regions_of_kazakhstan_are_named_in_kazakh() -> None:
    assert all("kk" in region.names for region in codes.regions().values() if region.country == "KZ")


@pytest.mark.parametrize("lang", sorted(EVERY_NAME))
@pytest.mark.parametrize("country", COVERED)
def test_no_two_regions_share_a_full_name(country: str, lang: str) -> None:
    names = Counter(r.name(lang).casefold() for r in codes.regions().values() if r.country == country)

    assert names.most_common(1)[0][1] == 1


def test_an_alias_is_listed_once_and_does_not_repeat_a_name() -> None:
    for entry in PLACES:
        assert len(entry.aliases) == len(set(entry.aliases))
        assert not set(entry.aliases) & set(entry.names.values()), entry


def test_only_three_pairs_of_regions_share_a_short_name() -> None:
    spellings = {text for region in codes.regions().values() for text in (*region.names.values(), *region.aliases)}
    shared = {codes.candidates(text) for text in spellings if codes.find_region(text) is None}

    assert shared == {("UZ-TK", "UZ-TO"), ("KZ-19", "KZ-75"), ("RU-AL", "RU-ALT")}


@pytest.mark.parametrize("text", ["Toshkent", "toshkent", "Ташкент", "Тошкент", "TASHKENT"])
def test_a_name_shared_by_two_regions_finds_neither_and_suggests_both(text: str) -> None:
    assert codes.find_region(text) is None
    assert codes.candidates(text) == ("UZ-TK", "UZ-TO")


REGIONS_MEANT = {
    "UZ-FA": "UZ-FA | uz-fa | Fergana | Ferghana region | Ферганская область | Ферганская обл | Фергана",
    "UZ-JI": "Jizzax viloyati | Jizzakh | Джизакская область | Жиззах",
    "UZ-TK": "Toshkent shahri | г.Ташкент | Tashkent city",
    "UZ-TO": "Toshkent viloyati | Ташкентская область | Тошкент вилояти",
    "UZ-SU": "Surkhandaryo | Сурхандарьинская область | SURXONDARYO",
    "RU-TA": "Республика Татарстан | Tatariston | Tatarstan",
    "RU-BA": "Bashkiria | Башкортостан | Boshqirdiston",
    "RU-KHM": "Югра | Yugra | ХМАО – Югра | Khanty Mansi Autonomous Okrug",
    "RU-ALT": "Алтайский край | Altai Krai",
    "RU-AL": "Республика Алтай | Altai Republic",
    "RU-ORL": "Орел | Орёл | Орловская область",
    "RU-NGR": "Новгородская область | Novgorod",
    "RU-NIZ": "Нижегородская область | Nizhny Novgorod region",
    "RU-MOW": "Москва | г. Москва | Moskva",
    "RU-MOS": "Московская область | Moskva viloyati",
    "KZ-10": "Абай облысы | область Абай",
    "KZ-19": "Алматинская область | Almaty region",
    "KZ-33": "область Жетісу | Jetisu",
    "KZ-62": "Ulytau region | Ұлытау облысы",
    "KZ-71": "Астана | Ostona | Нур-Султан",
}


@pytest.mark.parametrize(("text", "code"), meant_by(REGIONS_MEANT))
def test_a_region_is_found_by_code_and_by_name_in_any_script(text: str, code: str) -> None:
    assert codes.find_region(text) == code


@pytest.mark.parametrize("text", ["Farg‘ona viloyati", "FARG'ONA", "fargʻona", "Farg`ona", "Fargona", "Фарғона"])
def test_any_apostrophe_or_none_is_accepted(text: str) -> None:
    assert codes.find_region(text) == "UZ-FA"


COUNTRIES_MEANT = {
    "UZ": "UZ | uzb | Uzbekistan | Republic of Uzbekistan | O'zbekiston | Ўзбекистон Республикаси",
    "RU": "RUS | РФ | Rossiya | Российская Федерация | Ресей",
    "KZ": "kz | Қазақстан | Qozog‘iston | Republic of Kazakhstan",
    "KG": "Киргизия | Кыргызстан | Qirg‘iziston",
    "TR": "Türkiye | Turkey | Турция",
    "US": "USA | США | AQSH",
    "AE": "ОАЭ | UAE",
    "CI": "Cote d'Ivoire | Côte d’Ivoire",
    "NO": "Kingdom of Norway | Королевство Норвегия",
    "GM": "The Gambia | Gambia, The",
    "TW": "Republic of China | Chinese Taipei",
    "CN": "People's Republic of China | China, People's Republic of",
    "EG": "Egypt, Arab Rep.",
    "KR": "Korea, Rep. | Republic of Korea",
    "CD": "Congo, Dem. Rep. | Congo, Democratic Republic of the | Democratic Republic of the Congo | Zaire",
    "VC": "St. Vincent & the Grenadines",
    "DE": "Federal Republic of Germany | Федеративная Республика Германия",
    "CH": "Swiss Confederation",
}


@pytest.mark.parametrize(("text", "code"), meant_by(COUNTRIES_MEANT))
def test_a_country_is_found_by_code_and_by_name(text: str, code: str) -> None:
    assert codes.find_country(text) == code


@pytest.mark.parametrize("text", ["", "   ", "—", "?!", "Atlantis", "UZ-FA", "XX", "USSR", "Republic of UZ"])
def test_other_text_is_not_a_country(text: str) -> None:
    assert codes.find_country(text) is None


@pytest.mark.parametrize("text", ["", " ", "-", "Nowhere", "UZ", "UZ-XX"])
def test_other_text_is_not_a_region(text: str) -> None:
    assert codes.find_region(text) is None


def test_a_misspelt_name_has_suggestions() -> None:
    assert codes.candidates("Tatarstn") == ("RU-TA",)
    assert codes.candidates("Uzbekstan", "country") == ("UZ",)
    assert codes.candidates("qqqqqqqq") == ()
    assert codes.candidates(" — ") == ()


SECTORS_MEANT = {
    "C": "C | c | Manufacturing | Обрабатывающие производства",
    "C20": "20 | C20 | c 20 | C.20 | 20.1 | 20.14 | 20.14.7 | Chemicals and chemical products",
    "A": "A | Qishloq, o'rmon va baliq xo'jaligi",
    "A01": "01 | 01.11",
    "D35": "35",
    "F": "Construction | Строительство | Qurilish",
    "B05": "Ko‘mir qazib olish | Добыча угля",
}


@pytest.mark.parametrize(("text", "code"), meant_by(SECTORS_MEANT))
def test_a_sector_is_found_by_code_or_label(text: str, code: str) -> None:
    assert codes.find_sector(text) == code


def test_a_section_letter_may_be_its_cyrillic_lookalike() -> None:
    assert codes.find_sector("С20") == "C20"
    assert codes.find_sector("А") == "A"


def test_a_label_shared_by_a_section_and_its_only_division_means_the_section() -> None:
    assert codes.sectors()["P"].names == codes.sectors()["P85"].names
    assert codes.find_sector("Образование") == "P"


@pytest.mark.parametrize("text", ["", "A20", "04", "34", "100", "2", "V", "20.", "20.123", "Joy"])
def test_other_text_is_not_a_sector(text: str) -> None:
    assert codes.find_sector(text) is None


@given(st.text(max_size=40))
def test_lookups_accept_any_text(text: str) -> None:
    assert codes.find_country(text) is None or codes.find_country(text) in codes.countries()
    assert codes.find_region(text) is None or codes.find_region(text) in codes.regions()
    assert codes.find_sector(text) is None or codes.find_sector(text) in codes.sectors()
    assert set(codes.candidates(text)) <= set(codes.regions())
    assert set(codes.candidates(text, "country")) <= set(codes.countries())


def test_every_name_of_a_country_finds_it() -> None:
    for country in codes.countries().values():
        for text in (country.code, country.alpha3, *country.names.values(), country.local or country.code):
            assert codes.find_country(text.upper()) == country.code, text


def test_every_full_name_of_a_region_finds_it() -> None:
    for region in codes.regions().values():
        for text in (region.code, *region.names.values()):
            assert codes.find_region(text.lower()) == region.code, text


@pytest.mark.parametrize(
    ("country", "south", "north", "west", "east"),
    [("UZ", 37, 46, 56, 74), ("KZ", 40, 56, 46, 88), ("RU", 41, 82, 19, 180)],
)
def test_centres_of_regions_are_in_their_country(country: str, south: int, north: int, west: int, east: int) -> None:
    places = [region for region in codes.regions().values() if region.country == country]

    assert places
    for place in places:
        assert south < place.lat < north, place
        assert west < place.lon < east, place


def test_the_code_of_a_region_begins_with_that_of_its_country() -> None:
    assert all(r.country == r.code[:2] and r.country in codes.countries() for r in codes.regions().values())


def test_codes_are_named_in_the_readers_language() -> None:
    assert [codes.name_of("UZ-FA", lang) for lang in ("en", "ru", "uz", "uz-Cyrl")] == [
        "Fergana region",
        "Ферганская область",
        "Farg‘ona viloyati",
        "Фарғона вилояти",
    ]
    assert codes.name_of("KZ", "uz") == "Qozog‘iston"
    assert codes.name_of("C20", "en") == "Chemicals and chemical products"


def test_a_missing_name_falls_back_to_english_and_an_unknown_code_to_itself() -> None:
    assert codes.name_of("RU-LIP", "fr") == "Lipetsk region"
    assert codes.name_of("RU-LIP", "kk") == "Lipetsk region"
    assert codes.name_of("XX-99", "ru") == "XX-99"


def test_callers_cannot_change_the_lists() -> None:
    with pytest.raises(TypeError):
        codes.regions()["UZ-FA"] = codes.regions()["UZ-TO"]  # type: ignore[index]
    with pytest.raises(TypeError):
        codes.regions()["UZ-FA"].names["en"] = "Elsewhere"  # type: ignore[index]


def test_the_centre_of_every_region_is_inside_the_outline_of_its_country_or_next_to_it() -> None:
    for region in codes.regions().values():
        rings = [ring for country, ring in codes.outlines() if country == region.country]
        lon = region.lon % 360
        near = min(abs(x - lon) + abs(y - region.lat) for ring in rings for x, y in ring)
        assert any(_inside(ring, lon, region.lat) for ring in rings) or near < 1, region.code


def _inside(ring: tuple[tuple[float, float], ...], lon: float, lat: float) -> bool:
    """Whether an odd number of edges is to the east."""
    edges = zip(ring, (*ring[1:], ring[0]), strict=True)
    crossed = [(x1, y1, x2, y2) for (x1, y1), (x2, y2) in edges if (y1 > lat) != (y2 > lat)]
    return sum(lon < x1 + (lat - y1) / (y2 - y1) * (x2 - x1) for x1, y1, x2, y2 in crossed) % 2 == 1


@pytest.mark.parametrize("lang", ["fr", "de", "tr", "es", "it", "pt", "pl", "uk"])
def test_countries_are_found_by_their_cldr_names_in_the_languages_of_registers(lang: str) -> None:
    names = {code: Locale.parse(lang).territories[code] for code in codes.countries()}
    unclear = {"CG"}  # Congo alone may be either of two
    found = {code: codes.find_country(name) for code, name in names.items() if code not in unclear}
    assert found == {code: code for code in names if code not in unclear}


FORMS_OF_STATES = {
    "DE": "Allemagne | ALMANYA | Bundesrepublik Deutschland | República Federal de Alemania",
    "TR": "TÜRKİYE CUMHURİYETİ | République de Turquie",
    "UZ": "Özbekistan Cumhuriyeti | République d’Ouzbékistan | Republik Usbekistan | República de Uzbekistán",
    "CH": "Die Schweiz | Confédération suisse | İSVİÇRE",
    "CL": "República de Chile",
    "NL": "Royaume des Pays-Bas | Königreich der Niederlande",
}


@pytest.mark.parametrize(("text", "code"), meant_by(FORMS_OF_STATES))
def test_the_form_of_state_in_a_name_is_ignored(text: str, code: str) -> None:
    assert codes.find_country(text) == code


@pytest.mark.parametrize("text", ["USSR", "СССР", "Yugoslavia", "Чехословакия", "GDR", "Yemen Arab Republic", "DDR"])
def test_a_former_state_is_known_and_is_not_a_current_country(text: str) -> None:
    assert states.former(text) is not None
    assert codes.find_country(text) is None


def test_numeric_country_codes_follow_the_named_scheme() -> None:
    assert {country.numeric: states.coded(country.numeric, "iso_numeric") for country in pycountry.countries} == {
        country.numeric: country.alpha_2 for country in pycountry.countries
    }
    assert [states.coded(text, "cow") for text in ("2", "365", "AUS", "704.0")] == ["US", "RU", "AT", "UZ"]
    assert [states.coded(text, "cow") for text in ("315", "GDR", "999")] == [
        "Czechoslovakia", "German Democratic Republic", "999",
    ]  # fmt: skip
    known = {row["state"] for row in lists.rows("cow.csv")}
    assert all(state in codes.countries() or states.former(state) for state in known)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Russian Fed.", "RU"), ("Dominican Rep.", "DO"), ("Syrian Arab Rep.", "SY"), ("Респ. Корея", "KR"),
        ("Libyan Arab Jamahiriya", "LY"), ("Kyrgyz", "KG"), ("West Germany", "DE"), ("Korea", None), ("Корея", None),
    ],
)  # fmt: skip
def test_abbreviated_and_older_names_of_countries_are_known(name, code):
    assert codes.find_country(name) == code


def test_a_name_of_two_countries_returns_both():
    assert codes.candidates("Korea", "country") == ("KP", "KR")


@pytest.mark.parametrize("name", ["Респ. Татарстан", "Татарстан Респ", "Республика Татарстан"])
def test_republics_are_found_abbreviated_and_inverted(name):
    assert codes.find_region(name) == "RU-TA"
