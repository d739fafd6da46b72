"""The pictures in the README: the built site on a desktop and on a phone (`make pictures`)."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tests.support.find_programs import find_chromium
from tests.support.paths import ROOT
from tests.support.serving import serve

PICTURES = ROOT / ".github" / "pictures"
MOST_BYTES = 80_000
"""Of all pictures together: who clones the repository gets them too."""
_VIEWS = {"desktop": ("", 1280, 860, 1120), "phone": ("mal/", 390, 844, 390)}
"""Address of a page, width and height of the window, and width of the picture, in pixels."""
_QUALITY = 60


def take(site: Path) -> None:
    """Write the pictures of a built site. Raise `RuntimeError` if they are too large."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with (
        serve(site) as address,
        sync_playwright() as playwright,
        playwright.chromium.launch(
            executable_path=find_chromium(), args=["--no-sandbox"]
        ) as browser,
    ):
        for name, (path, width, height, shown) in _VIEWS.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(address + path)
            page.evaluate("document.fonts.ready")
            size = shown, height * shown // width
            picture = Image.open(io.BytesIO(page.screenshot())).resize(size)
            picture.save(PICTURES / f"{name}.webp", quality=_QUALITY, method=6)
    total = sum(file.stat().st_size for file in PICTURES.iterdir())
    if total > MOST_BYTES:
        raise RuntimeError(f"the README's pictures have {total} bytes: lower _QUALITY")


if __name__ == "__main__":
    take(ROOT / "site")
