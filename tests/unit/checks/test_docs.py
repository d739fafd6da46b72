"""Handwritten pages and the files beside them: what is said of them, and that the advice works."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
import yaml

from strategy_site.checks.docs import check_docs
from strategy_site.checks.load import load_strategy
from strategy_site.content.content import Content
from strategy_site.content.url_ledger import PublishedUrl
from strategy_site.pages.markdown_pages import MARKDOWN_KIND
from strategy_site.pages.pages import pages_of
from strategy_site.pages.redirects import generated_addresses
from strategy_site.settings_file import SettingsFile
from tests.support.paths import BASE, ROOT

CASES = sorted((ROOT / "tests/cases/docs").glob("*.yml"))
SETTINGS = SettingsFile({"site_url": "https://strategi.leader.example/", "nav": ["om.md"]})


def _problems(docs: Path, content: Content | None = None) -> list[str]:
    content = content or load_strategy(BASE)[0]
    addresses = generated_addresses(content, pages_of(content))
    return [str(problem) for problem in sorted(check_docs(content, docs, addresses, SETTINGS))]


def _write(docs: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(text, "utf-8")
    return docs


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_gets_its_sentence_and_the_advice_works(case: Path, tmp_path: Path) -> None:
    said: dict[str, Any] = yaml.safe_load(case.read_text("utf-8"))
    assert _problems(_write(tmp_path / "first/docs", said["files"])) == said["messages"]
    followed = {"guide.md": "# Hitta hit", "ljud.mp3": "x", **said.get("follow", {})}
    assert _problems(_write(tmp_path / "second/docs", followed)) == []


def test_a_published_page_keeps_an_address_that_is_kept_for_others(tmp_path: Path) -> None:
    docs = _write(tmp_path / "docs", {"v7.md": "Text.", "mal/nya.md": "Text."})
    rows = tuple(PublishedUrl(f"{name}/", MARKDOWN_KIND, name) for name in ("v7", "mal/nya"))
    content = dataclasses.replace(load_strategy(BASE)[0], published=rows)
    assert _problems(docs, content) == []


def test_a_published_page_whose_address_the_strategy_takes_names_the_way_out(
    tmp_path: Path,
) -> None:
    docs = _write(tmp_path / "docs", {"mal.md": "Text."})
    row = PublishedUrl("mal/", MARKDOWN_KIND, "mal")
    content = dataclasses.replace(load_strategy(BASE)[0], published=(row,))
    (problem,) = _problems(docs, content)
    assert "publicerad" in problem
    assert "”sections”" in problem


def test_a_copy_that_nobody_asked_for_is_told_before_it_is_published(tmp_path: Path) -> None:
    files = {"om.md": "[Guide](guide.md)", "guide.md": "Text.", "om-pc-7k2qx.md": "Text."}
    docs = _write(tmp_path / "docs", files)
    assert _problems(docs) == []  # nothing is published yet: a new site has many new pages
    row = PublishedUrl("om/", MARKDOWN_KIND, "om")
    content = dataclasses.replace(load_strategy(BASE)[0], published=(row,))
    (problem,) = _problems(docs, content)
    assert problem.startswith("docs/om-pc-7k2qx.md, rad 1: Varning: sidan är ny")


def test_a_link_out_of_the_project_is_told(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x", "utf-8")
    docs = tmp_path / "project/docs"
    docs.mkdir(parents=True)
    try:
        (docs / "a.txt").symlink_to(secret)
    except OSError:
        pytest.skip("the system has no symbolic links")
    (problem,) = _problems(docs)
    assert "länken leder ut ur mappen" in problem
