"""The data of the accessibility statement: test results and what ``strategy.yml`` adds to them.

``make quality`` writes the results to ``quality.yml``; the statement claims nothing beyond them.
The law, the supervisor and known shortcomings differ by country and group, so they are in
``strategy.yml``. Article 7 of directive (EU) 2016/2102 says what a statement contains: conformance,
exceptions, how and when it was tested, contact, and supervision.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .fields import Date, LanguageCode, Name, Strict, Text, WebLink, enum_descriptions, matching

QUALITY = "quality.yml"

# No characters that add parameters to a mailto link.
_EMAIL = r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"


class Finding(Strict):
    """One fault that a test found."""

    page: Annotated[str, Field(description="Sidans adress under webbplatsens rot.")]
    pages: Annotated[int, Field(ge=1, description="Antal sidor som har samma fel.")] = 1
    rule: Annotated[Name, Field(description="Regeln, så som verktyget kallar den.")]
    text: Annotated[str, Field(description="Vad som är fel, med verktygets ord (engelska).")]


class AccessibilityCheck(Strict):
    """One kind of test and its findings."""

    check: Annotated[
        Literal["axe", "html", "keyboard", "structure", "zoom", "lighthouse"],
        Field(
            description="Slag av prov.",
            json_schema_extra=enum_descriptions(
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
    """The test results that ``make quality`` writes."""

    date: Annotated[Date, Field(description="Dagen då webbplatsen prövades: ÅÅÅÅ-MM-DD.")]
    languages: Annotated[
        list[LanguageCode], Field(min_length=1, description="Språken som prövades.")
    ]
    checks: Annotated[list[AccessibilityCheck], Field(min_length=1, description="Proven.")]

    @property
    def faults(self) -> int:
        """Number of faults that all tests found."""
        return sum(len(check.findings) for check in self.checks)


class Law(Strict):
    """The accessibility law that the statement names."""

    title: Annotated[Text, Field(description="Lagens namn.")]
    url: WebLink
    binding: Annotated[
        Literal["required", "voluntary", "unclear"],
        Field(
            description="Om lagen gäller föreningen.",
            json_schema_extra=enum_descriptions(
                required="lagen gäller föreningen",
                voluntary="den gäller inte",
                unclear="ingen har prövat det",
            ),
        ),
    ] = "unclear"


class Supervisor(Strict):
    """The authority that supervises the law."""

    name: Annotated[Text, Field(description="Myndighetens namn.")]
    url: Annotated[WebLink, Field(description="Sidan där man anmäler brister.")]


class Statement(Strict):
    """What the accessibility statement says beyond the test results."""

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
