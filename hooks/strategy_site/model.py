"""The strategy as validated objects: what may stand in each YAML file, and in what form.

Knows nothing of files, pages or languages' wording; `content` fills it, `pages` reads it. The
descriptions are in Swedish: they become the hints of the JSON Schema that a communicator's editor
shows while the YAML is typed.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.core import UnknownLocaleError
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from .values import (
    FILE_NAME,
    Amount,
    Date,
    Id,
    LanguageCode,
    Link,
    Name,
    Slug,
    Strict,
    Text,
    Year,
    matching,
)

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


class Withdrawn(Strict):
    """Said of what no longer holds: its page stays, because others link to it."""

    date: Annotated[Date, Field(description="Dagen då det upphörde: ÅÅÅÅ-MM-DD.")]
    replaced_by: Annotated[list[Id], Field(description="Vad som ersätter det (id).")] = []
    reason: Annotated[Text | None, Field(description="Varför, om det är känt.")] = None


class Linked(Strict):
    """Anything with a page of its own."""

    id: Id
    slug: Slug | None = None
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
    year: Year | None = None


class Indicator(Strict):
    """How one sees that a goal is being reached."""

    title: Annotated[Text, Field(description="Vad som mäts.")]
    unit: Annotated[Text | None, Field(description="Enhet, till exempel: personer.")] = None
    baseline: Annotated[Measurement | None, Field(description="Utgångsvärde.")] = None
    target: Annotated[Measurement | None, Field(description="Målvärde.")] = None
    outcome: Annotated[Measurement | None, Field(description="Utfall.")] = None

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
    image: Image | None = None


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
        Field(description="Slag av medfinansiering."),
    ]


class InKind(Strict):
    """What was given beside the total: above all voluntary time."""

    kind: Annotated[
        Literal["voluntary_time", "voluntary_resources", "public_resources", "private_resources"],
        Field(description="Slag av insats vid sidan av totalen, till exempel ideell tid."),
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
        datetime.date | None, Field(description="Dag då källan publicerades: ÅÅÅÅ-MM-DD.")
    ] = None
    priority_areas: Annotated[
        list[Id], Field(description="Insatsområden som källan nämner (id).")
    ] = []
    goals: Annotated[list[Id], Field(description="Mål som projektet bidrar till (id).")] = []
    goals_read_by: Annotated[
        Literal["editor", "decision"],
        Field(description="editor: redaktionens läsning; decision: beslutet nämner målen."),
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
    image: Image | None = None
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
    source: Link | None = None


class Call(Linked):
    """A *utlysning*: what can be applied for, by whom, until when."""

    kind: Annotated[
        Literal["call", "running", "prestudy", "expression_of_interest"],
        Field(description="Utlysning, löpande, förstudie eller intresseanmälan."),
    ]
    summary: Annotated[Text, Field(description="En mening som säger vad utlysningen gäller.")]
    text: Annotated[Text | None, Field(description="Hela texten; tom rad = nytt stycke.")] = None
    who_may_apply: Annotated[Text | None, Field(description="Vem som kan söka.")] = None
    published: datetime.date | None = None
    opens: Annotated[datetime.date | None, Field(description="Öppnar: ÅÅÅÅ-MM-DD.")] = None
    closes: Annotated[datetime.date | None, Field(description="Stänger: ÅÅÅÅ-MM-DD.")] = None
    decision_date: datetime.date | None = None
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
    apply_url: Link | None = None
    sources: Annotated[list[Link], Field(description="Källornas adresser.")] = []


def _known_locale(value: str) -> str:
    try:
        Locale.parse(value)
    except (UnknownLocaleError, ValueError) as error:
        raise PydanticCustomError("unknown_formats", "", {"value": value}) from error
    return value


def _known_time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise PydanticCustomError("unknown_time_zone", "", {"value": value}) from error
    return value


class Language(Strict):
    """One language of the site."""

    code: Annotated[LanguageCode, Field(description="ISO 639: sv, fi, fit …")]
    name: Annotated[Name, Field(description="Språkets namn på språket självt.")]
    formats: Annotated[
        str | None,
        Field(description="Språk vars sätt att skriva tal lånas, om CLDR inte känner detta."),
    ] = None
    dates: Annotated[
        Annotated[str, matching(r"short|medium|long|full|[yMdE .,/-]+", "bad_dates")] | None,
        Field(description="Datumformat enligt CLDR, till exempel yyyy-MM-dd."),
    ] = None

    @model_validator(mode="after")
    def _formats_known(self) -> Language:
        _known_locale(self.formats or self.code)
        return self

    @property
    def locale(self) -> Locale:
        """Give the CLDR locale that writes this language's numbers, money and dates."""
        return Locale.parse(self.formats or self.code)


class Named(Strict):
    """A municipality or a funder that others point at by id."""

    id: Id
    name: Annotated[Text, Field(description="Namnet, så som man säger det på språket.")]


class OverallGoal(Strict):
    """An *övergripande mål*."""

    id: Id
    title: Annotated[Text, Field(description="Det övergripande målet.")]


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
    currency: Annotated[str, matching(r"[A-Z]{3}", "bad_currency")] = "SEK"
    time_zone: Annotated[
        str,
        Field(description="Tidszon där dagarna räknas, till exempel Europe/Stockholm."),
        AfterValidator(_known_time_zone),
    ] = "Europe/Stockholm"
    licence: Annotated[Licence | None, Field(description="Licensen för öppna data.")] = None
    contact: Annotated[Link | None, Field(description="Sida där man når föreningen.")] = None
    introduction: Annotated[Text, Field(description="Inledning; tom rad = nytt stycke.")]
    area: Annotated[Text, Field(description="Området som strategin gäller.")]
    vision_lead: Annotated[Text | None, Field(description="Meningen före visionen.")] = None
    vision: Annotated[Text, Field(description="Visionen, så som den är antagen.")]
    overall_goals: Annotated[list[OverallGoal], Field(description="Övergripande mål.")] = []
    municipalities: Annotated[list[Named], Field(description="Områdets kommuner.")] = []
    funders: Annotated[list[Named], Field(description="Finansiärer.")] = []
    sections: Sections = Sections()
    image: Image | None = None
    sources: Annotated[list[Link], Field(description="Källornas adresser.")] = []
