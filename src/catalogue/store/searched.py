"""Which values of a record are searched, and how: by their words, or as a whole."""

from __future__ import annotations

from catalogue.model.fields import TERM_FIELDS
from catalogue.model.kinds import every_field

CLOSED = ("form", "status", *(each.name for each in every_field() if each.type in ("choice", "flag")))
"""The single-valued fields whose values are tokens of the index."""

CLOSED_TERMS = tuple(each.name for each in TERM_FIELDS if each.type == "sector")
PLACE = "place"
"""The name under which country and region codes are tokens of the index."""

SAID = ("note", "post")
"""Claims whose text is searched."""

DATES = tuple(each.name for each in every_field() if each.type == "date")
PROSE = tuple(each.name for each in every_field() if each.searchable)
