"""Build hook: compiles the interface texts, and takes the shipped catalogue into the wheel."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

I18N = Path("src", "catalogue", "i18n")
DATABASE = Path("data", "catalogue.db")


class CatalogueBuildHook(BuildHookInterface[Any]):
    """Runs for wheels and for editable installs."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write a ``.mo`` beside every ``.po``; in a wheel, add the catalogue if it has been built."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        compile_texts(root / I18N)
        if version != "editable" and (root / DATABASE).exists():
            build_data["force_include"][str(root / DATABASE)] = "catalogue/data/catalogue.db"


def compile_texts(i18n: Path) -> None:
    """Compile the catalogues of messages below a folder; raises ``ValueError`` with the line of a bad one."""
    spec = importlib.util.spec_from_file_location("catalogue_po", i18n / "po.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(i18n / "po.py")
    po = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(po)
    for text in sorted((i18n / "locale").glob("*/LC_MESSAGES/*.po")):
        text.with_suffix(".mo").write_bytes(po.compiled(text.read_text(encoding="utf-8")))
