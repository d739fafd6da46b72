"""A picture's file → its width and height as a browser shows it, so that its place is kept free.

Reads only the heads of the formats that the site takes; of a file that is not what its beginning
says, nothing is known, and the page does without.
"""

from __future__ import annotations

import struct
from pathlib import Path

Size = tuple[int, int]
"""Width and height, in pixels."""

_ENOUGH = 512 * 1024
"""So many bytes hold the head of any picture, a camera's notes included."""
_STANDING = range(5, 9)
"""EXIF's orientations in which width and height change places."""


def size_of(file: Path) -> Size | None:
    """Give the size of a JPEG, PNG, WebP or AVIF; ``None`` if it can't be told."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_ENOUGH)
        width, height = _size(head)
    except (OSError, ValueError, struct.error, IndexError):
        return None
    return (width, height) if width and height else None


def _size(head: bytes) -> Size:
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return _two(">II", head, 16)
    if head.startswith(b"\xff\xd8"):
        return _jpeg(head)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _webp(head)
    if head[4:8] == b"ftyp" and (at := head.find(b"ispe")) > 0:
        return _two(">II", head, at + 8)
    raise ValueError("no picture that is known here")


def _two(form: str, head: bytes, at: int) -> Size:
    first, second = struct.unpack_from(form, head, at)
    return first, second


def _jpeg(head: bytes) -> Size:
    at, standing = 2, False
    while head[at] == 0xFF:
        marker, (length,) = head[at + 1], struct.unpack_from(">H", head, at + 2)
        if marker == 0xE1 and head[at + 4 : at + 10] == b"Exif\0\0":
            standing = _orientation(head[at + 10 : at + 2 + length]) in _STANDING
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = _two(">HH", head, at + 5)
            return (height, width) if standing else (width, height)
        at += 2 + length
    raise ValueError("a JPEG without a frame")


def _orientation(exif: bytes) -> int:
    """Give how the camera was held, 1 if it does not say."""
    order = "<" if exif[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", exif, 4)
    (count,) = struct.unpack_from(f"{order}H", exif, first)
    for at in range(first + 2, first + 2 + 12 * count, 12):
        tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at)
        if tag == 0x0112:
            return int(value)
    return 1


def _webp(head: bytes) -> Size:
    match head[12:16]:
        case b"VP8X":
            width, height = (int.from_bytes(head[at : at + 3], "little") for at in (24, 27))
            return width + 1, height + 1
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = _two("<HH", head, 26)
            return width & 0x3FFF, height & 0x3FFF
    raise ValueError("a WebP of a kind that is not known here")
