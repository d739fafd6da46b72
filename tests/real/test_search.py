"""Ten questions to the real site; `tests/browser/test_residents.py` asks a frozen one many more."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.serving import serve

QUESTIONS = [
    ("", "mål 1.3", "mal/"),
    ("", "insatsområde 3", "insatsomraden/"),
    ("", "söka pengar", "utlysningar/"),
    ("", "ladda ner strategin", "/v"),
    ("", "version 1", "/v1/"),
    ("", "ungdomar", "amnen/"),
    ("fi/", "tavoite 2.4", "mal/"),
    ("fi/", "miten haen tukea", "utlysningar/"),
    ("fi/", "nuorille", "amnen/"),
    ("fit/", "tavotheet", "mal/"),
]


@pytest.mark.parametrize(("language", "question", "wanted"), QUESTIONS)
def test_a_question_leads_somewhere(
    page: Page, real_site: Path, language: str, question: str, wanted: str
) -> None:
    with serve(real_site) as address:
        page.goto(f"{address}{language}sok/?q={question}")
        first = page.locator(".found a").first
        first.wait_for()
        assert wanted in str(first.evaluate("link => link.href"))
