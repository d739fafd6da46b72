"""Every picture's place is kept free, so that nothing jumps when it comes."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps
from strategy_site.picture_files import size_of

ORIENTATION = 0x0112


def _drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    return Image.effect_noise((width, height), 60).convert(mode)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.png", {}),
        ("a.jpg", {}),
        ("a.jpeg", {"progressive": True, "comment": b"\xff\xc0 said the camera"}),
        ("a.webp", {}),
        ("a.webp", {"lossless": True}),
        ("a.webp", {"exif": b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0"}),
        ("a.avif", {}),
    ],
)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_the_size_is_read_from_the_file(
    tmp_path: Path, name: str, options: dict[str, object], mode: str
) -> None:
    if name.startswith("a.jp") and mode == "RGBA":
        pytest.skip("JPEG knows no transparency")
    for size in ((1, 1), (640, 481), (3, 700)):
        _drawn(*size, mode).save(tmp_path / name, **options)  # type: ignore[arg-type]
        assert size_of(tmp_path / name) == size


@pytest.mark.parametrize("held", range(1, 9))
def test_a_photograph_is_as_large_as_it_is_shown(tmp_path: Path, held: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = held
    _drawn(40, 30).save(tmp_path / "a.jpg", exif=exif)
    with Image.open(tmp_path / "a.jpg") as opened:
        assert size_of(tmp_path / "a.jpg") == ImageOps.exif_transpose(opened).size


@settings(deadline=None)
@given(
    st.sampled_from(
        [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe1", b"RIFF0000WEBPVP8X", b"....ftyp"]
    ),
    st.binary(max_size=60),
)
def test_of_no_file_more_is_said_than_is_known(
    tmp_path_factory: pytest.TempPathFactory, start: bytes, rest: bytes
) -> None:
    file = tmp_path_factory.getbasetemp() / "any"
    file.write_bytes(start + rest)
    size = size_of(file)
    assert size is None or min(size) > 0
    assert size_of(file.with_name("nothing")) is None


@pytest.mark.parametrize("which", ["site", "saaristo"])
def test_every_page_says_how_large_its_pictures_are(
    which: str, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(which)
    found = 0
    for page in site.rglob("*.html"):
        for tag in re.findall(r"<img\b[^>]*>", page.read_text("utf-8")):
            said = dict(re.findall(r'\b(src|width|height)="([^"]+)"', tag))
            with Image.open(page.parent / unquote(said["src"])) as opened:
                assert (int(said["width"]), int(said["height"])) == opened.size, page
            found += 1
    assert found
