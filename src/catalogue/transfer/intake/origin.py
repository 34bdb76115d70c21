"""The source record made for an imported file: its name, its SHA-256, the day it was read."""

from __future__ import annotations

from catalogue import config
from catalogue.errors import BadUsage
from catalogue.model.issues import Where
from catalogue.model.kinds import SOURCE
from catalogue.model.records import Name, Record
from catalogue.transfer.files.inputs import STDIN, Stdin, file_name, is_folder, open_input, sha256
from catalogue.transfer.rows.ids import slug
from catalogue.transfer.rows.incoming import Incoming

_ROOM = 50


def source(path: str, stdin: Stdin | None = None) -> Incoming:
    """The source record for a file. Its id contains part of the hash, so another version of the file is another source.

    Raises ``BadUsage('source.folder')`` for a data package, which has sources of its own.
    """
    if is_folder(path):
        raise BadUsage("source.folder", path=path)
    with open_input(path, stdin).stream as stream:
        sha = sha256(stream)
    name = "stdin" if path == STDIN else file_name(path)
    record = Record(
        f"{SOURCE.prefix}-{slug(name)[:_ROOM]}-{sha[:8]}".replace("--", "-"),
        SOURCE.name,
        {"form": "dataset", "file": name, "sha256": sha, "accessed": config.today().isoformat()},
        (Name(name),),
    ).tidy()
    return Incoming(Where(path), record)
