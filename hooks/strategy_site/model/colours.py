"""A strategy's own colours: what is valid, their contrast, and their CSS.

They replace the custom properties of the same names in the site's style sheet, light and dark.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from babel.numbers import format_decimal
from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from ..messages import _, message_id, message_language
from .fields import Matching, Strict

_HEX = r"#[0-9A-Fa-f]{6}"
Scheme = Literal["light", "dark"]
READ_ON: dict[Scheme, str] = {"light": "#f0ede6", "dark": "#1c292f"}
"""The background of each scheme with the lowest contrast to text; a test compares the style."""
WHITE = "#ffffff"
RIVER = {"light": "#0b3c4f", "dark": "#0a2c3a"}
"""The style's own band colour: an accent needs contrast to it unless ``river`` is set."""
TEXT, MARK = 4.5, 3.0
"""Least contrast of texts, and of marks without text: WCAG 2.2, 1.4.3 and 1.4.11."""


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (``#rrggbb``), 1 to 21 (WCAG 2.2)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _is_text(value: Any) -> str:
    # Without quotes YAML takes # for a comment, and digits alone for a number.
    if not isinstance(value, str):
        raise PydanticCustomError("bad_colour", "", {"value": "" if value is None else str(value)})
    return value


Colour = Annotated[
    str,
    BeforeValidator(_is_text),
    Field(
        description=message_id(
            "Colour within quotation marks: '#' and six characters 0–9, a–f, "
            "'#0b5a7a' for instance."
        ),
    ),
    Matching(
        _HEX,
        "bad_colour",
        message_id("Write # and six characters within quotation marks: '#0b5a7a'."),
    ),
]


class Shades(Strict):
    """A colour for each colour scheme."""

    light: Annotated[
        Colour, Field(description=message_id("On a light background, '#0b5a7a' for instance."))
    ]
    dark: Annotated[
        Colour, Field(description=message_id("On a dark background, '#8fd0ee' for instance."))
    ]

    def of(self, scheme: Scheme) -> str:
        """Return the colour of a scheme."""
        return self.light if scheme == "light" else self.dark


def _refuse(colour: str, on: str, least: float, where: str) -> None:
    found = contrast(colour, on)
    if found < least:
        # Rounded down: a refused contrast must not look like the required one.
        language = message_language()
        shown = format_decimal(int(found * 10) / 10, "0.0", language)
        required = format_decimal(least, locale=language)
        context = {"value": colour, "found": shown, "where": where, "least": required}
        raise PydanticCustomError("low_contrast", "", context)


def _readable(shades: Shades) -> Shades:
    _refuse(shades.light, READ_ON["light"], TEXT, _("a light background"))
    _refuse(shades.dark, READ_ON["dark"], TEXT, _("a dark background"))
    return shades


def _bears_white(shades: Shades) -> Shades:
    for colour in (shades.light, shades.dark):
        _refuse(colour, WHITE, TEXT, _("white text"))
    return shades


ReadableShades = Annotated[Shades, AfterValidator(_readable)]


class Colours(Strict):
    """The strategy's own colours. The style sheet has the others."""

    river: Annotated[
        Annotated[Shades, AfterValidator(_bears_white)] | None,
        Field(
            description=message_id("The band at the top and bottom of the page, with white text.")
        ),
    ] = None
    accent: Annotated[
        Shades | None,
        Field(description=message_id("What stands out against the band: the page that one is on.")),
    ] = None
    link: Annotated[ReadableShades | None, Field(description=message_id("Links and buttons."))] = (
        None
    )
    areas: Annotated[
        list[ReadableShades],
        Field(
            max_length=6,
            description=message_id("The colours of the priority areas, in order; six at most."),
        ),
    ] = []

    @model_validator(mode="after")
    def _accent_shows(self) -> Colours:
        for scheme in ("light", "dark"):
            if self.accent:
                band = self.river.of(scheme) if self.river else RIVER[scheme]
                _refuse(
                    self.accent.of(scheme), band, MARK, _("the band's colour %(band)s", band=band)
                )
        return self

    def css(self) -> str:
        """Return the style sheet that sets the colours; load it after the site's own."""
        chosen = {"river": self.river, "accent": self.accent, "link": self.link}
        chosen |= {f"area-{number}": shades for number, shades in enumerate(self.areas, 1)}
        light, dark = (
            "".join(f" --{name}: {c.of(scheme)};" for name, c in chosen.items() if c)
            for scheme in ("light", "dark")
        )
        dark_screen = "@media screen and (prefers-color-scheme: dark)"
        return f":root {{{light} }}\n{dark_screen} {{ :root {{{dark} }} }}\n"
