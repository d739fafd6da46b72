"""What falls back says in which language it is, in attributes too; the rest is in the page's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import lxml.html
from lxml import etree

from strategy_site.catalogs import read_catalog
from tests.support.kinds import kinds_of
from tests.support.paths import DEMO

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TOLD = ("aria-label", "title", "alt", "placeholder", "content", "label")
"""Attributes that a reader may be told; with those that a script shows, ``data-…``.

A table's ``data-label`` is for the eye alone: its style sheet says it to no screen reader.
"""


@cache
def _said(code: str) -> dict[str, str]:
    """Give what a catalogue says, and the message that it says."""
    return {
        str(message.string): message.id
        for message in read_catalog(code)
        if isinstance(message.id, str) and message.string
    }


def _language(element: etree._Element) -> str:
    while "lang" not in element.attrib:
        above = element.getparent()
        assert above is not None
        element = above
    return str(element.attrib["lang"])


def _stretches(page: Path) -> Iterator[tuple[str, str]]:
    """Give every text of a page, in attributes too, and the language that it claims to be in."""
    tree = lxml.html.document_fromstring(page.read_text("utf-8"))
    for element in tree.iter(etree.Element):
        if element.tag in ("script", "style"):
            continue
        if element.text:
            yield element.text.strip(), _language(element)
        for child in element:
            if child.tail:
                yield child.tail.strip(), _language(element)
        for name, value in element.attrib.items():
            if name in TOLD or (name.startswith("data-") and name != "data-label"):
                yield str(value), _language(element)


def test_interface_texts_say_their_language_wherever_they_stand(site: Path) -> None:
    own, swedish, seen = _said("fit"), _said("sv"), set()
    for path in (*kinds_of(DEMO / "strategy", site).values(), "1.1/"):
        file = site / "fit" / path / ("" if path.endswith(".html") else "index.html")
        for text, language in _stretches(file):
            if text in own and text not in swedish:
                assert language == "fit", (path, text)
            elif text in swedish and swedish[text] not in own.values():
                assert language == "sv", (path, text)
                seen.add(text)
    assert {"Meny", "Du är här", "Kopierat", "Alla", "Sidan finns här"} <= seen


def test_titles_and_descriptions_say_their_language(site: Path) -> None:
    for path, language in (
        ("fit/mal/motesplatser", "sv"),
        ("fit/mal", "fit"),
        ("fi/mal/motesplatser", "fi"),
    ):
        tree = lxml.html.parse(site / path / "index.html").getroot()
        (title,) = tree.iter("title")
        assert _language(title) == language
        (about,) = tree.xpath("//meta[@name='description']")
        assert _language(about) == language
    (title,) = lxml.html.parse(site / "fit/1.1/index.html").getroot().iter("title")
    assert _language(title) == "sv"


def test_each_language_is_named_in_itself(site: Path) -> None:
    for path in ("index.html", "fi/mal/motesplatser/index.html", "404.html"):
        tree = lxml.html.parse(site / path).getroot()
        links = tree.xpath("//nav[@class='languages']//a")
        assert {(link.text, _language(link)) for link in links} == {
            ("svenska", "sv"),
            ("suomi", "fi"),
            ("meänkieli", "fit"),
        }, path


def test_the_feed_says_its_languages(site: Path) -> None:
    feed = etree.parse(site / "fit/feed.xml").getroot()
    atom = {"a": "http://www.w3.org/2005/Atom"}
    assert feed.get(XML_LANG) == "fit"
    assert [one.get(XML_LANG) for one in feed.iterfind("a:subtitle", atom)] == ["sv"]
    found = {
        (one.get("term"), one.get("label"), one.get(XML_LANG))
        for one in feed.iterfind("a:entry/a:category", atom)
    }
    # A word for a project is attested, one for a call is not.
    assert found == {("project", "Prujekti", None), ("call", "Utlysning", "sv")}
