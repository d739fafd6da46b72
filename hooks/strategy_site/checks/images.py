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
        message = _(
            "“%(file)s” is no picture that browsers show; use %(image_suffixes)s.",
            file=image.file,
            image_suffixes=", ".join(IMAGE_SUFFIXES),
        )
        yield document.error(at, message)
    elif (
        # Windows finds a file by a name with other capitals; the site's server does not.
        image.file not in (present := _names(reading))
        or not path.is_file()
        or not path.resolve().is_relative_to(folder.resolve())
    ):
        close = suggestion(image.file, present) if present else _("put the picture there.")
        where = f"{reading.display_path.name}/{IMAGES_FOLDER}"
        message = _(
            "the picture “%(file)s” is not in %(where)s; %(advice)s",
            file=image.file,
            where=where,
            advice=close,
        )
        yield document.error(at, message)
    else:
        yield from _check_file(path, document)


def _check_file(path: Path, document: Document) -> Iterator[Diagnostic]:
    at = ("image", "file")
    size = path.stat().st_size
    suffixes = suffixes_of(path)
    what = _("the picture “%(name)s”", name=path.name)
    if not suffixes:
        message = _(
            "%(what)s can't be shown; open it in a picture program and save it again.", what=what
        )
        yield document.error(at, message)
    elif path.suffix.lower() not in suffixes:
        message = _(
            "%(what)s is really %(suffixes)s; let the name end with %(suffixes2)s.",
            what=what,
            suffixes=suffixes[0][1:],
            suffixes2=suffixes[0],
        )
        yield document.warning(at, message)
    elif size > _MOST:
        message = _(
            "%(what)s is %(size)s MB and can't be published; save it again 1200 pixels "
            "wide, below 150 kB if possible.",
            what=what,
            size=f"{size / 1000000:.0f}",
        )
        yield document.error(at, message)
    elif size > _HEAVY:
        message = _(
            "%(what)s is %(size)s kB and heavy to fetch on a phone; save it again 1200 "
            "pixels wide, below 150 kB if possible.",
            what=what,
            size=size // 1000,
        )
        yield document.warning(at, message)
