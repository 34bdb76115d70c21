"""Personal contact data, which an import refuses unless it is allowed expressly.

Refused are

- in every text of a **person** (names, summary, terms, notes, claims): telephone numbers and e-mail addresses;
- in the **prose** of any other kind (summary, benefits, notes, claims of ``note`` and ``post``): telephone numbers, and
  e-mail addresses at a provider of private mailboxes. The address of an office (``info@ministry.uz``) may stand.

A telephone number is: ``+`` and 11 to 15 digits; a Russian or Kazakh trunk number (8 and ten digits in groups); an area
code in brackets with two-digit groups; or a word for telephone followed by at least six digits. Figures, dates,
registration numbers and coordinates are none of these. Identifiers and registration numbers are not looked at.
"""

from __future__ import annotations

import re

_GAP = r"[\s\u00a0().–-]{0,3}"
_PHONE = re.compile(
    rf"(?<![\w+])\+[1-9](?:{_GAP}\d){{10,14}}(?!\d)"
    rf"|(?<![\w.,+-])8[\s\u00a0-]?\(?\d{{3,5}}\)?[\s\u00a0-]?\d{{1,3}}[\s\u00a0-]\d{{2}}[\s\u00a0-]\d{{2}}(?!\w)"
    rf"|\(\d{{3,5}}\)[\s\u00a0]?\d{{1,3}}[\s\u00a0-]\d{{2}}[\s\u00a0-]\d{{2}}(?!\w)"
    r"|(?<!\w)(?:тел|телефон\w*|моб|факс|phone|tel|mobile|mob|cell|fax|whatsapp|telefon\w*|faks)[\s.:№]{1,3}"
    rf"\+?\d(?:{_GAP}\d){{5,14}}(?!\d)",
    re.IGNORECASE,
)
_SIX = re.compile(r"\d(?:\D{0,3}\d){5}")  # what every number above has; most texts are done with here
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_PRIVATE = re.compile(
    r"@(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|gmx|proton|protonmail|mail|inbox|list|bk"
    r"|internet|yandex|ya|rambler|lenta|ro|umail)\.(?:com|ru|uz|kz|net|org|ua|by|me|ch|de|fr|co\.uk)(?![\w-]|\.\w)",
    re.IGNORECASE,
)


def found(text: str, *, person: bool) -> str:
    """The issue code for personal contact data in a text: ``contact.phone``, ``contact.email`` or "" for none."""
    if "@" in text:
        for match in _MAIL.finditer(text):
            if person or _PRIVATE.search(match[0]):
                return "contact.email"
    return "contact.phone" if _SIX.search(text) and _PHONE.search(text) else ""
