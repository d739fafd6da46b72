"""Words, numbers and dates in the reader's language, and the honest fallback."""

from __future__ import annotations

import datetime

from strategy_site.i18n.localizer import Localizer, localizers
from strategy_site.model.fields import Text
from strategy_site.model.language import Language


def _wordings(*codes: str) -> dict[str, Localizer]:
    formats = {"fit": "fi"}
    languages = [Language(code=code, name=code, formats=formats.get(code)) for code in codes]
    return localizers(languages, "SEK")


def test_an_interface_text_falls_back_to_the_source_language_and_says_so() -> None:
    words = _wordings("sv", "fi", "fit")
    assert words["fit"].catalog.gettext("Goals") == "Tavotheet"
    assert words["fit"].catalog.gettext("Calls") == '<span lang="sv">Utlysningar</span>'
    assert words["fit"].gettext_plain("Calls") == "Utlysningar"
    assert words["fi"].catalog.gettext("Calls") == "Haut"


def test_plurals_fall_back_too() -> None:
    words = _wordings("sv", "fi", "fit")
    say = words["fit"].catalog.ngettext
    assert say("%(num)d goal", "%(num)d goals", 2) == '<span lang="sv">%(num)d mål</span>'
    assert words["fi"].catalog.ngettext("%(num)d goal", "%(num)d goals", 1) == "%(num)d tavoite"
    assert words["fi"].catalog.ngettext("%(num)d goal", "%(num)d goals", 2) == (
        "%(num)d tavoitetta"
    )


def test_a_source_language_without_a_catalogue_speaks_english_and_says_so() -> None:
    words = _wordings("de", "fit", "sv")
    assert words["de"].catalog.gettext("Goals") == '<span lang="en">Goals</span>'
    assert words["fit"].catalog.gettext("Goals") == "Tavotheet"
    assert words["fit"].catalog.gettext("Calls") == '<span lang="en">Calls</span>'
    assert words["sv"].catalog.gettext("Calls") == "Utlysningar"
    assert _wordings("en")["en"].catalog.gettext("Goals") == "Goals"


def test_a_text_falls_back_and_says_so() -> None:
    words = _wordings("sv", "fi", "fit")
    text = Text({"sv": "A & <b>", "fi": "Suomea"})
    assert words["fi"].text(text) == "Suomea"
    assert words["fit"].text(text) == '<span lang="sv">A &amp; &lt;b&gt;</span>'
    assert words["fit"].plain(text) == "A & <b>"
    assert words["fit"].paragraphs(Text({"sv": "ett\n\n \ntvå\nrader"})) == (
        '<p lang="sv">ett</p>\n<p lang="sv">två<br>rader</p>'
    )


def test_money_numbers_and_dates() -> None:
    words = _wordings("sv", "fi", "fit", "en")
    day = datetime.date(2018, 5, 15)
    nbsp = "\N{NO-BREAK SPACE}"
    assert [words["fi"].file_size(n) for n in (1, 69402, 999999, 1234567)] == [
        f"{size}{nbsp}{unit}"
        for size, unit in (("1", "kt"), ("70", "kt"), ("1", "Mt"), ("1,2", "Mt"))
    ]
    assert words["sv"].money(1100000) == f"1{nbsp}100{nbsp}000{nbsp}kr"
    assert words["fi"].money(1100000) == f"1{nbsp}100{nbsp}000{nbsp}SEK"
    assert words["sv"].number(12.5) == "12,5"
    assert words["sv"].date(day) == "15 maj 2018"
    assert words["fi"].date(day) == "15. toukokuuta 2018"
    assert words["fit"].number(1234.5) == f"1{nbsp}234,5"
