"""A cell is read into canonical text, or refused with a reason and the nearest valid value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.model import fields as f
from catalogue.model.kinds import AGREEMENT, KINDS
from catalogue.model.values import Reading, ValueProblem, compute, derived_columns, in_words, plain, read
from made import values as made_values

STATUS = AGREEMENT.status
EVERY = [field for kind in KINDS.values() for field in kind.all_fields]


@pytest.mark.parametrize(
    ("field", "text", "canonical"),
    [
        (STATUS, "signed", "signed"),
        (STATUS, " Подписано ", "signed"),
        (f.SIGNED, "24.06.2021", "2021-06-24"),
        (f.SIGNED, "апрель 2023", "2023-04"),
        (f.RESIDENTS, "более 10", ">10"),
        (f.BINDING, "да", "yes"),
        (f.BINDING, "yo‘q", "no"),
        (f.COUNTRY, "Узбекистан", "UZ"),
        (f.REGION, "Фарғона вилояти", "UZ-FA"),
        (f.LAT, "41,3", "41.3"),
        (f.NOTICE_DAYS, "030", "30"),
        (f.SECTOR, "20", "C20"),
        (f.SUMMARY, "  kept as given ", "  kept as given "),
        (f.SIGNED, "", ""),
    ],
)
def test_typed_values_become_canonical(field, text, canonical):
    assert read(field, text) == canonical


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (STATUS, "sined", "choice.unknown"),
        (f.SIGNED, "31.02.2023", "date.impossible"),
        (f.SIGNED, "02/07/2012", "date.ambiguous"),
        (f.REGION, "Toshkent", "region.unknown"),
        (f.COUNTRY, "Atlantis", "country.unknown"),
        (f.LAT, "91", "degrees.swapped"),
        (f.LAT, "181", "degrees.unreadable"),
        (f.LAT, "nan", "degrees.unreadable"),
        (f.NOTICE_DAYS, "1e3", "integer.unreadable"),
        (f.WEBSITE, "javascript://x", "url.scheme"),
        (f.SUMMARY, "a\x00b", "text.nul"),
        (f.SUMMARY, "a\ud800", "text.surrogate"),
        (f.RAIL, "perhaps", "flag.unreadable"),
    ],
)
def test_invalid_values_are_refused_with_a_reason(field, text, code):
    with pytest.raises(ValueProblem) as caught:
        read(field, text)
    assert caught.value.code == code


def test_the_nearest_valid_value_is_suggested():
    with pytest.raises(ValueProblem) as caught:
        read(STATUS, "sined")
    assert caught.value.params["nearest"] == "signed"
    with pytest.raises(ValueProblem) as caught:
        read(f.REGION, "Toshkent")
    assert "UZ-TK" in str(caught.value.params["nearest"])


def test_the_order_of_day_and_month_can_be_given():
    assert read(f.SIGNED, "02/07/2012", Reading("dmy")) == "2012-07-02"
    assert read(f.SIGNED, "02/07/2012", Reading("mdy")) == "2012-02-07"


@given(made_values("technopark"))
def test_canonical_text_is_stable_and_can_be_put_into_words_in_every_language(values):
    kind = KINDS["technopark"]
    for name, text in values.items():
        field = kind.field(name)
        assert read(field, text) == text
        for lang in ("en", "ru", "uz"):
            assert in_words(field, text, lang)
        assert len(compute(field, text)) == len(derived_columns(field))


@given(st.sampled_from(EVERY), st.text(max_size=40))
def test_any_text_is_read_or_refused_and_reading_is_stable(field, text):
    try:
        canonical = read(field, text)
    except ValueProblem:
        return
    assert read(field, canonical) == canonical


def test_a_date_without_a_year_has_no_bounds():
    assert compute(f.SIGNED, "XXXX-06-24") == (None, None)
    assert compute(f.TERM, "2023/2025") == ("2023-01-01", "2025-12-31")
    assert compute(f.RESIDENTS, ">10 actual") == (10.0,)


def test_text_of_any_reasonable_length_is_kept():
    assert plain("x" * 1_000_000)
    with pytest.raises(ValueProblem, match=r"text\.too_long"):
        plain("x" * 1_000_001)


def test_a_vocabulary_label_matches_with_or_without_yo():
    status = KINDS["agreement"].field("status")
    assert status is not None
    assert {read(status, word) for word in ("прекращён", "Прекращен", "Утратил силу")} == {"terminated"}
