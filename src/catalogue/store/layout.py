"""The identification of a catalogue file in its header; a separate module, because ``--version`` needs nothing else."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x43544C47
"""``CTLG``, at offset 68 of the file."""

VERSION = 3
"""``user_version``, at offset 60: one more with every migration."""

SQLITE = sqlite3.sqlite_version
