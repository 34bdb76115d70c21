"""Coordinates in degrees, minutes and seconds, as registers write them: ``40°06′45″N 65°22′30″E``, ``41°01' с. ш.``.

A cell may hold both if each says which it is. Bare numbers (``40.1, 65.4``) are left unchanged: some write the latitude
first and some the longitude. A point of well-known text, ``POINT (65.4 40.1)``, has the longitude first (OGC 06-103r4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_MINUTES = rf"(?:(?P<minutes>{_NUMBER})(?:\s*['’′ʹ‘`]|\s)\s*)?"
_SECONDS = rf"(?:(?P<seconds>{_NUMBER})\s*(?:[\"″”“]|['’′]{{2}})?\s*)?"
_DEGREES = rf"(?P<sign>[-+−]?)\s*(?P<degrees>{_NUMBER})(?P<mark>\s*[°º˚]|\s|(?=[^\W\d_])|$)\s*{_MINUTES}{_SECONDS}"
_SIDE = r"(?P<side>[^\W\d_][^\d°º˚,;/|]*?)"
_FORMS = tuple(
    re.compile(rf"\s*{form}\s*(?:[,;/|]|(?={follows})|$)\s*")
    for form, follows in (
        (rf"{_DEGREES}{_SIDE}", r"\d"),
        (rf"{_SIDE}\s*{_DEGREES}", r"[^\W\d_]"),
        (_DEGREES, r"[-+−\d]"),
    )
)
_POINT = re.compile(
    r"\s*+(?:SRID=4326;)?\s*+POINT\s*+Z?\s*+\(\s*+(?P<lon>[-+]?\d[\d.]*+)\s++(?P<lat>[-+]?\d[\d.]*+)"
    r"(?:\s++[-+]?\d[\d.]*+)?\s*+\)\s*+",
    re.IGNORECASE | re.ASCII,
)
_NOT_LETTER = re.compile(r"[\W\d_]+")
_SIDES = {
    side: (latitude, factor)
    for latitude, factor, words in (
        (True, 1, "n north с сш севернойшироты севшироты shk shimoliykenglik"),
        (True, -1, "s south ю юш южнойшироты"),
        (False, 1, "e east в вд восточнойдолготы востдолготы shu sharqiyuzunlik shqu"),
        (False, -1, "w west з зд западнойдолготы"),
    )
    for side in words.split()
}
_PLACES = 6  # about 10 cm
_LONGEST = 120


class _Angle(Struct, frozen=True):
    """Degrees, and whether they are a latitude (None: not stated)."""

    degrees: float
    latitude: bool | None


def decimal(text: str, *, latitude: bool) -> str:
    """The latitude or longitude of a cell in decimal degrees; the text unchanged if it is in another notation."""
    if point := _POINT.fullmatch(text):
        return point["lat" if latitude else "lon"]
    for form in _FORMS if len(text) <= _LONGEST else ():
        found = list(_angles(text, form))
        if not found or None in found:
            continue
        angles = [angle for angle in found if angle is not None]
        alone = len(angles) == 1
        wanted = [angle for angle in angles if angle.latitude is latitude or (angle.latitude is None and alone)]
        if len(wanted) == 1 and len(angles) <= 2:
            return f"{round(wanted[0].degrees, _PLACES):.{_PLACES}f}"
    return text


def _angles(text: str, form: re.Pattern[str]) -> Iterator[_Angle | None]:
    """The angles that a text consists of; None for any other text in it."""
    at = 0
    while at < len(text):
        match = form.match(text, at)
        if match is None or match.end() == at:
            yield None
            return
        yield _angle(match)
        at = match.end()


def _angle(match: re.Match[str]) -> _Angle | None:
    """The angle of one match;

    None for minutes of 60 and more, unknown words, a sign with a direction, or a bare number.
    """
    side = _NOT_LETTER.sub("", match.groupdict().get("side") or "").casefold()
    if side and (side not in _SIDES or match["sign"]):
        return None
    if not side and match["mark"].strip() not in ("°", "º", "˚"):
        return None
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("degrees", "minutes", "seconds")]
    degrees, minutes, seconds = parts
    finer = match["minutes"] or match["seconds"]
    if minutes >= 60 or seconds >= 60 or (finer and degrees % 1) or (match["seconds"] and minutes % 1):
        return None
    latitude, factor = _SIDES[side] if side else (None, -1 if match["sign"] in ("-", "−") else 1)
    return _Angle(factor * (degrees + minutes / 60 + seconds / 3600), latitude)
