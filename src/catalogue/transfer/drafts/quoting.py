"""Texts, lists and remarks as a mapping file writes them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from catalogue.i18n import gettext as _
from catalogue.transfer.drafts.guessing import Profile

_SHOWN = 3
_LONGEST = 40


def quoted(text: str) -> str:
    """A text as a TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(texts: Iterable[str]) -> str:
    """Texts as a TOML list."""
    return f"[{', '.join(map(quoted, texts))}]"


def remark(seen: Profile) -> str:
    """How full a column is, and its most frequent texts."""
    if not seen.filled:
        return _("empty")
    shown = ", ".join(short(text) for text in seen.common(_SHOWN))
    full = (
        "" if seen.filled == seen.rows else _("{percent}% filled").format(percent=100 * seen.filled // seen.rows) + "; "
    )
    return f"{seen.looks}; {full}{shown}"


def short(text: str) -> str:
    """The beginning of a text in one line."""
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text)
    return plain if len(plain) <= _LONGEST else plain[:_LONGEST] + "…"
