"""What answers at once must not wait for what it does not need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

import catalogue

HEAVY = {"textual", "rich", "sqlite_utils", "babel", "pydantic", "jinja2"}
CODE = """
import json, sys
sys.argv = ["catalogue", *sys.argv[1:]]
try:
    from catalogue.cli.main import main
    code = main()
except SystemExit as end:
    code = end.code
print(json.dumps({"code": code, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


def started(*args: str) -> tuple[str, set[str]]:
    """What the program wrote to stdout, and the top-level packages that it imported."""
    command = [sys.executable, "-c", CODE, *args]
    ended = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stderr.splitlines()[-1])
    assert not told["code"], ended
    return ended.stdout, {name.partition(".")[0] for name in told["modules"]}


@pytest.mark.parametrize("option", ["--help", "--version", "-h"])
def test_help_and_version_import_no_heavy_package(option: str) -> None:
    said, imported = started(option)
    assert said
    assert "click" in imported
    assert imported & HEAVY == set()


def test_the_version_is_that_of_the_package() -> None:
    said, _ = started("--version")
    assert catalogue.__version__ in said
