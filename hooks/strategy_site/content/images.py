"""The size and format of an image file, and the file that is published."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PIL import ExifTags, Image, ImageOps

from ..files import atomic_write
from ..hashing import raw_digest

ImageSize = tuple[int, int]
"""Width and height, in pixels."""

_ROTATED = range(5, 9)
"""EXIF orientations that swap width and height."""
_HARMLESS_SEGMENTS = {"APP0", "APP2", "APP14"}
"""JFIF, colour profile, Adobe's colour transform: all else in a JPEG tells more."""
_QUALITY = 90
_SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
}


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
    """Return the suffixes of a file's format; none if browsers don't show it, or it is damaged."""
    try:
        with Image.open(file) as picture:
            found = _SUFFIXES.get(picture.format or "", ())
            picture.load()  # a file that was cut off has a header too
            return found
    except Exception:
        return ()


def without_metadata(file: Path, cache: Path) -> Path:
    """Return a picture without place, device, time and all else that is not seen in it.

    It keeps its colour profile, and is turned as the camera says. The original stays as it is: if
    something has to go, the result is a file in the folder ``cache``. A file that can't be read is
    returned as it is.
    """
    try:
        with Image.open(file) as picture:
            if not _says_more(picture):
                return file
            data = file.read_bytes()
            target = cache / f"{raw_digest(data).hex()[:32]}{file.suffix.lower()}"
            if not target.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                atomic_write(target, _pixels(picture))
            return target
    except Exception:
        return file


def _says_more(picture: Image.Image) -> bool:
    """Return whether a picture has more than its pixels and its colour profile."""
    segments: list[tuple[str, bytes]] = getattr(picture, "applist", [])
    told = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp"} & picture.info.keys()
    return bool(
        told
        or getattr(picture, "text", None)
        or any(name not in _HARMLESS_SEGMENTS for name, _ in segments)
        or picture.format == "MPO"  # a second picture behind the first
    )


def _pixels(picture: Image.Image) -> bytes:
    """Return the file of a picture anew, in its format."""
    kept: dict[str, Any] = {"icc_profile": picture.info.get("icc_profile")}
    name = "JPEG" if picture.format == "MPO" else picture.format
    frames = getattr(picture, "n_frames", 1) if name != "JPEG" else 1
    if frames > 1:
        shown, kept["save_all"] = picture, True
    else:
        shown = ImageOps.exif_transpose(picture)
        shown.info = {}
    if name == "JPEG":
        # Nothing is decided anew about the quality, if the picture need not be turned.
        turned = picture.getexif().get(ExifTags.Base.Orientation, 1) != 1
        kept |= {"quality": _QUALITY} if turned or picture.format == "MPO" else {"quality": "keep"}
        shown = picture if kept["quality"] == "keep" else shown
        kept["comment"] = b""
    elif name in ("WEBP", "AVIF"):
        kept["quality"] = _QUALITY
    file = io.BytesIO()
    shown.save(file, name, exif=b"", **{k: v for k, v in kept.items() if v is not None})
    return file.getvalue()
