"""The words of the interface in English, Russian and Uzbek.

English is the language of the source, so it needs no message catalogue; the others are loaded when the
first message is looked up. The language applies to the whole program, threads included.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("en", "ru", "uz")

_LOCALE = Path(__file__).parent / "locale"
_VARIABLES = ("CATALOGUE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")

_language: str | None = None
_loaded: dict[str, NullTranslations | None] = {}


def wanted(environ: Mapping[str, str]) -> str:
    """The language that an environment asks for: the first variable that is set decides; else English."""
    value = next((environ[name] for name in _VARIABLES if environ.get(name)), "")
    return known(value) or "en"


def known(tag: str) -> str | None:
    """The language of a tag such as ``ru``, ``ru_RU.UTF-8`` or ``uz-Latn``, if the interface has that language."""
    code = tag.replace("-", "_").partition(".")[0].partition("@")[0].partition("_")[0].lower()
    return code if code in LANGUAGES else None


def use(lang: str | None = None) -> str:
    """Use this language from now on; without one, or if it is not available, that of the environment.

    Returns the code in use.
    """
    global _language  # noqa: PLW0603 - the interface has one language at a time
    _language = known(lang or "") or wanted(os.environ)
    return _language


def language() -> str:
    """The code of the language in use: ``en``, ``ru`` or ``uz``."""
    return _language or use()


def gettext(text: str) -> str:
    """The text in the language in use, or itself where it has no translation."""
    messages = _messages()
    return messages.gettext(text) if messages and text else text


def ngettext(one: str, many: str, n: int) -> str:
    """The form of the text that goes with ``n`` things; ``{n}`` in it is left to the caller."""
    messages = _messages()
    if messages:
        return messages.ngettext(one, many, n)
    return one if n == 1 else many


def pgettext(context: str, text: str) -> str:
    """The text as said in one context, for words such as "open" that other languages tell apart."""
    messages = _messages()
    return messages.pgettext(context, text) if messages and text else text


def noted(text: str) -> str:
    """The text itself: marks a message where it is declared, to be translated where it is shown."""
    return text


_ = gettext
N_ = noted


def _messages() -> NullTranslations | None:
    """The messages of the language in use; None for English and where nothing was compiled."""
    lang = language()
    if lang not in _loaded:
        _loaded[lang] = None if lang == "en" else _load(_LOCALE / lang / "LC_MESSAGES")
    return _loaded[lang]


def _load(folder: Path) -> NullTranslations | None:
    """The compiled messages of a folder, or, where the text is newer, the text compiled in memory."""
    import io
    import struct
    from gettext import GNUTranslations

    compiled, text = folder / "catalogue.mo", folder / "catalogue.po"
    try:
        if text.exists() and not (compiled.exists() and compiled.stat().st_mtime >= text.stat().st_mtime):
            from catalogue.i18n import po

            return GNUTranslations(io.BytesIO(po.compiled(text.read_text(encoding="utf-8"))))
        return GNUTranslations(io.BytesIO(compiled.read_bytes()))
    except (OSError, ValueError, struct.error):
        return None
