"""Mistakes in handwritten pages: each gets its sentence, and the advice in it works."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.checks.markdown_pages import check_markdown_pages
from strategy_site.content.url_ledger import PublishedUrl
from strategy_site.pages.markdown_pages import MARKDOWN_KIND
from tests.support.paths import BASE


def _problems(docs: Path) -> list[str]:
    content, _ = load_strategy(BASE)
    return [str(problem) for problem in check_markdown_pages(content, docs, ())]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "om.md").write_text("---\ntitle: Om oss\n---\n\nText.\n", "utf-8")
    (folder / "om.fi.md").write_text("Tekstiä.\n\nOtsikko\n=======\n", "utf-8")
    assert _problems(folder) == []
    return folder


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Vår förening.md", "docs/var-forening.md"),
        ("om-DESKTOP-7K2QX.md", "docs/om-desktop-7k2qx.md"),
        ("om (1).md", "docs/om-1.md"),
        ("om.fi-DESKTOP-7K2QX.md", "docs/om.fi-desktop-7k2qx.md"),
        ("Guide/Ansök nu.fi.md", "docs/guide/ansok-nu.fi.md"),
    ],
)
def test_a_name_that_can_be_no_address_gets_one_that_can(
    docs: Path, name: str, better: str
) -> None:
    path = docs / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("Text.\n", "utf-8")
    assert _problems(docs) == [
        f"docs/{name}, rad 1: av det namnet går det inte att göra en adress; kalla filen {better}, "
        "eller ta bort den om ett program har gjort den som kopia."
    ]
    # The advice, followed.
    target = docs.parent / better
    target.parent.mkdir(exist_ok=True)
    path.rename(target)
    assert [problem for problem in _problems(docs) if "namnet" in problem] == []


def test_a_page_that_is_published_keeps_its_name(docs: Path) -> None:
    (docs / "Gammalt.md").write_text("Text.\n", "utf-8")
    content, _ = load_strategy(BASE)
    row = PublishedUrl("Gammalt/", MARKDOWN_KIND, "Gammalt")
    published = dataclasses.replace(content, published=(row,))
    assert list(check_markdown_pages(published, docs, ())) == []


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_two_changes_that_met_are_told(docs: Path, newline: str) -> None:
    lines = ["Ett.", "", "<<<<<<< HEAD", "Två.", "=======", "Tre.", ">>>>>>> annat", ""]
    (docs / "om.md").write_bytes(newline.join(lines).encode())
    (problem,) = _problems(docs)
    assert problem.startswith("docs/om.md, rad 3: två ändringar har krockat i git;")
    (docs / "om.md").write_text("Ett.\n\n```\n<<<<<<< HEAD\n```\n", "utf-8")
    assert _problems(docs) == []


def test_the_head_of_a_page_is_read_as_strategy_is(docs: Path) -> None:
    (docs / "om.md").write_text("---\ntitle: Om oss: vilka vi är\n---\n\nText.\n", "utf-8")
    (problem,) = _problems(docs)
    assert problem.startswith("docs/om.md, rad 2: ")
    assert "kolon" in problem


def test_a_page_has_one_file(docs: Path) -> None:
    (docs / "om").mkdir()
    (docs / "om/index.md").write_text("Text.\n", "utf-8")
    assert _problems(docs) == [
        "docs/om.md, rad 1: sidan /om/ har den här filen och docs/om/index.md; "
        "slå ihop dem till en."
    ]


def test_a_file_in_another_encoding_is_told(docs: Path) -> None:
    (docs / "om.md").write_bytes("Ändrat".encode("latin-1"))
    (problem,) = _problems(docs)
    assert "UTF-8" in problem
