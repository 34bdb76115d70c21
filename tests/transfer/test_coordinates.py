"""Coordinates as registers write them become decimal degrees; ambiguous text is unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.transfer.rows.coordinates import decimal


def _both(text: str) -> tuple[str, str]:
    return decimal(text, latitude=True), decimal(text, latitude=False)


@pytest.mark.parametrize(
    "text",
    [
        "40°06′45″N 65°22′30″E",
        "40°06'45\"N, 65°22'30\"E",
        "65°22′30″E 40°06′45″N",
        "N40°06'45\"E65°22'30\"",
        "40°06.75'N 065°22.5'E",
        "40 06 45 N 65 22 30 E",
        "40.1125° N; 65.375° E",
        "40,1125N 65,375E",
        "40°06'45'' с.ш., 65°22'30'' в.д.",
        "40°06′45″ с. ш. 65°22′30″ в. д.",
        "40°06′45″ северной широты 65°22′30″ восточной долготы",
        "shimoliy kenglik 40°06′45″, sharqiy uzunlik 65°22′30″",
    ],
)
def test_a_cell_may_hold_both_coordinates(text):
    assert _both(text) == ("40.112500", "65.375000")


def test_a_single_angle_belongs_to_its_column_unless_it_says_otherwise():
    assert _both("40°06′45″") == ("40.112500", "40.112500")
    assert _both("-40°06′45″") == ("-40.112500", "-40.112500")
    assert _both("33°S 18°W") == ("-33.000000", "-18.000000")
    assert _both("40°06′45″N") == ("40.112500", "40°06′45″N")


@pytest.mark.parametrize(
    "text",
    [
        "40.1158, 67.8422",
        "40°66′N",
        "40°06′75″N",
        "40.5°06′N",
        "-40°S",
        "40°N 41°N",
        "40°06′ 65°22′",
        "40 06",
        "Navoi",
        "",
    ],
)
def test_invalid_and_ambiguous_text_is_unchanged(text):
    assert decimal(text, latitude=True) == text


@given(st.floats(-89.9, 89.9), st.floats(-179.9, 179.9))
def test_degrees_minutes_and_seconds_become_decimal_degrees(lat, lon):
    def written(angle: float, sides: str) -> str:
        seconds = round(abs(angle) * 3600, 3)
        return f"{int(seconds // 3600)}°{int(seconds % 3600 // 60)}′{seconds % 60:.3f}″{sides[angle < 0]}"

    text = f"{written(lat, 'NS')} {written(lon, 'EW')}"
    if "60.000" not in text:
        assert (float(decimal(text, latitude=True)), float(decimal(text, latitude=False))) == pytest.approx(
            (lat, lon), abs=2e-6
        )


@given(st.text(alphabet="0123456789°′″'\". ,;NSEWсшвд-", max_size=130))
def test_any_text_becomes_decimal_degrees_or_is_unchanged(text):
    result = decimal(text, latitude=True)
    assert result == text or float(result) == float(result)


@pytest.mark.parametrize("text", ["Point(69.25 41.31)", "POINT (69.25 41.31)", "SRID=4326;POINT Z(69.25 41.31 400)"])
def test_a_wkt_point_has_the_longitude_first(text):
    assert (decimal(text, latitude=True), decimal(text, latitude=False)) == ("41.31", "69.25")


def test_a_cell_of_blanks_is_no_point_and_says_so_at_once():
    """Divided between two places for blanks in every way, it would take hours."""
    text = " " * 300_000 + "x"
    assert decimal(text, latitude=True) == text
