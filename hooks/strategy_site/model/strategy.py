"""``strategy.yml``: the strategy as a whole, and the site's settings."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .accessibility import Statement
from .colours import Colours
from .fields import Date, Id, Name, Slug, Strict, Text, WebLink, editor_hint, matching
from .images import OptionalImage
from .language import Language


def _known_time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("unknown_time_zone", "", {"value": value}) from error
    return value


class RegistryEntry(Strict):
    """A municipality or funder, which items refer to by id."""

    id: Id
    name: Annotated[Text, Field(description="Namnet, så som man säger det på språket.")]


class Municipality(RegistryEntry):
    """A municipality of the area."""

    code: Annotated[
        Annotated[str, matching(r"\d{4}", "bad_municipality_code")] | None,
        Field(description="SCB:s kommunkod, fyra siffror inom citattecken; behövs för make map."),
    ] = None


class OverallGoal(Strict):
    """An *övergripande mål*."""

    id: Id
    title: Annotated[Text, Field(description="Det övergripande målet.")]


class CrossCuttingTheme(Strict):
    """A theme that concerns every priority area."""

    id: Id
    title: Annotated[Text, Field(description="Temats namn.")]
    text: Annotated[
        Text | None, Field(description="Vad temat betyder i alla insatsområden; tom rad = stycke.")
    ] = None


class Sections(Strict):
    """The first part of the address of each kind of page, the same in every language."""

    priority_areas: Slug = "insatsomraden"
    goals: Slug = "mal"
    projects: Slug = "projekt"
    calls: Slug = "utlysningar"
    municipalities: Slug = "kommuner"
    years: Slug = "ar"
    open_data: Slug = "oppna-data"
    translations: Slug = "oversattningar"
    accessibility: Slug = "tillganglighet"
    overview: Slug = "overblick"
    search: Slug = "sok"


class Licence(Strict):
    """The licence of the open data."""

    name: Annotated[Name, Field(description="Licensens namn, till exempel CC BY 4.0.")]
    url: WebLink


class Strategy(Strict):
    """The strategy itself."""

    languages: Annotated[
        list[Language], Field(min_length=1, description="Språken; källspråket först.")
    ]
    name: Annotated[Text, Field(description="Föreningens eller webbplatsens namn.")]
    title: Annotated[Text, Field(description="Strategins namn, utan version.")]
    version: Annotated[int, Field(ge=1, description="Version i kraft.")]
    written_for: Annotated[
        str | None,
        Field(description="Programversionen som strategin är skriven för, till exempel 0.2."),
        matching(r"\d+(\.\d+){0,2}", "bad_program_version"),
    ] = None
    adopted: Annotated[Date | None, Field(description="Dag då versionen antogs.")] = None
    currency: Annotated[
        str,
        Field(
            description="Beloppens valuta, till exempel SEK.",
            json_schema_extra=editor_hint(
                "Skriv tre stora bokstäver, till exempel SEK.", r"[A-Z]{3}"
            ),
        ),
        matching(r"[A-Z]{3}", "bad_currency"),
    ] = "SEK"
    time_zone: Annotated[
        str,
        Field(description="Tidszon där dagarna räknas, till exempel Europe/Stockholm."),
        AfterValidator(_known_time_zone),
    ] = "Europe/Stockholm"
    licence: Annotated[Licence | None, Field(description="Licensen för öppna data.")] = None
    contact: Annotated[WebLink | None, Field(description="Sida där man når föreningen.")] = None
    accessibility: Annotated[
        Statement, Field(description="Vad tillgänglighetsredogörelsen säger utöver proven.")
    ] = Statement()
    introduction: Annotated[Text, Field(description="Inledning; tom rad = nytt stycke.")]
    area: Annotated[Text, Field(description="Området som strategin gäller.")]
    vision_lead: Annotated[Text | None, Field(description="Meningen före visionen.")] = None
    vision: Annotated[Text, Field(description="Visionen, så som den är antagen.")]
    overall_goals: Annotated[list[OverallGoal], Field(description="Övergripande mål.")] = []
    cross_cutting_themes: Annotated[
        list[CrossCuttingTheme],
        Field(description="Tvärgående teman, som gäller i alla insatsområden."),
    ] = []
    municipalities: Annotated[list[Municipality], Field(description="Områdets kommuner.")] = []
    funders: Annotated[list[RegistryEntry], Field(description="Finansiärer.")] = []
    sections: Annotated[
        Sections, Field(description="Början på adresserna; bestäms innan något är publicerat.")
    ] = Sections()
    colours: Annotated[Colours | None, Field(description="Egna färger.")] = None
    image: OptionalImage = None
    sources: Annotated[list[WebLink], Field(description="Källornas adresser.")] = []

    @property
    def source_language(self) -> str:
        """Code of the language that texts are translated from."""
        return self.languages[0].code
