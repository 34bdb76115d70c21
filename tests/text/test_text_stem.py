"""Forms of one word share a stem; words that only look alike do not."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text import stem
from catalogue.text.translit import cyrillic, cyrillic_letters, latin_letters, single


def russian_keys(word: str) -> set[str]:
    return {cyrillic(word), *map(cyrillic, stem.russian(word))}


@pytest.mark.parametrize(
    "words",
    [
        ("технопарк", "технопарка", "технопарками", "технопарков", "технопарке"),
        ("область", "области", "областью", "областей", "областями"),
        ("мордовия", "мордовии", "мордовией", "мордовию"),
        ("инвестиция", "инвестиций", "инвестициями", "инвестициях"),
        ("углубление", "углублению", "углубленьи", "углублений"),
        ("компания", "компаний", "компаниям"),
        ("внешний", "внешних", "внешней", "внешними"),
        ("российский", "российским", "российская", "российских"),
        ("участок", "участка", "участков", "участками"),
        ("площадка", "площадок", "площадками"),
        ("казань", "казани", "казанью", "казанский", "казанского"),
        ("сырдарья", "сырдарьи", "сырдарьинская", "сырдарьинской"),
        ("алматы", "алматинская", "алматинской"),
        ("узбекско", "узбекский", "узбек"),
        ("калуга", "калужская", "калужской"),
        ("навои", "навоийская", "навоийской"),
        ("музей", "музея", "музеев"),
        ("судостроение", "судостроительный", "судостроительных"),
        ("строит", "строится"),
        ("металлообработка", "металлообрабатывающий"),
        ("нефтедобыча", "нефтедобывающая"),
    ],
)
def test_forms_of_a_russian_word_share_a_key(words: tuple[str, ...]) -> None:
    first, *others = (russian_keys(word) for word in words)
    assert all(first & other for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("мастерская", "мастер"),
        ("ростов", "рост"),
        ("метро", "метр"),
        ("самара", "самарканд"),
        ("навои", "новая"),
        ("навои", "новой"),
        ("омск", "томск"),
        ("омская", "томская"),
        ("казань", "казах"),
        ("алания", "алан"),
        ("экономический", "экономика"),
    ],
)
def test_unrelated_russian_words_share_no_key(one: str, other: str) -> None:
    assert not russian_keys(one) & russian_keys(other)


@pytest.mark.parametrize(
    ("romanised", "written"),
    [
        ("orenburgskaia", "оренбургской"),
        ("tehnologi", "технология"),
        ("torgovli", "торговля"),
        ("novosibirskogo", "новосибирский"),
        ("vnexnei", "внешних"),
        ("mordovia", "мордовии"),
        ("sirdarinskaia", "сырдарья"),
        ("rosiskoi", "россия"),
    ],
)
def test_romanised_russian_has_the_stem_of_its_cyrillic_form(romanised: str, written: str) -> None:
    assert {romanised, *stem.romanised(romanised)} & russian_keys(written)


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("viloyatidagi", "viloiat"),
        ("klasterlarning", "klaster"),
        ("texnoparki", "tehnopark"),
        ("o'zbekistonning", "ozbekiston"),
        ("samarqandda", "samarkand"),
        ("namanganda", "namangan"),
        ("zonasi", "zona"),
        ("shaharlari", "xahar"),
        ("viloyatimizda", "viloiat"),
        ("o'rmoni", "ormon"),
        ("maydoni", "maidon"),
        ("mintaqa", "mintaka"),
    ],
)
def test_uzbek_suffixes_are_removed(word: str, base: str) -> None:
    assert base in (latin_letters(word), *stem.turkic(latin_letters(word), sure=stem.is_turkic(word)))


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("қазақстанның", "kazakstan"),
        ("қарағандыдағы", "karagandi"),
        ("қаласындағы", "kala"),
        ("облысының", "oblis"),
        ("аймағы", "aimak"),
        ("шымкенттегі", "ximkent"),
        ("технопаркі", "tehnopark"),
        ("өзбекстанмен", "ozbekstan"),
        ("вилоятида", "viloiat"),
        ("республикасы", "respublika"),
        ("татарстанмен", "tatarstan"),
        ("облысында", "oblis"),
        ("ауданындағы", "audan"),
        ("облысынан", "oblis"),
        ("шымкенттен", "ximkent"),
        ("мемлекеті", "memleket"),
        ("мектебі", "mektep"),
        ("өскеменде", "oskemen"),
        ("технопаркында", "tehnopark"),
        ("шәһәрендә", "xahar"),
        ("өлкәсендә", "olka"),
        ("районнар", "raion"),
        ("казаннан", "kazan"),
    ],
)
def test_kazakh_tatar_and_uzbek_cyrillic_suffixes_are_removed(word: str, base: str) -> None:
    assert base in stem.turkic(cyrillic_letters(word), sure=stem.is_turkic(word))


@pytest.mark.parametrize(
    ("asked", "base"),
    [("bog'ida", "bog"), ("yo'llari", "iol"), ("уфаның", "ufa"), ("жолдар", "jol"), ("dollar", None), ("среда", "sre")],
)
def test_words_of_three_letters_are_asked_for_in_the_plural_and_in_cases(asked: str, base: str | None) -> None:
    letters = latin_letters(asked) if asked.isascii() else cyrillic_letters(asked)
    assert stem.without_plural(letters) == ((base,) if base else ())


@pytest.mark.parametrize(
    ("asked", "base"),
    [("парктер", "park"), ("семейде", "semei"), ("заводта", "zavod"), ("шымкентке", "ximkent"), ("облыстары", "oblis")],
)
def test_kazakh_suffixes_that_russian_words_have_too_are_tried_in_queries(asked: str, base: str) -> None:
    assert stem.without_kazakh_plural(cyrillic_letters(asked)) == (base,)


@pytest.mark.parametrize("word", ["татарстан", "казахстан", "проекта", "завод", "компании", "туркмен", "экзамен"])
def test_turkic_rules_leave_russian_words_and_names_in_stan_alone(word: str) -> None:
    assert not stem.turkic(cyrillic_letters(word))


@pytest.mark.parametrize(
    "words",
    [("exporting", "exports", "export"), ("agreements", "agreement"), ("Russia's", "russia"), ("companies", "company")],
)
def test_forms_of_an_english_word_share_a_stem(words: tuple[str, ...]) -> None:
    assert len({stem.english(word.lower()) for word in words}) == 1


def test_stemming_is_thread_safe() -> None:
    words = ["nationalities", "agreements", "cooperation", "industrial", "technologies", "sky", "parks"] * 60
    alone, interval = [stem.english(word) for word in words], sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            result = list(pool.map(lambda _: [stem.english(word) for word in words], range(4)))
    finally:
        sys.setswitchinterval(interval)
    assert result == [alone] * 4


@given(st.text(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюяқғўәі"), max_size=20))
def test_a_stem_keeps_a_minimum_length(word: str) -> None:
    assert all(len(found) >= stem.MIN_STEM for found in stem.russian(word))
    assert all(stem.turkic(cyrillic_letters(word), sure=True))


def test_the_plural_suffix_of_a_short_uzbek_word_is_removed_in_queries() -> None:
    assert stem.without_plural("suvlar") == ("suv",)
    assert stem.without_plural("iollari") == ("iol",)
    assert stem.without_plural("vagonlar") == ()
    assert stem.without_plural("dollar") == ()


def test_an_uzbek_demonym_is_found_by_its_place() -> None:
    """toshkentlik is one; ролик only looks like one."""
    assert stem.without_derivation(("toxkentlik",)) == ("toxkent",)
    assert stem.without_derivation(("rolik", "katolik")) == ()


@pytest.mark.parametrize(
    ("asked", "base"), [("toshkentlik", "toxkent"), ("viloyatlararo", "viloiat"), ("mintaqaviy", "mintaka")]
)
def test_derived_uzbek_words_are_asked_for_by_what_they_come_from(asked: str, base: str) -> None:
    assert stem.without_derivation([single(latin_letters(asked))]) == (base,)
