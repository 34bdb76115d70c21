"""The binary form of a gettext catalogue, made from its text.

Used when the package is built, and at run time when a ``.po`` file was edited after the last build. Standard
library only and self-contained: the build loads this file by its path, before the package is installed.
"""

from __future__ import annotations

import ast
import re
import struct

_MAGIC = 0x950412DE
_LINE = re.compile(r'^(msgctxt|msgid_plural|msgid|msgstr)?(?:\[(\d+)\])?\s*(".*")$')


class BadCatalogue(ValueError):
    """The text is not a gettext catalogue; ``args`` are the line number and the line."""


def messages(text: str) -> dict[str, str]:
    """Key → translation, as gettext keys them: ``context\\x04id``, and plural forms joined by NUL.

    Leaves out what has no translation and what is marked fuzzy; the header is the message with the empty key.
    Raises ``BadCatalogue`` with the line.
    """
    found: dict[str, str] = {}
    for entry, fuzzy in _entries(text):
        forms = [entry[key] for key in sorted(entry) if key.startswith("msgstr")]
        key = entry.get("msgid", "")
        if not all(forms) or (fuzzy and key):
            continue
        if "msgctxt" in entry:
            key = f"{entry['msgctxt']}\x04{key}"
        if "msgid_plural" in entry:
            key = f"{key}\x00{entry['msgid_plural']}"
        found[key] = "\x00".join(forms)
    return found


def compiled(text: str) -> bytes:
    """The ``.mo`` bytes of a ``.po`` text (GNU gettext manual, "The Format of GNU MO Files").

    Equal text gives equal bytes. Raises ``BadCatalogue``.
    """
    pairs = [(key.encode(), value.encode()) for key, value in sorted(messages(text).items())]
    pairs.sort()
    count = len(pairs)
    offset = 28 + 16 * count
    tables: list[list[int]] = [[], []]
    blob = b""
    for side in (0, 1):
        for pair in pairs:
            tables[side] += [len(pair[side]), offset + len(blob)]
            blob += pair[side] + b"\x00"
    head = struct.pack("<7I", _MAGIC, 0, count, 28, 28 + 8 * count, 0, 0)
    return head + struct.pack(f"<{4 * count}I", *tables[0], *tables[1]) + blob


def _entries(text: str) -> list[tuple[dict[str, str], bool]]:
    """Each message as its keywords and strings, with whether it is marked fuzzy."""
    entries: list[tuple[dict[str, str], bool]] = []
    entry: dict[str, str] = {}
    fuzzy = next_fuzzy = False
    word = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            next_fuzzy |= line.startswith("#,") and "fuzzy" in line
            continue
        match = _LINE.match(line)
        if match is None:
            raise BadCatalogue(number, line)
        keyword, form, quoted = match.groups()
        if keyword == "msgctxt" or (keyword == "msgid" and word != "msgctxt"):
            if entry:
                entries.append((entry, fuzzy))
            entry, fuzzy, next_fuzzy = {}, next_fuzzy, False
        word = f"{keyword}{form or ''}" if keyword else word
        entry[word] = entry.get(word, "") + _unquoted(quoted, number)
    return [*entries, (entry, fuzzy)] if entry else entries


def _unquoted(quoted: str, number: int) -> str:
    """The string that a quoted C string stands for."""
    try:
        return str(ast.literal_eval(quoted))
    except (SyntaxError, ValueError) as error:
        raise BadCatalogue(number, quoted) from error
