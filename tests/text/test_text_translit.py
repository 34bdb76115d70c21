"""Spellings of one name have one key, and different names do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text import translit
from catalogue.text.normalise import clean


def key(word: str) -> str:
    return translit.key(clean(word))


@pytest.mark.parametrize(
    "spellings",
    [
        ("Химград", "Khimgrad", "Himgrad", "Ximgrad"),
        ("Чирчик", "Chirchiq", "Čirčik", "Chirchik", "Чирчиқ", "Çirçik"),
        ("Джизак", "Djizak", "Dzhizak", "Džizak", "Jizak"),
        ("Жиззах", "Jizzax", "Jizzakh", "Жиззах"),
        ("Фарғона", "Farg‘ona", "Fargʻona", "Fargona", "Farğona"),
        ("Шымкент", "Shymkent", "Şymkent", "Šymkent"),
        ("Минниханов", "Minnikhanov", "Minikhanov"),
        ("Ульяновск", "Ulyanovsk", "Ul'yanovsk", "Ulʹyanovsk", "Ul’ianovsk"),
        ("Щёлково", "Shchelkovo", "Ŝelkovo", "Shhelkovo", "Schelkovo"),
        ("Юнусабад", "Yunusabad", "Iunusabad", "Ûnusabad"),
        ("Елабуга", "Yelabuga", "Elabuga"),
        ("Оңтүстік", "Ontustik", "Oñtüstık"),
        ("йўл", "yo‘l", "yoʻl"),
        ("конференсия", "конференция", "konferensiya", "konferentsiya"),
        ("Исҳоқ", "Is’hoq"),
        ("Алматы", "Almaty", "Almatȳ"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len(set(map(key, spellings))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Алании", "алаңы"),
        ("Омск", "Томск"),
        ("Самара", "Самарканд"),
        ("Навои", "новой"),
        ("ввод", "вод"),
        ("cooper", "copper"),
        ("Уфа", "Ufo"),
    ],
)
def test_different_words_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("read", "word", "meant"),
    [
        (translit.latin_english, "eltech", "элтех"),
        (translit.latin_english, "alexander", "александер"),
        (translit.latin_english, "technonicol", "технониколь"),
        (translit.latin_iotated, "yol", "йўл"),
    ],
)
def test_latin_letters_have_alternative_readings(read: object, word: str, meant: str) -> None:
    assert callable(read)
    assert read(word) == key(meant)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("tol'jatti", "тольятти"),
        ("zhiguljovskaja", "жигулёвская"),
        ("lipeck", "липецк"),
        ("chimgrad", "химград"),
        ("tschirtschik", "чирчик"),
        ("andidschan", "андижан"),
    ],
)
def test_scientific_and_german_romanisation_is_read(word: str, meant: str) -> None:
    assert key(meant) in translit.latin_scientific(word)


@pytest.mark.parametrize(
    ("uzbek", "russian"),
    [
        ("ohangaron", "ахангаран"),
        ("buxoro", "бухара"),
        ("o'zeltexsanoat", "узэлтехсаноат"),
        ("тошкент", "ташкент"),
        ("қўрғонтепа", "кургантепа"),
    ],
)
def test_uzbek_names_match_their_russian_rendering(uzbek: str, russian: str) -> None:
    assert key(russian) in (translit.rounded(uzbek), translit.open_vowels(uzbek))


@given(st.text(st.characters(codec="utf-8")))
def test_double_letters_in_a_key_occur_only_at_its_end(word: str) -> None:
    cleaned = clean(word)
    assert translit.single(translit.key(cleaned)) in (translit.key(cleaned), translit.key(cleaned)[:-1])
