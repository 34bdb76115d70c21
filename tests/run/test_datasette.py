"""The real Datasette shows a catalogue with the settings and the plugin of ``docs/datasette``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

pytestmark = pytest.mark.release

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ROOT / "docs" / "datasette" / "datasette.yaml"
Get = Callable[..., Any]


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Get:
    """Datasette's answer to a path, as JSON; None where it refuses."""
    packages = tmp_path_factory.mktemp("packages")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--target", str(packages), "datasette>=0.65,<1"]
    if subprocess.run(pip, capture_output=True).returncode:
        pytest.skip("Datasette cannot be had here")
    environ = os.environ | {"PYTHONPATH": os.pathsep.join((str(packages), str(ROOT / "src")))}
    command = [sys.executable, "-m", "datasette", str(built), "-m", str(SETTINGS), "--plugins-dir"]
    command += [str(SETTINGS.with_name("plugins")), "--get"]

    def got(path: str, **asked: str) -> Any:
        place = f"/catalogue/{path}?{urlencode(asked)}"
        ended = subprocess.run([*command, place], capture_output=True, text=True, env=environ)
        return json.loads(ended.stdout) if ended.returncode == 0 else None

    return got


def test_views_have_titles_and_facets(get: Get) -> None:
    result = get("technoparks.json", _size="1")
    found = {facet["name"]: len(facet["results"]) for facet in result["facet_results"].values()}
    assert set(found) == {"form", "status", "country", "region"}
    assert found["status"] > 1


def test_the_plugin_searches_in_any_script(get: Get) -> None:
    for typed in ("Чирчик", "chirchiq", "kind:technopark chirchik"):
        assert "park-chirchiq" in [row["id"] for row in get("find.json", q=typed, _shape="array")]


def test_a_card_has_the_links_in_both_directions(get: Get) -> None:
    parts = {row["part"] for row in get("card.json", id="park-chirchiq", _shape="array")}
    assert parts == {"name", "link", "linked from", "claim"}


@pytest.mark.parametrize("path", ["note.json", "change.json", "record.json", "../catalogue.db"])
def test_readers_own_marks_are_not_published(get: Get, path: str) -> None:
    assert get(path) is None


def test_sql_from_visitors_is_refused(get: Get) -> None:
    assert get("../catalogue.json", sql="select 1") is None
