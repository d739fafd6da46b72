"""How large a picture is, read from its file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps

from strategy_site.content.images import image_size

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
        assert image_size(tmp_path / name) == size


@pytest.mark.parametrize("held", range(1, 9))
def test_a_photograph_is_as_large_as_it_is_shown(tmp_path: Path, held: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = held
    _drawn(40, 30).save(tmp_path / "a.jpg", exif=exif)
    with Image.open(tmp_path / "a.jpg") as opened:
        assert image_size(tmp_path / "a.jpg") == ImageOps.exif_transpose(opened).size


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
    size = image_size(file)
    assert size is None or min(size) > 0
    assert image_size(file.with_name("nothing")) is None
