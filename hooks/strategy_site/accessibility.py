"""What the accessibility statement is made of: what was tested, and what the strategy says of it.

What was tested stands in ``quality.yml``, which ``make quality`` writes; the statement claims
nothing beyond it. Law, supervision and known shortcomings are a country's and a group's own, so
``strategy.yml`` says them. What a statement tells follows article 7 of directive (EU) 2016/2102:
how accessible, what is not, how it was tested and when, whom to tell, and who supervises.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .values import Date, LanguageCode, Link, Name, Strict, Text, explained, matching

QUALITY = "quality.yml"

# Nothing that would say more than an address in a mailto link.
_EMAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class Finding(Strict):
    """One thing that a test found wrong."""

    page: Annotated[str, Field(description="Sidans adress under webbplatsens rot.")]
    pages: Annotated[int, Field(ge=1, description="Antal sidor som har samma fel.")] = 1
    rule: Annotated[Name, Field(description="Regeln, så som verktyget kallar den.")]
    text: Annotated[str, Field(description="Vad som är fel, med verktygets ord (engelska).")]


class Check(Strict):
    """One kind of test, and what it found."""

    check: Annotated[
        Literal["axe", "html", "keyboard", "structure", "zoom", "lighthouse"],
        Field(
            description="Slag av prov.",
            json_schema_extra=explained(
                axe="axe-core på varje slag av sida",
                html="HTML på varje sida",
                keyboard="allt med tangentbord",
                structure="rubriker, landmärken, storlek på det man trycker på",
                zoom="förstoring och glesare text",
                lighthouse="Lighthouse på en telefon",
            ),
        ),
    ]
    tool: Annotated[Name, Field(description="Verktyget med version.")]
    pages: Annotated[int, Field(ge=1, description="Antal sidor som prövades.")]
    findings: Annotated[list[Finding], Field(description="Allt som provet anmärkte på.")] = []


class Quality(Strict):
    """What was tested, when, and what was found: written by ``make quality``."""

    date: Annotated[Date, Field(description="Dagen då webbplatsen prövades: ÅÅÅÅ-MM-DD.")]
    languages: Annotated[
        list[LanguageCode], Field(min_length=1, description="Språken som prövades.")
    ]
    checks: Annotated[list[Check], Field(min_length=1, description="Proven.")]

    @property
    def faults(self) -> int:
        """How many faults all tests together found."""
        return sum(len(check.findings) for check in self.checks)


class Law(Strict):
    """The law on accessibility that the statement names."""

    title: Annotated[Text, Field(description="Lagens namn.")]
    url: Link
    binding: Annotated[
        Literal["required", "voluntary", "unclear"],
        Field(
            description="Om lagen gäller föreningen.",
            json_schema_extra=explained(
                required="lagen gäller föreningen",
                voluntary="den gäller inte",
                unclear="ingen har prövat det",
            ),
        ),
    ] = "unclear"


class Supervisor(Strict):
    """The authority that sees to it that the law is followed."""

    name: Annotated[Text, Field(description="Myndighetens namn.")]
    url: Annotated[Link, Field(description="Sidan där man anmäler brister.")]


class Statement(Strict):
    """What the accessibility statement says beyond what was measured."""

    email: Annotated[
        Annotated[str, matching(_EMAIL, "bad_email")] | None,
        Field(description="E-postadress dit brister anmäls."),
    ] = None
    user_tests: Annotated[
        Text | None,
        Field(description="Prov med människor med funktionsnedsättning: vem, när och hur."),
    ] = None
    shortcomings: Annotated[
        list[Text], Field(description="Kända brister: vad, för vem, och när de åtgärdas.")
    ] = []
    law: Annotated[Law | None, Field(description="Lagen, om redogörelsen ska nämna en.")] = None
    supervisor: Annotated[
        Supervisor | None, Field(description="Tillsynsmyndigheten för den lagen.")
    ] = None
