"""What a picture's file holds: how large it is shown, and which kind of picture it is."""

from __future__ import annotations

from pathlib import Path

from PIL import ExifTags, Image

Size = tuple[int, int]
"""Width and height, in pixels."""

_LYING = range(5, 9)
"""EXIF's orientations in which width and height change places."""
_ENDINGS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",), "WEBP": (".webp",), "AVIF": (".avif",)}


def size_of(file: Path) -> Size | None:
    """Give the size of a picture as a browser shows it, so that its place is kept free.

    ``None`` if it can't be told. Reads only the file's head.
    """
    try:
        with Image.open(file) as picture:
            width, height = picture.size
            held = picture.getexif().get(ExifTags.Base.Orientation)
    # What a damaged file leads the library into is not documented.
    except Exception:
        return None
    if not (width and height):
        return None
    return (height, width) if held in _LYING else (width, height)


def endings_of(file: Path) -> tuple[str, ...]:
    """Give how the name of such a picture ends; nothing for one that browsers don't show."""
    try:
        with Image.open(file) as picture:
            return _ENDINGS.get(picture.format or "", ())
    except Exception:
        return ()
