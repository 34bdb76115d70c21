"""What reading a zip archive can raise."""

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
"""All that comes of an archive which is damaged, or packed or locked in a way that Python does not know."""
