"""Detection of personal contact data: unless expressly allowed, an import refuses it and an export omits it.

Contact data is personal

- in every text of a **person** (names, summary, terms, notes, claims): telephone numbers, e-mail addresses, names in
  messengers, numbers of passports and of citizens;
- in the **prose** of any other kind (summary, benefits, notes, claims of ``note`` and ``post``): the same, but
  e-mail addresses only at a provider of private mailboxes, and of messengers only what follows their
  name. The address of an office (``info@ministry.uz``) and its channel (``t.me/ministry``) are allowed.

A telephone number is: ``+`` and 10 to 15 digits that are not grouped as a figure is; 998, an operator and seven digits;
a Russian or Kazakh trunk number (8 and ten digits in groups); an area code in brackets with two-digit groups; or a word
for telephone followed by at least six digits. The number of a passport or a citizen follows a word for it. Figures,
dates, registration numbers and coordinates do not match. Identifiers and registration numbers are not checked. Digits
and signs of other scripts, invisible characters between them, and ``(at)``, ``[dot]`` or ``собака`` are recognised as
well.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_GAP = r"[\s\u00a0()./_–-]{0,3}"
_FIGURE = r"(?!\+(?!99[2-8]|3[78]\d)\d{1,3}(?:[\s\u00a0.]\d{3}){2,}(?![\s\u00a0.-]?\d))"
_CALLED = (
    r"(?:тел|телефон\w*|моб|сот|факс|phones?|tel|mobile|mob|cell|fax|whatsapp|viber|telegram|telefon\w*|faks)\b"
    r"(?:\s(?:для\sсвязи|для\sсправок|номер\w*|number|raqami))?"
)
_PHONE = re.compile(
    rf"(?<![\w+]){_FIGURE}\+(?:\s?998|[1-9])(?:{_GAP}\d){{9,14}}(?!\d)"
    r"|(?<![\w.,+-])(?:00)?998(?:9\d|[67]\d|20|33|50|55|77|88)\d{7}(?!\w)"
    r"|(?<![\w.,+-])998[\s-]?\(?\d{2}\)?[\s-]\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\w)"
    r"|(?<![\w.,+-])8[\s\u00a0-]?\(?\d{3,5}\)?[\s\u00a0-]?\d{1,3}[\s\u00a0-]\d{2}[\s\u00a0-]\d{2}(?!\w)"
    r"|(?<![\w.,+-])8[\s\u00a0-]?\(\d{3,5}\)[\s\u00a0-]?\d{5,7}(?!\w)"
    r"|(?<!\w)\(\d{2}\)[\s\u00a0]?(?:\d{7}|\d{3}[\s\u00a0-]\d{2}[\s\u00a0-]\d{2})(?!\w)"
    r"|\(\d{3,5}\)[\s\u00a0]?\d{1,3}[\s\u00a0-]\d{2}[\s\u00a0-]\d{2}(?!\w)"
    rf"|(?<!\w){_CALLED}[\s.:№(]{{1,3}}\+?\(?\d(?:{_GAP}\d){{5,14}}(?!\d)"
    r"|(?<!\w)(?:contacts?|aloqa|связь|контакт\w*)[\s.:]{1,3}\(?\d{2,3}\)?[\s-]\d{3}[\s-]\d{2}[\s-]\d{2}(?!\w)",
    re.IGNORECASE,
)
_SIX = re.compile(r"\d(?:\D{0,3}\d){5}")  # every number above matches this; most texts fail here, which is fast
_MAIL = re.compile(r"[\w.+-]{1,64}\s{0,3}@\s{0,3}[\w-]{1,63}(?:(?:\.| \. )[\w-]{1,63}){1,8}")
_PROVIDER = (
    r"(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|aol|gmx|proton|protonmail|mail|inbox|list|bk"
    r"|internet|yandex|ya|rambler|lenta|ro|umail|pochta)(?:\.| \. )(?:com|ru|uz|kz|net|org|ua|by|me|ch|de|fr|co\.uk)"
    r"(?![\w-]|\.\w)"
)
_PRIVATE = re.compile(rf"@\s*{_PROVIDER}", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"(?<!\w)(?:паспорт\w*|пасп|passport\w*|pasport\w*)[^\d\w]{1,4}(?:(?:серия|series|seriya|no|номер|№)[^\d\w]{0,3}){0,2}"
    r"(?:[A-ZА-ЯЁ]{2}[\s№]{0,3}\d{7}|\d{2}\s?\d{2}\s?(?:№\s?)?\d{6})(?!\w)"
    r"|(?<!\w)(?:пинфл|жшшир|pinfl|jshshir)\W{0,3}\d(?:\s?\d){13}(?!\w)"
    r"|(?<![\w/])(?:иин|жсн|iin|инн|inn)\W{1,3}\d{12}(?!\w)"
    r"|(?<!\w)(?:снилс|snils)\W{1,3}\d{3}-\d{3}-\d{3}[\s-]\d{2}(?!\w)",
    re.IGNORECASE,
)
_HANDLE = re.compile(
    r"(?<!\w)(?:telegram|телеграмм?|tg|whatsapp|instagram|viber)\W{1,3}@[a-z]\w{2,31}|t\.me/\+\d{6,15}"
    r"|(?<!\w)(?:skype|скайп)\s?:\s{0,3}[a-z][\w.-]{4,31}",
    re.IGNORECASE,
)
_OWN_HANDLE = re.compile(
    r"(?<![\w.@/])@[a-z]\w{3,31}(?![\w@.])|(?<!\w)(?:t\.me|instagram\.com|wa\.me|vk\.com)/\w{3,}"
    r"|(?<!\w)(?:telegram|телеграмм?|tg|тг|whatsapp|instagram|viber|wechat)(?:\sid)?\s?:\s{0,3}[a-z]\w{3,31}(?![\w/])",
    re.IGNORECASE,
)
# Addresses written so that programs do not recognise them.
_ODD = re.compile("[\xad\u200b-\u200f\u2010-\u2012\u2060\ufeff−（）＋－＠﹫٠-٩۰-۹०-९０-９𝟎-𝟿]")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012−－", "-"))
# A text of letters and ordinary punctuation holds contact data only if disguised in words.
_BEYOND_PROSE = re.compile("[^A-Za-z\u00c0-\u024f\u02bb\u02bc\u0400-\u052f \xa0\n\t\r.,;:!?…'\"«»“”‘’–—-]")
_HIDING = re.compile("[\xad\u200b-\u200f\u2060\ufeff]")
_AT = re.compile(
    r"\s{0,3}(?:[\[({<]\s{0,3}(?:at|эт|собака|@)\s{0,3}[\])}>]|%40|&#64;|&commat;|\sсобака\s)\s{0,3}"
    r"|\sat\s(?=[\w-]{1,63}\s(?:dot|точка)\s)",
    re.IGNORECASE,
)
_DOT = re.compile(
    r"\s{0,3}[\[({<]\s{0,3}(?:dot|точка)\s{0,3}[\])}>]\s{0,3}|(?<=\w)\s(?:dot|точка)\s(?=[a-zа-я]{2,4}(?!\w))",
    re.IGNORECASE,
)
_AT_PROVIDER = re.compile(rf"(?<!\w)([\w-]{{0,40}}[._\d][\w.-]{{0,40}})\sat\s(?={_PROVIDER})", re.IGNORECASE)
LEFT_OUT = "[…]"
"""The replacement for contact data that is left out."""


def found(text: str, *, person: bool) -> str:
    """The issue code for personal contact data in a text, "" for none.

    ``contact.phone``, ``contact.email``, ``contact.handle`` or ``contact.document``.
    """
    if not _BEYOND_PROSE.search(text) and not _disguised_in_words(text) and not (person and ":" in text):
        return ""
    text = _plain(text)
    if "@" in text and _has_mail(text, person=person):
        return "contact.email"
    if _SIX.search(text):
        if _PHONE.search(text):
            return "contact.phone"
        if _DOCUMENT.search(text):
            return "contact.document"
    named = ("@" in text or "/" in text or ":" in text) and (
        _HANDLE.search(text) or (person and _OWN_HANDLE.search(text))
    )
    return "contact.handle" if named else ""


def without(text: str, *, person: bool) -> str:
    """The text with ``LEFT_OUT`` in place of everything that ``found`` detects; unchanged if there is nothing."""
    if not found(text, person=person):
        return text
    left = _MAIL.sub(_mail_replacement(person=person), _plain(text))
    for pattern in (_PHONE, _DOCUMENT, _HANDLE, *((_OWN_HANDLE,) if person else ())):
        left = pattern.sub(LEFT_OUT, left)
    return left if not found(left, person=person) else LEFT_OUT


def _plain(text: str) -> str:
    """The text with ASCII digits and signs, and with disguised addresses restored."""
    if not text.isascii() and _ODD.search(text):
        text = unicodedata.normalize("NFKC", _HIDING.sub("", text)).translate(_DASHES)
        text = "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
    # Every text with a disguised address contains one of these; most texts fail here, which is fast.
    signs = "(" in text or "[" in text or "{" in text or "<" in text or "%40" in text or "&" in text
    if not signs and not _disguised_in_words(text):
        return text
    text = _AT_PROVIDER.sub(r"\1@", text)
    return _DOT.sub(".", _AT.sub("@", text)) if _AT.search(text) else text


def _disguised_in_words(text: str) -> bool:
    small = text.casefold()
    if "собака" in small or " dot " in small or "skype" in small or "скайп" in small:
        return True
    return " at " in small and _AT_PROVIDER.search(text) is not None


def _has_mail(text: str, *, person: bool) -> bool:
    return any(person or _PRIVATE.search(match[0]) for match in _MAIL.finditer(text))


def _mail_replacement(*, person: bool) -> Callable[[re.Match[str]], str]:
    return lambda match: LEFT_OUT if person or _PRIVATE.search(match[0]) else match[0]
