"""The exceptions that reading a zip archive can raise."""

from __future__ import annotations

import lzma
import zipfile
import zlib

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
