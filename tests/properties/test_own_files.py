"""Files written by hand are read, or refused with an error of our own, whatever they contain."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from catalogue import config
from catalogue.errors import CatalogueError
from catalogue.transfer import formats
from catalogue.transfer.files.table import ReadOptions
from catalogue.transfer.registers import mapfile

DATA = Path(__file__).parents[1] / "data"
MAPPINGS = [path.read_text(encoding="utf-8") for path in sorted(DATA.glob("*.toml"))]
SETTINGS = (
    'lang = "ru"\ntheme = "nord"\ndatabase = "~/a.db"\nterms = "t.csv"\n[keys]\nsearch = "slash"\n[limits]\ncell = 5\n'
)
PIECES = st.sampled_from(
    ["[", "]", "{", "}", '"', "'", "=", ",", "\n", "[[links]]\n", "/(/", "\x00", "\ufeff", "1e999", "-1", "é"]
)


@st.composite
def spoilt(draw: st.DrawFn, texts: list[str]) -> str:
    """One of the texts with a few pieces inserted or removed."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(PIECES | st.text(max_size=4)) + text[at + draw(st.integers(0, 12)) :]
    return text


@given(spoilt(MAPPINGS))
@example('[columns]\n"A" = { field = "x", find = "((((" }\n')
def test_any_mapping_is_read_or_refused(text: str) -> None:
    with suppress(CatalogueError):
        mapfile.parse(text)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoilt([SETTINGS]))
def test_any_settings_are_read_or_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8", errors="surrogatepass")
    with suppress(CatalogueError):
        config.load(path)


@pytest.mark.parametrize("suffix", [".csv", ".json", ".jsonl", ".geojson", ".tsv"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_register_is_read_or_refused(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    texts = [path.read_text("utf-8", "replace")[:3_000] for path in sorted(DATA.glob(f"*{suffix}"))] or ["[]"]
    path = tmp_path / f"a{suffix}"
    path.write_text(data.draw(spoilt(texts)), encoding="utf-8", errors="surrogatepass", newline="")
    with suppress(CatalogueError):
        table = formats.open_table(str(path), "", ReadOptions())
        list(table.rows)
        table.close()
