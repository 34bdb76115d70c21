"""A document as one self-contained HTML file: no script, no font, no picture, style for screen and paper.

The template escapes everything automatically; the file also has a strict Content-Security-Policy, so that a browser
blocks any code that was not escaped.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from catalogue.i18n import gettext as _
from catalogue.present import in_words
from catalogue.present.document import Address, Bullets, Document, Entry, Grid, Piece, Refer

if TYPE_CHECKING:
    from jinja2 import Template

_WEB = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)


def write(document: Document) -> str:
    """The whole file as text."""
    return _template().render(
        document=document,
        anchors=document.ids(),
        shape=_shape,
        is_link=lambda url: bool(_WEB.fullmatch(url)),
        locator=in_words.locator,
        no_source=_("no source"),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    text = files("catalogue.present").joinpath("templates", "document.html").read_text(encoding="utf-8")
    return environment.from_string(text)


def _shape(part: Piece | Bullets | Entry | Grid) -> str:
    """Which part of a document it is, for the template."""
    names = {Refer: "refer", Address: "address", Bullets: "bullets", Entry: "entry", Grid: "grid"}
    return names.get(type(part), "span")
