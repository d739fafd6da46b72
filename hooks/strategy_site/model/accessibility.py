"""The data of the accessibility statement: test results and what ``strategy.yml`` adds to them.

``make quality`` writes the results to ``quality.yml``; the statement claims nothing beyond them.
The law, the supervisor and known shortcomings differ by country and group, so they are in
``strategy.yml``. Article 7 of directive (EU) 2016/2102 says what a statement contains: conformance,
exceptions, how and when it was tested, contact, and supervision.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from ..messages import message_id
from .fields import Date, Email, LanguageCode, Name, Strict, Text, WebLink, enum_descriptions

QUALITY = "quality.yml"


class Finding(Strict):
    """One fault that a test found."""

    page: Annotated[str, Field(description=message_id("The page's address below the site's root."))]
    pages: Annotated[
        int,
        Field(ge=1, le=10**6, description=message_id("Number of pages that have the same fault.")),
    ] = 1
    rule: Annotated[Name, Field(description=message_id("The rule, as the tool calls it."))]
    text: Annotated[
        str, Field(description=message_id("What is wrong, in the tool's words (English)."))
    ]


class AccessibilityCheck(Strict):
    """One kind of test and its findings."""

    check: Annotated[
        Literal["axe", "html", "keyboard", "structure", "zoom", "lighthouse"],
        Field(
            description=message_id("Kind of test."),
            json_schema_extra=enum_descriptions(
                axe=message_id("axe-core on each kind of page"),
                html=message_id("HTML on each page"),
                keyboard=message_id("everything with the keyboard"),
                structure=message_id("headings, landmarks, size of what one presses"),
                zoom=message_id("zoom and wider spacing"),
                lighthouse=message_id("Lighthouse on a phone"),
            ),
        ),
    ]
    tool: Annotated[Name, Field(description=message_id("The tool with its version."))]
    pages: Annotated[
        int, Field(ge=1, le=10**6, description=message_id("Number of pages that were tested."))
    ]
    findings: Annotated[
        list[Finding], Field(description=message_id("Everything that the test remarked on."))
    ] = []


class Quality(Strict):
    """The test results that ``make quality`` writes."""

    date: Annotated[
        Date, Field(description=message_id("The day on which the site was tested: YYYY-MM-DD."))
    ]
    languages: Annotated[
        list[LanguageCode],
        Field(min_length=1, description=message_id("The languages that were tested.")),
    ]
    checks: Annotated[
        list[AccessibilityCheck], Field(min_length=1, description=message_id("The tests."))
    ]

    @property
    def faults(self) -> int:
        """Number of faults that all tests found."""
        return sum(len(check.findings) for check in self.checks)


class Law(Strict):
    """The accessibility law that the statement names."""

    title: Annotated[Text, Field(description=message_id("The law's name."))]
    url: WebLink
    binding: Annotated[
        Literal["required", "voluntary", "unclear"],
        Field(
            description=message_id("Whether the law applies to the group."),
            json_schema_extra=enum_descriptions(
                required=message_id("the law applies to the group"),
                voluntary=message_id("it does not apply"),
                unclear=message_id("nobody has examined it"),
            ),
        ),
    ] = "unclear"


class Supervisor(Strict):
    """The authority that supervises the law."""

    name: Annotated[Text, Field(description=message_id("The authority's name."))]
    url: Annotated[
        WebLink, Field(description=message_id("The page where shortcomings are reported."))
    ]


class Statement(Strict):
    """What the accessibility statement says beyond the test results."""

    email: Annotated[
        Email | None,
        Field(description=message_id("The e-mail address to which shortcomings are reported.")),
    ] = None
    user_tests: Annotated[
        Text | None,
        Field(description=message_id("Tests with people with disabilities: who, when and how.")),
    ] = None
    shortcomings: Annotated[
        list[Text],
        Field(
            description=message_id("Known shortcomings: what, for whom, and when they are mended.")
        ),
    ] = []
    law: Annotated[
        Law | None, Field(description=message_id("The law, if the statement is to name one."))
    ] = None
    supervisor: Annotated[
        Supervisor | None, Field(description=message_id("The authority that supervises that law."))
    ] = None
