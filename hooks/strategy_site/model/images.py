"""Pictures, as the YAML names them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..messages import message_id
from .fields import FILE_NAME, Matching, Name, Strict, Text

IMAGE_SUFFIXES = (".jpg", ".jpeg", ".png", ".webp", ".avif")


class Image(Strict):
    """A picture in ``strategy/images/`` with its alternative text."""

    file: Annotated[
        str,
        Field(
            description=message_id("The file's name in the folder images, sauna.jpg for instance.")
        ),
        Matching(
            FILE_NAME,
            "bad_file",
            message_id("Write the file's name alone, sauna.jpg for instance."),
        ),
    ]
    alt: Annotated[
        Text, Field(description=message_id("What the picture shows, for those who don't see it."))
    ]
    credit: Annotated[Name | None, Field(description=message_id("Photographer or source."))] = None


OptionalImage = Annotated[
    Image | None,
    Field(
        description=message_id("A picture from the folder images, with a text about what it shows.")
    ),
]
