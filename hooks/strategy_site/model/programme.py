"""The programme that a strategy belongs to, and what the site has of it.

Each is told only where a source says it: nothing is concluded from other values.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..messages import message_id
from .fields import Matching, Name, Strict, Text, WebLink, Year, enum_descriptions

_MONTH = r"(19|2[01])[0-9]{2}-(0[1-9]|1[0-2])"
Month = Annotated[
    str,
    Field(description=message_id("A month: YYYY-MM.")),
    Matching(_MONTH, "bad_month", message_id("Write year-month, 2027-01 for instance.")),
]


class KnownProjects(Strict):
    """How many projects there are, if the site has only some of them."""

    at_least: Annotated[
        int, Field(ge=1, le=10**6, description=message_id("How many projects there are at least."))
    ]
    as_of: Annotated[Month, Field(description=message_id("When that was so: YYYY-MM."))]
    source: Annotated[WebLink | None, Field(description=message_id("Where the number stands."))] = (
        None
    )


class AdoptedDocument(Strict):
    """The document that was adopted, and what the site has of its text."""

    title: Annotated[Text, Field(description=message_id("What the document is called."))]
    shown: Annotated[
        Literal["whole", "summary"],
        Field(
            description=message_id("What the site has of the document."),
            json_schema_extra=enum_descriptions(
                whole=message_id("its whole text"),
                summary=message_id("a summary that was published elsewhere"),
            ),
        ),
    ] = "whole"
    url: Annotated[
        WebLink | None,
        Field(description=message_id("Where the document is; left out if nobody has found it.")),
    ] = None


class Successor(Strict):
    """What follows the programme."""

    name: Name
    url: WebLink
    text: Annotated[
        Text | None,
        Field(
            description=message_id("A sentence about it, since when one may apply for instance.")
        ),
    ] = None


class Programme(Strict):
    """The programme period, and how one gets support."""

    first_year: Annotated[
        Year | None, Field(description=message_id("The first year of the programme."))
    ] = None
    last_year: Annotated[
        Year | None, Field(description=message_id("The last year of the programme."))
    ] = None
    text: Annotated[
        Text | None,
        Field(description=message_id("What the sources say of the period and its end.")),
    ] = None
    how_to_apply: Annotated[
        Text | None, Field(description=message_id("How one applies for support."))
    ] = None
    successor: Annotated[
        Successor | None, Field(description=message_id("What follows the programme."))
    ] = None
    sources: Annotated[list[WebLink], Field(description=message_id("The sources' addresses."))] = []
