"""Values that no import would accept, written by another program: reported as damage, and found by the check."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

CASES = {
    "dates and figures": "UPDATE record SET signed = '31.02.2023', valid_until = char(27) || ']0;x', "
    "area_ha = '1e999999999', jobs = '((((', investment = '-inf', lat = 1e308, lon = -1e308",
    "kinds": "UPDATE record SET kind = 'zeppelin' WHERE id = 'park-chirchiq'",
    "codes": "UPDATE record SET form = char(27) || '[2J', status = 'xx', country = 'ZZZZ', region = '../../x'",
    "ids": "UPDATE record SET id = '../../x' || char(27) || ']0;x' || char(10) WHERE id = 'park-chirchiq'",
}
COMMANDS = (
    "search", "show park-chirchiq", "facets country", "agenda", "lint", "neighbours place-uz-to --depth 3",
    "dossier place-uz-to", "export --format html -o -", "edit park-himgrad jobs=5", "check",
)  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_no_command_fails_without_giving_a_reason(run, shipped: Path, case: str) -> None:
    connection = sqlite3.connect(shipped)
    connection.execute("PRAGMA ignore_check_constraints = ON")
    connection.execute(CASES[case])
    connection.commit()
    connection.close()
    for command in COMMANDS:
        result = run(*command.split())
        assert result.code in (0, 1, 3), (command, result.err)
        assert "unexpectedly" not in result.err, command
        assert "\x1b" not in result.out + result.err, command
    assert result.code == 1


@pytest.mark.parametrize(
    "statement",
    ["CREATE INDEX search_own ON record (abs(num))", "CREATE INDEX sqlitelike ON record (id) WHERE id > ''"],
)
def test_an_index_that_could_run_code_is_refused_whatever_its_name(run, shipped: Path, statement: str) -> None:
    connection = sqlite3.connect(shipped)
    connection.execute(statement)
    connection.commit()
    connection.close()
    result = run("search")
    assert (result.code, statement.split()[2] in result.err) == (3, True)
