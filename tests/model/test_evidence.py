"""Inferred and disputed values are distinguished from stated ones."""

from catalogue.model import fields as f
from catalogue.model.evidence import conflicting, inferred, label_of, shown
from catalogue.model.records import Claim, Name, Record


def park(*claims: Claim, names: tuple[Name, ...] = ()) -> Record:
    return Record("park-x", "technopark", {}, names, (), (), claims).tidy()


def test_an_inferred_value_keeps_its_reason():
    found = inferred(park(Claim("status", "operating", basis="inferred", reason="it has residents")))
    assert found == {"status": "it has residents"}


def test_a_value_stated_by_any_source_is_not_inferred():
    claims = (
        Claim("status", "operating", basis="inferred", reason="x"),
        Claim("status", "operating", basis="stated"),
    )
    assert inferred(park(*claims)) == {}


def test_different_values_conflict_unless_deprecated():
    here, there = Claim("form", "technopark", source="a"), Claim("form", "sez", source="b")
    assert set(conflicting(park(here, there))) == {"form"}
    assert conflicting(park(here, Claim("form", "sez", source="b", rank="deprecated"))) == {}


def test_planned_and_actual_figures_do_not_conflict():
    assert conflicting(park(Claim("residents", ">10 actual"), Claim("residents", ">30 planned"))) == {}
    assert set(conflicting(park(Claim("residents", ">10 actual"), Claim("residents", "7 actual")))) == {"residents"}


def test_a_vaguer_date_does_not_contradict_a_more_precise_one():
    assert conflicting(park(Claim("opened", "2023"), Claim("opened", "2023-04"))) == {}
    assert conflicting(park(Claim("opened", "XXXX-04-02"), Claim("opened", "2023?-04-02"))) == {}
    assert set(conflicting(park(Claim("opened", "2022"), Claim("opened", "2023-04")))) == {"opened"}


def test_the_shown_claim_is_the_preferred_then_the_latest_then_the_most_precise():
    old, new = Claim("residents", "7", as_of="2020"), Claim("residents", "9", as_of="2024")
    assert shown(f.RESIDENTS, [old, new]) == new
    best = Claim("residents", "8", as_of="2019", rank="preferred")
    assert shown(f.RESIDENTS, [old, new, best]) == best
    vague, fine = Claim("opened", "2023"), Claim("opened", "2023-04-01")
    assert shown(f.OPENED, [vague, fine]) == fine
    assert shown(f.OPENED, [Claim("opened", "2023", rank="deprecated")]) is None


def test_the_label_is_in_the_readers_language_or_english_or_any_other():
    names = (
        Name("Chirchiq", "en"),
        Name("Чирчик", "ru"),
        Name("Чирчиқ", "uz-Cyrl"),
        Name("Чирчиқ парки", "uz-Cyrl", "alias"),
    )
    assert label_of(park(names=names), "ru") == "Чирчик"
    assert label_of(park(names=names), "uz") == "Чирчиқ"
    assert label_of(park(names=names[1:]), "en") == "Чирчик"
    assert label_of(park(names=(Name("Secret", "en", "hidden"),))) == "park-x"
