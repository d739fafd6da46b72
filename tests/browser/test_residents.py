"""Residents' questions, asked in a real browser of a frozen copy of a real strategy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.support.paths import CASES
from tests.support.serving import serve

Question = tuple[str, str, str, str]
FILES = {"residents": 71, "residents-more": 60}
"""The files of questions, and how many there are at least."""


def _questions(name: str) -> list[Question]:
    lines = (CASES / f"search/{name}.tsv").read_text("utf-8").splitlines()
    rows = [f"{line}\t".split("\t")[:4] for line in lines if not line.startswith("#")]
    return [(row[0], row[1], row[2], row[3]) for row in rows]


QUESTIONS = [question for name in FILES for question in _questions(name)]


@pytest.fixture(scope="module")
def asked(browser: Browser, residents_site: Path) -> Iterator[tuple[Page, str]]:
    with serve(residents_site) as address, browser.new_context() as context:
        yield context.new_page(), address


def _answer(page: Page, address: str, language: str, question: str) -> list[tuple[str, str]]:
    """Return address and text of each result, once the search has answered."""
    page.goto(f"{address}{'' if language == 'sv' else f'{language}/'}sok/")
    page.get_by_role("searchbox").fill(question)
    page.keyboard.press("Enter")
    page.locator(".search-status :is(.message-found, .message-none)").first.wait_for()
    links = page.locator(".found a").evaluate_all("all => all.map((a) => [a.pathname, a.text])")
    told = page.locator(".search-status").inner_text()
    count = re.search(r"(\d+)\s*$", told.splitlines()[0])
    assert min(int(count[1]) if count else 0, 20) == len(links)  # the others are a button away
    root = re.sub(r"^https?://[^/]+", "", address)
    return [(f"/{path.removeprefix(root)}", text) for path, text in links]


def _is(wanted: str, result: tuple[str, str]) -> bool:
    path, text = result[0], result[1]
    plain = re.sub(r"^/(fi|fit)/", "/", path)
    if wanted == "home":
        return plain == "/"
    if re.fullmatch(r"\d(\.\d)?", wanted):
        return text.startswith(f"{wanted} ")
    return plain == wanted if wanted.startswith("/") else wanted in plain


def test_the_questions_are_all_there() -> None:
    assert {name: len(_questions(name)) >= least for name, least in FILES.items()} == dict.fromkeys(
        FILES, True
    )


@pytest.mark.parametrize(
    ("language", "question", "wanted", "more"),
    QUESTIONS,
    ids=[f"{row[0]}-{row[1]}" for row in QUESTIONS],
)
def test_what_a_resident_asks(
    asked: tuple[Page, str], language: str, question: str, wanted: str, more: str
) -> None:
    found = _answer(*asked, language, question)
    if wanted == "nothing":
        assert found == []
        return
    first = found[:3]
    parts = re.split(r" [|&] ", wanted)
    hits = [any(_is(part, result) for result in first) for part in parts]
    assert all(hits) if "&" in wanted else any(hits), first
    if more.startswith("most="):
        assert len(found) <= int(more.removeprefix("most="))
    if more.startswith("never="):
        assert not [row for row in first if _is(more.removeprefix("never="), row)]
