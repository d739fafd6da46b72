"""The file of a picture: there, a picture that browsers show, and fit for a phone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .model import IMAGE_SUFFIXES, Image
from .picture_files import endings_of
from .problems import Problem, suggestion
from .reading import IMAGES, Reading
from .yaml_reader import Document, Key

_HEAVY, _MOST = 500_000, 5_000_000
"""Bytes: what is slow to fetch on a phone, and what nobody has to wait for."""


def check_image(
    reading: Reading, document: Document, key: Key, image: Image | None
) -> Iterator[Problem]:
    """Give what is wrong with the file of a picture, said at its place."""
    if image is None:
        return
    folder = reading.folder / IMAGES
    path = folder / image.file
    line = document.line((*key, "image", "file"))
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        message = (
            f"”{image.file}” är ingen bild som webbläsare visar; "
            f"använd {', '.join(IMAGE_SUFFIXES)}."
        )
        yield Problem(document.path, line, message)
    elif not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        present = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
        close = suggestion(image.file, present) if present else "lägg bilden där."
        message = f"bilden ”{image.file}” finns inte i {reading.shown.name}/{IMAGES}; {close}"
        yield Problem(document.path, line, message)
    else:
        yield from _picture(path, Problem(document.path, line, ""))


def _picture(path: Path, at: Problem) -> Iterator[Problem]:
    """Look into the file of a picture: it has to be one, and fit for a phone."""
    size = path.stat().st_size
    endings = endings_of(path)
    what = f"bilden ”{path.name}”"
    if not endings:
        message = f"{what} går inte att visa; öppna den i ett bildprogram och spara om den."
        yield replace(at, message=message)
    elif path.suffix.lower() not in endings:
        message = f"{what} är i själva verket {endings[0][1:]}; låt namnet sluta på {endings[0]}."
        yield replace(at, message=message, warning=True)
    elif size > _MOST:
        message = (
            f"{what} är {size / 1_000_000:.0f} MB och kan inte publiceras; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield replace(at, message=message)
    elif size > _HEAVY:
        message = (
            f"{what} är {size // 1000} kB och tung att hämta på telefon; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield replace(at, message=message, warning=True)
