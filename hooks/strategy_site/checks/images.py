"""The file of an image: there, of a kind that browsers show, and small enough for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.images import suffixes_of
from ..content.reader import IMAGES_FOLDER, Reading
from ..diagnostics import Diagnostic, suggestion
from ..messages import _
from ..model.images import IMAGE_SUFFIXES, Image
from ..yaml_io.reader import Document

_HEAVY, _MOST = 500_000, 5_000_000
"""Bytes: a warning above the first, as slow on a phone; an error above the second."""


def check_images(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with the image files of the strategy and of each item."""
    yield from _check_names(reading)
    strategy = reading.strategy
    owners = [(strategy.document, strategy.item), *((e.document, e.item) for e in reading.entries)]
    for document, owner in owners:
        image = getattr(owner, "image", None)
        if isinstance(image, Image):
            yield from _check_image(reading, document, image)


def _check_names(reading: Reading) -> Iterator[Diagnostic]:
    """Yield files whose names differ in capitals only: Windows and macOS can hold one of them."""
    seen: dict[str, str] = {}
    for name in _names(reading):
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            message = _(
                "“%(file)s” and “%(other)s” differ in capital letters only, and Windows can't keep"
                " both; give one of them another name.",
                file=name,
                other=other,
            )
            yield Diagnostic(reading.display_path / IMAGES_FOLDER / name, 1, message)


def _names(reading: Reading) -> list[str]:
    folder = reading.folder / IMAGES_FOLDER
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _check_image(reading: Reading, document: Document, image: Image) -> Iterator[Diagnostic]:
    folder = reading.folder / IMAGES_FOLDER
    path, at = folder / image.file, ("image", "file")
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        message = (
            f"”{image.file}” är ingen bild som webbläsare visar; "
            f"använd {', '.join(IMAGE_SUFFIXES)}."
        )
        yield document.error(at, message)
    elif (
        # Windows finds a file by a name with other capitals; the site's server does not.
        image.file not in (present := _names(reading))
        or not path.is_file()
        or not path.resolve().is_relative_to(folder.resolve())
    ):
        close = suggestion(image.file, present) if present else "lägg bilden där."
        where = f"{reading.display_path.name}/{IMAGES_FOLDER}"
        message = f"bilden ”{image.file}” finns inte i {where}; {close}"
        yield document.error(at, message)
    else:
        yield from _check_file(path, document)


def _check_file(path: Path, document: Document) -> Iterator[Diagnostic]:
    at = ("image", "file")
    size = path.stat().st_size
    suffixes = suffixes_of(path)
    what = f"bilden ”{path.name}”"
    if not suffixes:
        message = f"{what} går inte att visa; öppna den i ett bildprogram och spara om den."
        yield document.error(at, message)
    elif path.suffix.lower() not in suffixes:
        message = f"{what} är i själva verket {suffixes[0][1:]}; låt namnet sluta på {suffixes[0]}."
        yield document.warning(at, message)
    elif size > _MOST:
        message = (
            f"{what} är {size / 1_000_000:.0f} MB och kan inte publiceras; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield document.error(at, message)
    elif size > _HEAVY:
        message = (
            f"{what} är {size // 1000} kB och tung att hämta på telefon; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield document.warning(at, message)
