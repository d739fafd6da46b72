"""What goes onto the site of the files that lie in the project, and what does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import ExifTags, Image

from tests.support.building import DAY, build, copy_of_demo


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
    (project / "docs/.well-known").mkdir()
    (project / "docs/.well-known/security.txt").write_text("Contact: mailto:a@leader.example\n")
    result = build(project / "mkdocs.yml", project / "site", **DAY)
    assert (result.returncode, result.stderr) == (0, "")
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
