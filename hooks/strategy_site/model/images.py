"""Pictures, as the YAML names them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .fields import FILE_NAME, Name, Strict, Text, matching

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


class Image(Strict):
    """A picture in ``strategy/images/`` with its alternative text."""

    file: Annotated[
        str,
        Field(description="Filens namn i mappen images, till exempel bastu.jpg."),
        matching(FILE_NAME, "bad_file"),
    ]
    alt: Annotated[Text, Field(description="Vad bilden visar, för den som inte ser den.")]
    credit: Annotated[Name | None, Field(description="Fotograf eller källa.")] = None


OptionalImage = Annotated[
    Image | None, Field(description="En bild ur mappen images, med text om vad den visar.")
]
