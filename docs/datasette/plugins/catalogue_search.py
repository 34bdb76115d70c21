"""A plugin for Datasette: the SQL function ``catalogue_search(query)``, the ids that a query finds, as a JSON list."""

from __future__ import annotations

import json
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from datasette import hookimpl

from catalogue.api import find
from catalogue.api.session import Session

MOST = 200


@hookimpl
def prepare_connection(conn: Connection, database: str, datasette: Any) -> None:
    """Give a connection the function, on the file that it reads."""
    path = datasette.get_database(database).path

    def search(query: str) -> str:
        with Session.open(Path(path), read_only=True) as session:
            return json.dumps(list(find.ids(session, query or "", limit=MOST)))

    if path:
        conn.create_function("catalogue_search", 1, search)
