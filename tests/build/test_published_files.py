"""What goes onto the site of the files that lie in the project, and what does not."""

from __future__ import annotations

import os
import wave
from pathlib import Path

import pytest
from PIL import ExifTags, Image
from playwright.sync_api import Page, expect

from tests.support.building import DAY, build, copy_of_demo
from tests.support.serving import serve

PIPES = ("docs/ror.pdf", "docs/guide/ror.png", "strategy/images/ror.jpg")
OWN = {
    "_redirects": "/gammal /om/ 301\n",
    "_headers": "/om/*\n  X-Test: a\n",
    "robots.txt": "User-agent: *\nDisallow: /guide/\n",
    "verktyg.exe": "x",
}
PAGE = """
<audio src="guide/ljud.wav" controls></audio>

| Fond | Belopp | Del |
|:---|---:|:-:|
| Byn | 20 000 | 1 |
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo with a phone's photographs, links that lead out, and a Word document."""
    folder = tmp_path_factory.mktemp("files")
    project = copy_of_demo(folder / "project")
    secret = folder / "secret.png"
    Image.new("RGB", (8, 8)).save(secret)
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SecretPhone"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (66.0, 23.0, 0.0)
    for place in ("strategy/images", "docs/guide"):
        Image.new("RGB", (60, 40), "green").save(project / place / "foto.jpg", exif=exif)
        (project / place / "lank.png").symlink_to(secret)
    (project / "strategy/images/note.docx").write_bytes(b"PK")
    with wave.open(str(project / "docs/guide/ljud.wav"), "wb") as sound:
        sound.setparams((1, 1, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(8000))
    pipes = PIPES if hasattr(os, "mkfifo") else ()
    for name in pipes:  # whoever opens one waits for ever
        os.mkfifo(project / name)
    (project / "docs/.well-known").mkdir()
    (project / "docs/.well-known/security.txt").write_text("Contact: mailto:a@leader.example\n")
    for name, text in OWN.items():
        (project / "docs" / name).write_text(text, "utf-8")
    with (project / "docs/om.md").open("a", encoding="utf-8") as page:
        page.write(PAGE)
    result = build(project / "mkdocs.yml", project / "site", **DAY)
    assert result.returncode == 0, result.stderr
    # The check names each file that stays.
    named = {line.partition(", ")[0] for line in result.stderr.splitlines()}
    pictures, guide = "strategy/images", "docs/guide"
    stay = {f"{pictures}/lank.png", f"{pictures}/note.docx", f"{guide}/lank.png"}
    assert named == {*stay, *pipes, "docs/verktyg.exe"}
    return project / "site"


@pytest.mark.parametrize("place", ["images", "guide"])
def test_a_photograph_tells_no_place_and_no_device(site: Path, place: str) -> None:
    data = (site / place / "foto.jpg").read_bytes()
    assert b"SecretPhone" not in data
    with Image.open(site / place / "foto.jpg") as picture:
        assert picture.size == (60, 40)
        assert dict(picture.getexif()) == {}


@pytest.mark.parametrize("place", ["images", "guide"])
def test_no_link_leads_out_of_the_project(site: Path, place: str) -> None:
    assert not (site / place / "lank.png").exists()


def test_only_pictures_go_out_of_the_folder_of_pictures(site: Path) -> None:
    assert not (site / "images/note.docx").exists()


def test_what_is_well_known_goes_out(site: Path) -> None:
    assert "mailto:a@leader.example" in (site / ".well-known/security.txt").read_text("utf-8")


def test_own_files_for_the_host_are_joined_to_the_generated(site: Path) -> None:
    redirects, headers = ((site / name).read_text("utf-8") for name in ("_redirects", "_headers"))
    assert redirects.endswith(OWN["_redirects"])
    # The generated rules come first: a host follows the first that fits.
    assert redirects.count("\n") > 1
    assert headers.startswith("/strategi/*\n  Content-Security-Policy: ")
    assert headers.endswith(OWN["_headers"])
    assert "Disallow: /guide/" in (site / "robots.txt").read_text("utf-8")
    assert not (site / "verktyg.exe").exists()


@pytest.mark.parametrize("path", ["om/", "fit/om/"])
def test_an_own_sound_plays_and_sums_stand_to_the_right(page: Page, site: Path, path: str) -> None:
    problems: list[str] = []
    page.set_viewport_size({"width": 1280, "height": 800})  # on a phone the table is a list
    page.on("console", lambda message: problems.append(message.text))
    with serve(site) as address:
        page.goto(address + path)
        ready = "a => new Promise(r => { a.oncanplay = () => r(a.duration); a.load() })"
        assert page.locator("audio").evaluate(ready) == 1
        row = page.locator("tr", has_text="20 000").locator("td")
        for cell, side in zip(row.all(), ("start", "end", "center"), strict=True):
            expect(cell).to_have_css("text-align", side)
    assert problems == []
