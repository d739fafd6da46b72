"""The handbook's pictures: taken of the real thing where they stand in a story, and compared.

``make pictures`` writes them anew. What a picture shows in words is kept in it (EXIF): that has to
be the same, letter by letter. Its look may differ as far as fonts and browsers do.
"""

from __future__ import annotations

import io
import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser, Page, expect

from strategy_site.authoring.editor.server import server
from tests.support.serving import serve

if TYPE_CHECKING:
    from tests.support.handbook import Reader

WRITE = "WRITE_PICTURES"
"""Set in the environment by ``make pictures``."""
_DESCRIPTION = 0x010E
_QUALITY = 45
_THUMBNAIL = (32, 24)
_DIFFERS = 14.0
"""So much of 255 two small copies may differ on average."""


@dataclass(frozen=True)
class Shot:
    """A screenshot, and the words on it."""

    png: bytes
    text: str


@contextmanager
def _opened(browser: Browser, address: str, width: int, height: int) -> Iterator[Page]:
    size = {"width": width, "height": height}
    with browser.new_context(viewport=size, reduced_motion="reduce") as context:  # type: ignore[arg-type]
        page = context.new_page()
        # The day of the story: calls are open by the reader's clock.
        page.clock.set_fixed_time("2027-02-10T12:00:00+01:00")
        page.goto(address)
        yield page


def _shot(page: Page, where: str = "body") -> Shot:
    page.evaluate("document.fonts.ready")
    text = page.locator(where).first.inner_text()
    # What differs from one time to the next: a port, and what git calls a commit.
    text = re.sub(r"(?<=127\.0\.0\.1):\d+|\([0-9a-f]{7,}\)", "", " ".join(text.split()))
    return Shot(page.screenshot(), text)


def _of_the_site(address: str) -> Callable[[Reader, Browser], Shot]:
    def take(reader: Reader, browser: Browser) -> Shot:
        reader.run("make site")
        with (
            serve(reader.clone / "site") as site,
            _opened(browser, site + address, 760, 900) as page,
        ):
            return _shot(page, "main")

    return take


def _editor(reader: Reader, browser: Browser) -> Shot:
    (script,) = (reader.clone / ".build/editor").glob("*.js")
    running = server(reader.clone / "strategy", reader.clone / "site", script, port=0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{running.server_port}/redigera/"
    try:
        with _opened(browser, address, 1280, 860) as page:
            page.get_by_role("button", name="Logga in").click()
            page.get_by_role("link", name="Projekt", exact=True).click()
            page.get_by_role("link", name="Skapa ett inlägg av typen Projekt").click()
            for label, text in {
                "Namnet som aldrig ändras": "bastu-i-exempelbyn",
                "Titeln, svenska": "Bastu i Exempelbyn",
                "Titeln, suomi": "Sauna Esimerkkikylään",
                "En mening som säger vad projektet är, svenska": "Byn bygger en bastu.",
                "Projektägare": "Exempelbyns byaförening",
            }.items():
                page.get_by_label(label).first.fill(text)
            page.get_by_role("button", name="Lägg till: källornas adresser").click()
            page.get_by_label("Rad").last.fill("https://www.example.org/beslut-om-bastun")
            draft = page.frame_locator("#preview-pane").frame_locator("iframe").locator("article")
            expect(draft).to_contain_text("Exempelbyns byaförening")
            page.get_by_label("Namnet som aldrig ändras").first.scroll_into_view_if_needed()
            page.mouse.move(0, 0)
            return _shot(page)
    finally:
        running.shutdown()
        running.server_close()


def _preview(reader: Reader, browser: Browser) -> Shot:
    with (
        serve(reader.clone / ".build/preview") as address,
        _opened(browser, address, 1100, 900) as page,
    ):
        page.locator("summary", has_text="bastu-i-exempelbyn").first.click()
        page.wait_for_load_state("networkidle")
        return _shot(page)


TAKEN: dict[str, Callable[[Reader, Browser], Shot]] = {
    "redigera": _editor,
    "andring": _preview,
    "version": _of_the_site("v2/1.3/"),
    "utlysning": _of_the_site("utlysningar/bygdemedel-2027/"),
    "bild": _of_the_site("projekt/pentasjoki/"),
}
"""How each picture is taken, by its file's name without ending."""


def check_picture(file: Path, reader: Reader, browser: Browser) -> None:
    """Take a picture anew and compare it with the one in the handbook, or write it."""
    shot = TAKEN[file.stem](reader, browser)
    fresh = Image.open(io.BytesIO(shot.png)).convert("RGB")
    if os.environ.get(WRITE):
        exif = Image.Exif()
        exif[_DESCRIPTION] = json.dumps(shot.text)  # EXIF holds ASCII alone
        file.parent.mkdir(exist_ok=True)
        fresh.save(file, quality=_QUALITY, exif=exif)
        return
    kept = Image.open(file)
    told = json.loads(str(kept.getexif()[_DESCRIPTION]))
    assert told == shot.text, f"{file.name} shows other words now: run make pictures"
    small = (fresh.resize(_THUMBNAIL), kept.convert("RGB").resize(_THUMBNAIL))
    differs = sum(ImageStat.Stat(ImageChops.difference(*small)).mean) / 3
    assert differs < _DIFFERS, f"{file.name} looks otherwise now: run make pictures"
