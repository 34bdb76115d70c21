"""Makes docs/screenshot.svg from the running program on the shipped data: python docs/make_screenshots.py"""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue.api import care
from catalogue.tui.app import CatalogueApp

DOCS = Path(__file__).resolve().parent
SEED = DOCS.parent / "data" / "seed"
SIZE = (118, 34)
KEYS = ("j", "j")


async def picture(path: Path) -> str:
    """The agreements with the card of the third, as SVG."""
    app = CatalogueApp(path, lang="en", read_only=True)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause(0.5)
        # Viewers that are no browsers drop the spaces at the edges of a text without this.
        return app.export_screenshot(title="catalogue").replace("<text ", '<text xml:space="preserve" ')


def main() -> None:
    """Build the catalogue, look at it, write the picture."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "catalogue.db"
        care.build(SEED, path)
        (DOCS / "screenshot.svg").write_text(asyncio.run(picture(path)), encoding="utf-8")


if __name__ == "__main__":
    main()
