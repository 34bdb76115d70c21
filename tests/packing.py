"""Handmade archives such as no program writes."""

from __future__ import annotations

import io
import zipfile


def packed(**parts: str | bytes) -> bytes:
    """A zip archive of XML members: ``packed(xl__workbook="<workbook/>")`` holds ``xl/workbook.xml``."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", text)
    return out.getvalue()
