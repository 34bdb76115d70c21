"""Texts and queries share keys; dates, phrases and compounds are recognised in both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.text import keys, terms
from catalogue.text.analysed import Keyed
from catalogue.text.keys import analyse, is_stop, phrase_keys, query_word, query_words

ANY_TEXT = st.text(st.characters(codec=None))


def test_words_and_stems_keep_their_order_and_other_keys_occur_once() -> None:
    found = analyse("Соглашение о кластерах, соглашения")
    assert found.words == ("soglaxenie", "o", "klasterah", "soglaxenia")
    assert found.stems == ("soglaxenii", "o", "klaster", "soglaxenii")
    assert found.extras.count("§agreement") == 1
    assert found.stems == phrase_keys("Соглашение о кластерах, соглашения")


def test_a_compound_is_found_by_its_parts_and_as_one_word() -> None:
    found = analyse("«Нукус-фарм»")
    assert found.words == ("nukus", "farm")
    assert "nukusfarm" in found.extras
    (group,) = query_words(["e-commerce"])
    assert [word.text for word in group.words] == ["e", "commerce"]
    assert "ekomerke" in group.alternatives


def test_a_range_of_years_is_two_words() -> None:
    groups = query_words(["2023-2025"])
    assert [word.text for group in groups for word in group.words] == ["2023", "2025"]
    assert all(not group.alternatives for group in groups)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("март 2022", "строится с марта 2022 года"),
        ("march 2022", "2022-03"),
        ("2022-03", "Mart 2022"),
        ("15 мая 2024", "15.05.2024"),
        ("15.05.2024", "2024-05-15"),
        ("октябрь 2023", "2023-10-17"),
        ("қазан 2023", "октября 2023"),
    ],
)
def test_a_date_is_found_in_any_notation(question: str, text: str) -> None:
    (group,) = query_words([question])
    assert set(group.alternatives) & set(analyse(text).extras)


@pytest.mark.parametrize(
    ("question", "text"), [("15 мая 2024", "май 2024"), ("май 2024", "2024-06"), ("32.13.2024", "2024")]
)
def test_a_different_date_is_not_found(question: str, text: str) -> None:
    tokens = {token for group in query_words([question]) for token in group.alternatives if token.startswith("°")}
    assert not tokens & set(analyse(text).extras)


def test_a_phrase_is_one_group_and_its_concept_is_an_alternative() -> None:
    zone, place = query_words(["special economic zone Самара"])
    assert zone.alternatives == ("§specialeconomiczone",)
    assert [word.text for word in zone.words] == ["special", "economic", "zone"]
    assert [word.text for word in place.words] == ["Самара"]


def test_words_mean_the_same_typed_separately_or_together() -> None:
    assert query_words(["дорожная", "карта", "Ташкент"]) == query_words(["дорожная карта Ташкент"])


def test_stop_words_are_dropped_unless_nothing_else_is_left() -> None:
    assert [group.words[0].text for group in query_words(["соглашение", "о", "метро"])] == ["соглашение", "метро"]
    assert [group.words[0].text for group in query_words(["и", "the"])] == ["и", "the"]


@pytest.mark.parametrize(
    ("typed", "concept", "other"), [("kimyo", "§chemistry", "§clothing"), ("vodiy", "§valley", "§water")]
)
def test_a_word_that_is_a_term_is_no_form_of_another_term(typed: str, concept: str, other: str) -> None:
    concepts = keys.query_word(typed).concepts
    assert concept in concepts
    assert other not in concepts


def test_a_stop_word_in_capitals_is_an_acronym() -> None:
    assert is_stop("it")
    assert not is_stop("IT")
    assert not is_stop("ань")


def test_a_place_name_that_is_also_a_postposition_is_dropped_from_texts_only_in_lower_case() -> None:
    assert "karxi" in analyse("Qarshi shahri").words
    assert "karxi" not in analyse("korrupsiyaga qarshi kurash").words
    assert "karxi" in query_word("карши").keys


def test_an_ambiguous_acronym_keeps_its_script() -> None:
    assert "сэз" in analyse("СЭЗ «Ангрен»").words
    assert set(query_word("СЭЗ").concepts) == {"§specialeconomiczone", "§freeeconomiczone"}
    assert query_word("SEZ").concepts == ("§specialeconomiczone",)
    assert not set(query_word("SEZ").keys) & set(analyse("СЭЗ «Ангрен»").words)


def test_other_acronyms_are_found_in_any_script() -> None:
    assert set(query_word("OEZ").keys) & set(analyse("ОЭЗ").words)
    assert set(query_word("NIIIS").keys) & set(analyse("НИИИС").words)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("Tas", "Tashkent"),
        ("Chirc", "Chirchiq"),
        ("инвестиц", "инвестиции"),
        ("ахангар", "Ахангараном"),
        ("Surk", "Surxondaryo"),
    ],
)
def test_a_half_typed_word_is_a_prefix_of_the_whole_one(typed: str, word: str) -> None:
    assert analyse(word).words[0].startswith(query_word(typed).prefixes)


def test_two_letters_are_not_a_prefix() -> None:
    assert query_word("ин").prefix is None


def test_the_fingerprint_depends_on_rules_and_tables() -> None:
    assert keys.analyser().fingerprint == keys.FINGERPRINT
    assert keys.analyser("agreement,en,deal").fingerprint != keys.FINGERPRINT


def test_words_carry_what_they_are() -> None:
    spoken = keys.analyser().keyed_words("ООО «Технопарк-Мордовия», март")
    assert [word.whole for word in spoken] == ["ooo", "tehnopark", "mordovia", "mart"]
    assert [word.legal for word in spoken] == [True, False, False, False]
    assert spoken[3].month == 3


@given(ANY_TEXT)
def test_the_keys_of_any_text_survive_the_tokenizer(text: str) -> None:
    found = analyse(text)
    assert len(found.words) == len(found.stems)
    for key in (*found.words, *found.stems, *found.extras):
        assert key
        assert all(char.isalnum() or ord(char) > 127 for char in key)
        key.encode()


@given(ANY_TEXT)
def test_any_query_is_accepted_and_any_text_is_found_by_its_own_words(text: str) -> None:
    held = {*analyse(text).words, *analyse(text).stems, *analyse(text).extras}
    for group in query_words([text]):
        for word in group.words:
            if not word.text.islower() or word.text.casefold() not in ("қарши", "qarshi"):
                assert held & set(word.keys)


@given(st.lists(st.sampled_from(["особая", "экономическая", "зона", "Навои", "2022", "март", "и", "yo‘l"]), max_size=6))
def test_analysis_does_not_depend_on_earlier_texts(texts: list[str]) -> None:
    fresh, used = keys.Analyser(keys.terms.load()), keys.Analyser(keys.terms.load())
    for text in texts:
        used.analyse(text)
    whole = " ".join(texts)
    assert fresh.analyse(whole) == used.analyse(whole)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        # Казань is a town, қазан is October
        ("в Казани 24 июня", {"°0624"}),
        ("Казань, 2023", set()),
        ("24 қазан 2023", {"°202310", "°1024", "°20231024"}),
    ],
)
def test_a_town_is_not_read_as_a_month(text: str, tokens: set[str]) -> None:
    assert {key for key in keys.analyse(text).extras if key.startswith("°")} == tokens
    asked = {token for group in keys.query_words(text.split()) for token in group.alternatives}
    assert not tokens or asked & tokens
    assert bool(asked) == bool(tokens)


def test_a_compound_known_to_one_thread_is_joined_for_another() -> None:
    """A thread may read the cache right after another has put a word there."""
    shared = keys.Analyser(terms.load())
    read: list[str] = []

    class Read(dict[str, tuple[Keyed, ...]]):
        def __setitem__(self, word: str, found: tuple[Keyed, ...]) -> None:
            super().__setitem__(word, found)
            read.append(shared.joined(word))

    shared._words = Read()
    assert shared.joined("e-commerce") == "ekomerke"
    assert read == ["ekomerke"]
