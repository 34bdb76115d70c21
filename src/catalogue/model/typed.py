"""Normalising typed text before it is read as a date or a figure."""

from __future__ import annotations

import unicodedata

_SIGNS = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc\u02b9`"), "'"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200e\u200f\u2060\ufeff"), None),
}


def cleaned(text: str) -> str:
    """The text in lower case with one kind of space, dash and apostrophe, without end stops.

    Digits are unchanged: those of other scripts and full-width digits do not count as 0 to 9.
    """
    folded = unicodedata.normalize("NFC", text).translate(_SIGNS)
    return " ".join(folded.split()).strip(" .,;").lower().replace("i\u0307", "i")  # what İ becomes
