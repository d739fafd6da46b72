"""The strategy as validated objects: what may stand in each YAML file, and in what form.

Knows nothing of files, pages or languages' wording; `content` fills it, `pages` reads it. The
descriptions are in Swedish: they become the hints of the JSON Schema that a communicator's editor
shows while the YAML is typed.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from .accessibility import Statement
from .colours import Colours
from .language import Language
from .values import (
    FILE_NAME,
    Amount,
    Date,
    Id,
    Link,
    Name,
    Slug,
    Strict,
    Text,
    Year,
    explained,
    matching,
    told,
)

SLUG_HINT = "Sista delen av adressen; får ändras. Utelämnas den används id."
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


class Withdrawn(Strict):
    """Said of what no longer holds: its page stays, because others link to it."""

    date: Annotated[Date, Field(description="Dagen då det upphörde: ÅÅÅÅ-MM-DD.")]
    replaced_by: Annotated[list[Id], Field(description="Vad som ersätter det (id).")] = []
    reason: Annotated[Text | None, Field(description="Varför, om det är känt.")] = None


class Linked(Strict):
    """Anything with a page of its own."""

    id: Id
    slug: Annotated[Slug | None, Field(description=SLUG_HINT)] = None
    title: Annotated[Text, Field(description="Titeln: sidans rubrik.")]
    withdrawn: Annotated[
        Withdrawn | None, Field(description="Upphört: sidan finns kvar och säger det.")
    ] = None

    @property
    def last_part(self) -> str:
        """Give the last part of the address: the slug, or the id made fit for one."""
        return self.slug or self.id.replace(".", "-")


class Measurement(Strict):
    """A value of an indicator at a time."""

    value: Annotated[int | float, Field(description="Ett tal.", allow_inf_nan=False)]
    year: Annotated[Year | None, Field(description="Vilket år, med fyra siffror.")] = None


class Indicator(Strict):
    """How one sees that a goal is being reached."""

    title: Annotated[Text, Field(description="Vad som mäts.")]
    unit: Annotated[Text | None, Field(description="Enhet, till exempel: personer.")] = None
    baseline: Annotated[Measurement | None, Field(description="Utgångsvärde.")] = None
    target: Annotated[Measurement | None, Field(description="Målvärde.")] = None
    outcome: Annotated[Measurement | None, Field(description="Utfall.")] = None

    def texts(self) -> list[Text]:
        """Give the texts of which the wording is made."""
        return [self.title, *([self.unit] if self.unit else [])]

    def wording(self) -> Text:
        """Give what the indicator promises, in one line of each language."""
        lines = {}
        for language, title in self.title.root.items():
            unit = self.unit.get(language) if self.unit else None
            values = [f"{m.value} ({m.year or '–'})" for m in (self.baseline, self.target) if m]
            lines[language] = " ".join([title, *([f"({unit})"] if unit else []), *values])
        return Text(lines)


class Goal(Linked):
    """A *mål*; stands inside its priority area's file, or in ``goals/`` by itself."""

    description: Annotated[Text | None, Field(description="Förklaring till målet.")] = None
    priority_areas: Annotated[
        list[Id], Field(description="Fler insatsområden som målet hör till (id).")
    ] = []
    indicators: Annotated[list[Indicator], Field(description="Mått på målet.")] = []


class PriorityArea(Linked):
    """An *insatsområde* with its purpose and its goals."""

    purpose: Annotated[Text, Field(description="Syftet med insatsområdet.")]
    goals: Annotated[list[Goal], Field(description="Målen, i ordning.")] = []
    image: OptionalImage = None


class Funding(Strict):
    """Money from one funder, part of the project's total."""

    source: Annotated[
        Id, Field(alias="from", description="Finansiärens id, ur funders i strategy.yml.")
    ]
    amount: Amount


class CoFunding(Funding):
    """What someone besides the support paid or gave, part of the project's total."""

    kind: Annotated[
        Literal["public_funding", "public_resources", "private_funding", "private_resources"],
        Field(
            description="Slag av medfinansiering.",
            json_schema_extra=explained(
                public_funding="offentliga pengar",
                public_resources="offentliga resurser",
                private_funding="privata pengar",
                private_resources="privata resurser",
            ),
        ),
    ]


class InKind(Strict):
    """What was given beside the total: above all voluntary time."""

    kind: Annotated[
        Literal["voluntary_time", "voluntary_resources", "public_resources", "private_resources"],
        Field(
            description="Slag av insats vid sidan av totalen.",
            json_schema_extra=explained(
                voluntary_time="ideell tid",
                voluntary_resources="ideella resurser",
                public_resources="offentliga resurser",
                private_resources="privata resurser",
            ),
        ),
    ]
    source: Annotated[
        Id | None, Field(alias="from", description="Givarens id, ur funders i strategy.yml.")
    ] = None
    amount: Amount


class Project(Linked):
    """A funded *projekt*. Whatever is not known is left out."""

    summary: Annotated[Text, Field(description="En mening som säger vad projektet är.")]
    text: Annotated[Text | None, Field(description="Berättelsen; tom rad = nytt stycke.")] = None
    owner: Annotated[Name, Field(description="Projektägare.")]
    partners: Annotated[list[Name], Field(description="Samarbetspartner.")] = []
    municipalities: Annotated[
        list[Id], Field(description="Kommunernas id, ur municipalities i strategy.yml.")
    ] = []
    places: Annotated[list[Name], Field(description="Orter.")] = []
    start_year: Annotated[Year | None, Field(description="Första året.")] = None
    end_year: Annotated[Year | None, Field(description="Sista året.")] = None
    published: Annotated[
        Date | None, Field(description="Dag då källan publicerades: ÅÅÅÅ-MM-DD.")
    ] = None
    priority_areas: Annotated[
        list[Id], Field(description="Insatsområden som källan nämner (id).")
    ] = []
    goals: Annotated[list[Id], Field(description="Mål som projektet bidrar till (id).")] = []
    goals_read_by: Annotated[
        Literal["editor", "decision"],
        Field(
            description="Vem som säger vilka mål projektet bidrar till.",
            json_schema_extra=explained(
                editor="redaktionens läsning", decision="beslutet nämner målen"
            ),
        ),
    ] = "editor"
    total: Annotated[Amount | None, Field(description="Total finansiering i kronor.")] = None
    funding: Annotated[list[Funding], Field(description="Stödet.")] = []
    co_funding: Annotated[list[CoFunding], Field(description="Medfinansiering.")] = []
    in_kind: Annotated[
        list[InKind], Field(description="Insatser vid sidan av totalen, t.ex. ideell tid.")
    ] = []
    acknowledged_difference: Annotated[
        int | None,
        Field(description="Delposterna minus totalen, när källan själv inte går ihop."),
    ] = None
    image: OptionalImage = None
    sources: Annotated[list[Link], Field(min_length=1, description="Källornas adresser.")]

    @property
    def parts(self) -> int:
        """Sum of the parts of the total, in the strategy's currency."""
        return sum(part.amount for part in [*self.funding, *self.co_funding])

    @property
    def difference(self) -> int:
        """Parts minus total, 0 where either is unknown: the source's contradiction."""
        if self.total is None or not (self.funding or self.co_funding):
            return 0
        return self.parts - self.total

    @property
    def year(self) -> int | None:
        """The year to file the project under: its first year, else that of its source."""
        return self.start_year or (self.published.year if self.published else None)


class MovedDate(Strict):
    """A closing date that was moved."""

    closes: Annotated[Date, Field(description="Det tidigare sista datumet.")]
    moved: Annotated[
        Date | None, Field(description="Dagen då det flyttades, om den är känd: ÅÅÅÅ-MM-DD.")
    ] = None
    source: Annotated[Link | None, Field(description="Källans adress.")] = None


class Call(Linked):
    """A *utlysning*: what can be applied for, by whom, until when."""

    kind: Annotated[
        Literal["call", "running", "prestudy", "expression_of_interest"],
        Field(
            description="Slag av utlysning.",
            json_schema_extra=explained(
                call="utlysning",
                running="löpande",
                prestudy="förstudie",
                expression_of_interest="intresseanmälan",
            ),
        ),
    ]
    summary: Annotated[Text, Field(description="En mening som säger vad utlysningen gäller.")]
    text: Annotated[Text | None, Field(description="Hela texten; tom rad = nytt stycke.")] = None
    who_may_apply: Annotated[Text | None, Field(description="Vem som kan söka.")] = None
    published: Annotated[
        Date | None, Field(description="Dag då utlysningen publicerades: ÅÅÅÅ-MM-DD.")
    ] = None
    opens: Annotated[Date | None, Field(description="Öppnar: ÅÅÅÅ-MM-DD.")] = None
    closes: Annotated[Date | None, Field(description="Stänger: ÅÅÅÅ-MM-DD.")] = None
    decision_date: Annotated[Date | None, Field(description="Dag för beslut: ÅÅÅÅ-MM-DD.")] = None
    moved_from: Annotated[list[MovedDate], Field(description="Tidigare sista datum.")] = []
    fund: Annotated[Text | None, Field(description="Fond.")] = None
    budget: Annotated[Amount | None, Field(description="Hela utlysningens budget.")] = None
    max_per_project: Annotated[Amount | None, Field(description="Högst per projekt.")] = None
    support_level: Annotated[Text | None, Field(description="Stödnivå.")] = None
    criteria: Annotated[list[Text], Field(description="Hur ansökningar bedöms.")] = []
    priority_areas: Annotated[list[Id], Field(description="Insatsområden (id).")] = []
    goals: Annotated[list[Id], Field(description="Mål som utlysningen hänvisar till (id).")] = []
    strategy_version: Annotated[
        int | None, Field(ge=1, description="Versionen som utlysningen hänvisar till.")
    ] = None
    apply_url: Annotated[Link | None, Field(description="Adressen där man söker.")] = None
    sources: Annotated[list[Link], Field(description="Källornas adresser.")] = []


def _known_time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("unknown_time_zone", "", {"value": value}) from error
    return value


def _municipality_code(value: str | None) -> str | None:
    if value is not None and not re.fullmatch(r"\d{4}", value):
        raise PydanticCustomError("bad_municipality_code", "", {"value": value})
    return value


class Named(Strict):
    """A municipality or a funder that others point at by id."""

    id: Id
    name: Annotated[Text, Field(description="Namnet, så som man säger det på språket.")]


class Municipality(Named):
    """A municipality of the area."""

    code: Annotated[
        str | None,
        Field(description="SCB:s kommunkod, fyra siffror inom citattecken; behövs för make map."),
        AfterValidator(_municipality_code),
    ] = None


class OverallGoal(Strict):
    """An *övergripande mål*."""

    id: Id
    title: Annotated[Text, Field(description="Det övergripande målet.")]


class Theme(Strict):
    """A cross-cutting theme: it runs through every priority area and is none of them."""

    id: Id
    title: Annotated[Text, Field(description="Temats namn.")]
    text: Annotated[
        Text | None, Field(description="Vad temat betyder i alla insatsområden; tom rad = stycke.")
    ] = None


class Sections(Strict):
    """First part of the addresses of each kind of page, the same in every language."""

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
    """On what terms the data may be used."""

    name: Annotated[Name, Field(description="Licensens namn, till exempel CC BY 4.0.")]
    url: Link


class Strategy(Strict):
    """The strategy itself."""

    languages: Annotated[
        list[Language], Field(min_length=1, description="Språken; källspråket först.")
    ]
    name: Annotated[Text, Field(description="Föreningens eller webbplatsens namn.")]
    title: Annotated[Text, Field(description="Strategins namn, utan version.")]
    version: Annotated[int, Field(ge=1, description="Version i kraft.")]
    adopted: Annotated[Date | None, Field(description="Dag då versionen antogs.")] = None
    currency: Annotated[
        str,
        Field(
            description="Beloppens valuta, till exempel SEK.",
            json_schema_extra=told("Skriv tre stora bokstäver, till exempel SEK.", r"[A-Z]{3}"),
        ),
        matching(r"[A-Z]{3}", "bad_currency"),
    ] = "SEK"
    time_zone: Annotated[
        str,
        Field(description="Tidszon där dagarna räknas, till exempel Europe/Stockholm."),
        AfterValidator(_known_time_zone),
    ] = "Europe/Stockholm"
    licence: Annotated[Licence | None, Field(description="Licensen för öppna data.")] = None
    contact: Annotated[Link | None, Field(description="Sida där man når föreningen.")] = None
    accessibility: Annotated[
        Statement, Field(description="Vad tillgänglighetsredogörelsen säger utöver proven.")
    ] = Statement()
    introduction: Annotated[Text, Field(description="Inledning; tom rad = nytt stycke.")]
    area: Annotated[Text, Field(description="Området som strategin gäller.")]
    vision_lead: Annotated[Text | None, Field(description="Meningen före visionen.")] = None
    vision: Annotated[Text, Field(description="Visionen, så som den är antagen.")]
    overall_goals: Annotated[list[OverallGoal], Field(description="Övergripande mål.")] = []
    cross_cutting_themes: Annotated[
        list[Theme], Field(description="Tvärgående teman, som gäller i alla insatsområden.")
    ] = []
    municipalities: Annotated[list[Municipality], Field(description="Områdets kommuner.")] = []
    funders: Annotated[list[Named], Field(description="Finansiärer.")] = []
    sections: Annotated[
        Sections, Field(description="Början på adresserna; bestäms innan något är publicerat.")
    ] = Sections()
    colours: Annotated[Colours | None, Field(description="Egna färger.")] = None
    image: OptionalImage = None
    sources: Annotated[list[Link], Field(description="Källornas adresser.")] = []
