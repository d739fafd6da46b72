"""The PDFs of the built site, read back as an assistive technology would."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

URL = "https://fjallbacken.example/strategi/"
FILES = {
    languages: f"v2/strategi-for-fjallbacken-v2-{languages}.pdf"
    for languages in ("sv", "fi", "fit", "sv-fi", "sv-fit")
}


def _text(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def _elements(node: Any) -> Iterator[tuple[str, str | None]]:
    """Give role and language of every element of the tag tree."""
    node = node.get_object()
    if not isinstance(node, dict) or node.get("/Type") in ("/MCR", "/OBJR"):
        return
    yield str(node.get("/S", "")), node.get("/Lang")
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if hasattr(child, "get_object"):
            yield from _elements(child)


def _titles(outline: list[Any]) -> list[str]:
    return [
        title
        for item in outline
        for title in (_titles(item) if isinstance(item, list) else [item.title])
    ]


def _links(reader: PdfReader) -> set[str]:
    annotations = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    actions = [a.get("/A", {}) for a in annotations if a["/Subtype"] == "/Link"]
    return {str(action["/URI"]) for action in actions if "/URI" in action}


def _fonts(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            inner = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            yield inner["/FontDescriptor"]


@pytest.mark.parametrize("language", FILES)
def test_a_document_is_tagged_and_says_its_language(site: Path, language: str) -> None:
    reader = PdfReader(site / FILES[language])
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == language.split("-")[0]
    assert root["/MarkInfo"]["/Marked"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    roles = [role for role, _ in _elements(root["/StructTreeRoot"])]
    for role, least in (("/H1", 4), ("/H2", 3), ("/LI", 9), ("/P", 6), ("/BlockQuote", 1)):
        assert roles.count(role) >= least, role
    assert all(
        any(f"/FontFile{kind}" in font for kind in ("", "2", "3")) for font in _fonts(reader)
    )


def test_a_document_has_bookmarks_and_short_addresses(site: Path) -> None:
    reader = PdfReader(site / FILES["sv"])
    titles = _titles(reader.outline)
    assert "Vision" in titles
    assert any(title.endswith("Natur och besök") for title in titles)
    links = _links(reader)
    assert {f"{URL}1/", f"{URL}1.2/", f"{URL}klimat/", f"{URL}v2/"} <= links
    assert "fjallbacken.example/strategi/1.2/" in _text(reader)
    assert f"{URL}fi/1.2/" in _links(PdfReader(site / FILES["fi"]))
    assert reader.metadata is not None
    assert reader.metadata.title == "Strategi för Fjällbäcken"
    assert reader.metadata.author == "Leader Fjällbäcken"


def test_a_document_holds_the_whole_adopted_text(site: Path) -> None:
    text = _text(PdfReader(site / FILES["sv"]))
    data = json.loads((site / "strategy.json").read_text("utf-8"))
    version = data["versions"][-1]
    texts = [version[name]["sv"] for name in ("introduction", "area", "vision")]
    texts += [row["title"]["sv"] for row in version["overall_goals"]]
    texts += [row[part]["sv"] for row in version["priority_areas"] for part in ("title", "purpose")]
    texts += [row["title"]["sv"] for row in version["goals"]]
    assert len(texts) == 3 + 2 + 6 + 6
    for wanted in texts:
        assert " ".join(wanted.split()) in text


def test_two_languages_stand_side_by_side(site: Path) -> None:
    reader = PdfReader(site / FILES["sv-fi"])
    assert "Nya mötesplatser i byarna." in _text(reader)
    assert "Uusia kohtaamispaikkoja kyliin." in _text(reader)
    languages = [lang for _, lang in _elements(reader.trailer["/Root"]["/StructTreeRoot"])]  # type: ignore[index]
    assert languages.count("fi") > 20
    width, height = reader.pages[0].mediabox.width, reader.pages[0].mediabox.height
    assert width > height


def test_a_text_that_falls_back_keeps_its_language(site: Path) -> None:
    root: Any = PdfReader(site / FILES["fit"]).trailer["/Root"]
    assert "sv" in [lang for _, lang in _elements(root["/StructTreeRoot"])]


def test_the_pages_lead_to_the_documents(site: Path) -> None:
    page = (site / "fi/v2/index.html").read_text("utf-8")
    for name in FILES.values():
        size = -(-(site / name).stat().st_size // 1000)
        assert re.search(rf'href="../../{name}".*\({size}\u00a0kt\)</a>', page)


def test_a_document_that_mostly_falls_back_says_so_inside(site: Path) -> None:
    notice = "Ruottiksi"
    for language, falls_back in (("fit", True), ("sv", False), ("fi", False)):
        text = " ".join(page.extract_text() for page in PdfReader(site / FILES[language]).pages)
        assert (notice in " ".join(text.split())) == falls_back, language
