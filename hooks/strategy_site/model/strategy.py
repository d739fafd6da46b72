"""``strategy.yml``: the strategy as a whole, and the site's settings."""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from ..messages import message_id
from .accessibility import Statement
from .colours import Colours
from .fields import (
    Date,
    Email,
    Id,
    Matching,
    Name,
    Slug,
    Strict,
    Text,
    WebLink,
    enum_descriptions,
)
from .images import OptionalImage
from .language import Language
from .programme import AdoptedDocument, KnownProjects, Programme

_NOWHERE = ("localtime", "Factory")
"""The machine's own time, and none: the database has files for both."""


def _known_time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("unknown_time_zone", "", {"value": value}) from error
    if value in _NOWHERE:
        raise PydanticCustomError("unknown_time_zone", "", {"value": value})
    return value


class RegistryEntry(Strict):
    """A municipality or funder, which items refer to by id."""

    id: Id
    name: Annotated[
        Text, Field(description=message_id("The name, as one says it in the language."))
    ]
    also_called: Annotated[
        list[Name],
        Field(description=message_id("Other names that people search with; the site shows none.")),
    ] = []


class Municipality(RegistryEntry):
    """A municipality of the area."""

    code: Annotated[
        Annotated[
            str,
            Matching(
                r"[0-9]{4}",
                "bad_municipality_code",
                message_id("Write four digits within quotation marks: '2521'."),
            ),
        ]
        | None,
        Field(
            description=message_id(
                "Statistics Sweden's municipality code, four digits within "
                "quotation marks; needed for make map."
            )
        ),
    ] = None


class OverallGoal(Strict):
    """An *övergripande mål*."""

    id: Id
    title: Annotated[Text, Field(description=message_id("The overall goal."))]


class CrossCuttingTheme(Strict):
    """A theme that concerns every priority area."""

    id: Id
    title: Annotated[Text, Field(description=message_id("The theme's name."))]
    text: Annotated[
        Text | None,
        Field(
            description=message_id(
                "What the theme means in all priority areas; an empty line makes a paragraph."
            )
        ),
    ] = None


class Sections(Strict):
    """The first part of the address of each kind of page, the same in every language."""

    priority_areas: Slug = "insatsomraden"
    goals: Slug = "mal"
    projects: Slug = "projekt"
    calls: Slug = "utlysningar"
    topics: Slug = "amnen"
    municipalities: Slug = "kommuner"
    years: Slug = "ar"
    open_data: Slug = "oppna-data"
    translations: Slug = "oversattningar"
    accessibility: Slug = "tillganglighet"
    overview: Slug = "overblick"
    indicators: Slug = "indikatorer"
    search: Slug = "sok"


class Licence(Strict):
    """The licence of the open data."""

    name: Annotated[
        Name, Field(description=message_id("The licence's name, CC BY 4.0 for instance."))
    ]
    url: WebLink


class Strategy(Strict):
    """The strategy itself."""

    languages: Annotated[
        list[Language],
        Field(min_length=1, description=message_id("The languages; the source language first.")),
    ]
    name: Annotated[Text, Field(description=message_id("The name of the group or the site."))]
    title: Annotated[Text, Field(description=message_id("The strategy's name, without version."))]
    version: Annotated[int, Field(ge=1, le=1000, description=message_id("Version in force."))]
    written_for: Annotated[
        Annotated[
            str,
            Matching(
                r"[0-9]+(\.[0-9]+){0,2}",
                "bad_program_version",
                message_id("Write numbers with points between, within quotation marks: '0.2'."),
            ),
        ]
        | None,
        Field(
            description=message_id(
                "The program's version that the strategy is written for, 0.2 for instance."
            )
        ),
    ] = None
    adopted: Annotated[
        Date | None, Field(description=message_id("Day on which the version was adopted."))
    ] = None
    currency: Annotated[
        str,
        Field(description=message_id("The currency of amounts, SEK for instance.")),
        Matching(
            r"[A-Z]{3}",
            "bad_currency",
            message_id("Write three capital letters, SEK for instance."),
        ),
    ] = "SEK"
    time_zone: Annotated[
        str,
        Field(
            description=message_id(
                "Time zone in which days are counted, Europe/Stockholm for instance."
            )
        ),
        AfterValidator(_known_time_zone),
    ] = "Europe/Stockholm"
    licence: Annotated[
        Licence | None, Field(description=message_id("The licence of the open data."))
    ] = None
    contact: Annotated[
        WebLink | None, Field(description=message_id("Page where the group is reached."))
    ] = None
    email: Annotated[
        Email | None, Field(description=message_id("E-mail address at which the group is reached."))
    ] = None
    programme: Annotated[
        Programme,
        Field(description=message_id("The programme period, what follows it and how one applies.")),
    ] = Programme()
    adopted_document: Annotated[
        AdoptedDocument | None,
        Field(description=message_id("The document that was adopted.")),
    ] = None
    numbering: Annotated[
        Literal["adopted", "site"],
        Field(
            description=message_id("Whose numbers goals and priority areas have."),
            json_schema_extra=enum_descriptions(
                adopted=message_id("those of the adopted document"),
                site=message_id("the site's own"),
            ),
        ),
    ] = "adopted"
    projects_known: Annotated[
        KnownProjects | None,
        Field(description=message_id("How many projects there are, if not all are here.")),
    ] = None
    accessibility: Annotated[
        Statement,
        Field(description=message_id("What the accessibility statement says beyond the tests.")),
    ] = Statement()
    introduction: Annotated[
        Text, Field(description=message_id("Introduction; an empty line makes a new paragraph."))
    ]
    area: Annotated[Text, Field(description=message_id("The area that the strategy is about."))]
    vision_lead: Annotated[
        Text | None, Field(description=message_id("The sentence before the vision."))
    ] = None
    vision: Annotated[Text, Field(description=message_id("The vision, as it was adopted."))]
    overall_goals: Annotated[
        list[OverallGoal], Field(description=message_id("Overall goals."))
    ] = []
    cross_cutting_themes: Annotated[
        list[CrossCuttingTheme],
        Field(description=message_id("Cross-cutting themes, which apply in all priority areas.")),
    ] = []
    municipalities: Annotated[
        list[Municipality], Field(description=message_id("The area's municipalities."))
    ] = []
    funders: Annotated[list[RegistryEntry], Field(description=message_id("Funders."))] = []
    sections: Annotated[
        Sections,
        Field(description=message_id("How addresses begin; decided before anything is published.")),
    ] = Sections()
    colours: Annotated[Colours | None, Field(description=message_id("Colours of one's own."))] = (
        None
    )
    image: OptionalImage = None
    sources: Annotated[list[WebLink], Field(description=message_id("The sources' addresses."))] = []

    @property
    def source_language(self) -> str:
        """Code of the language that texts are translated from."""
        return self.languages[0].code
