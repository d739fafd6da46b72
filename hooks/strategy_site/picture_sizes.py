"""A picture's file → its width and height as a browser shows it, so that its place is kept free."""

from __future__ import annotations

from pathlib import Path

from PIL import ExifTags, Image

Size = tuple[int, int]
"""Width and height, in pixels."""

_LYING = range(5, 9)
"""EXIF's orientations in which width and height change places."""


def size_of(file: Path) -> Size | None:
    """Give the size of a picture; ``None`` if it can't be told. Reads only the file's head."""
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
