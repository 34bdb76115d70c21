"""No key is bound twice in one scope."""

from __future__ import annotations

import importlib
from collections import defaultdict


def test_no_key_is_bound_twice_in_a_scope() -> None:
    rows = importlib.import_module("catalogue.tui.commands").COMMANDS
    assert len(rows) >= 10, "the table of commands has moved"
    bound: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        for key in filter(None, row.keys.split(",")):
            bound[str(row.scope), key.strip()].append(str(row))
    assert {where: found for where, found in bound.items() if len(found) > 1} == {}
