"""Zip archives: the exceptions that reading one can raise, and its size once unpacked."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path

BROKEN_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""All exceptions for an archive that is damaged, or compressed or encrypted in a way that Python does not support."""


def unpacked_size(path: str) -> int:
    """The size in bytes of all parts of an archive (a workbook is one) once unpacked; 0 for any other file."""
    try:
        if not Path(path).is_file() or not zipfile.is_zipfile(path):
            return 0
        with zipfile.ZipFile(path) as archive:
            return sum(part.file_size for part in archive.infolist())
    except BROKEN_ZIP:
        return 0
