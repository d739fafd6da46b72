"""The size and format of an image file."""

from __future__ import annotations

from pathlib import Path

from PIL import ExifTags, Image

ImageSize = tuple[int, int]
"""Width and height, in pixels."""

_ROTATED = range(5, 9)
"""EXIF orientations that swap width and height."""
_SUFFIXES = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",), "AVIF": (".avif",)}


def image_size(file: Path) -> ImageSize | None:
    """Return the size of an image as a browser shows it; ``None`` if it can't be read.

    Reads only the file's header.
    """
    try:
        with Image.open(file) as picture:
            width, height = picture.size
            orientation = picture.getexif().get(ExifTags.Base.Orientation)
    # Pillow does not document what damaged files raise.
    except Exception:
        return None
    if not (width and height):
        return None
    return (height, width) if orientation in _ROTATED else (width, height)


def suffixes_of(file: Path) -> tuple[str, ...]:
    """Return the suffixes of a file's format; none if browsers don't show that format."""
    try:
        with Image.open(file) as picture:
            return _SUFFIXES.get(picture.format or "", ())
    except Exception:
        return ()
