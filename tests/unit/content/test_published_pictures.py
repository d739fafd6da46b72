"""A published picture shows what is in it, and tells nothing else."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin

from strategy_site.content.images import suffixes_of, without_metadata

_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_SECRETS = (b"Secret", b"GPS", b"Exif", b"photoshop", b"http://ns.adobe.com/xap")


def _exif(orientation: int = 1) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SecretPhone"
    exif[ExifTags.Base.Orientation] = orientation
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (66.0, 23.0, 0.0)
    return exif


def _picture(path: Path, **more: Any) -> Path:
    image = Image.new("RGB", (40, 20), "red")
    image.paste("blue", (0, 0, 20, 20))
    image.save(path, **more)
    return path


def _png_text() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "SecretPerson")
    return info


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("a.jpg", {"exif": _exif()}),
        ("a.jpeg", {"exif": _exif(6)}),
        ("a.jpg", {"comment": b"SecretPlace"}),
        ("a.jpg", {"xmp": b"<x:xmpmeta>SecretPlace</x:xmpmeta>"}),
        ("a.png", {"exif": _exif()}),
        ("a.png", {"pnginfo": _png_text()}),
        ("a.webp", {"exif": _exif(6)}),
        ("a.webp", {"xmp": b"SecretPlace"}),
        ("a.avif", {"exif": _exif()}),
    ],
)
def test_nothing_is_told_but_the_picture(name: str, more: dict[str, Any], tmp_path: Path) -> None:
    original = _picture(tmp_path / name, icc_profile=_PROFILE, **more)
    before = original.read_bytes()
    published = without_metadata(original, tmp_path / "cache")
    data = published.read_bytes()
    assert original.read_bytes() == before
    assert published.suffix == original.suffix
    assert not [secret for secret in _SECRETS if secret in data]
    with Image.open(io.BytesIO(data)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.info.get("icc_profile") == _PROFILE
        turned = "exif" in more and more["exif"].get(ExifTags.Base.Orientation) == 6
        assert picture.size == ((20, 40) if turned else (40, 20))
        # Blue was on the left; turned clockwise it is on top.
        red, _, blue = picture.convert("RGB").getpixel((3, 3))  # type: ignore[misc]
        assert blue > red
    # The same bytes whenever it is built.
    assert without_metadata(original, tmp_path / "other").read_bytes() == data


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_picture_that_tells_nothing_is_published_as_it_is(name: str, tmp_path: Path) -> None:
    original = _picture(tmp_path / name, icc_profile=_PROFILE)
    assert without_metadata(original, tmp_path / "cache") == original


def test_a_picture_that_moves_goes_on_moving(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue", "green")]
    path = tmp_path / "a.webp"
    frames[0].save(path, save_all=True, append_images=frames[1:], exif=_exif(), lossless=True)
    with Image.open(without_metadata(path, tmp_path / "cache")) as picture:
        assert getattr(picture, "n_frames", 1) == 3
        assert dict(picture.getexif()) == {}


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp"])
def test_a_picture_that_was_cut_off_is_not_shown(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    Image.effect_noise((400, 300), 90).convert("RGB").save(path)
    assert suffixes_of(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    assert suffixes_of(path) == ()
