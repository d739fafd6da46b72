"""A new kind of page is a row, a template and what it lists: everything else follows."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.content.content import Content
from strategy_site.outputs.search.documents import search_documents
from strategy_site.package_files import PAGE_TEMPLATES
from strategy_site.pages import page_kinds
from strategy_site.pages.page_kinds import PAGE_KINDS, PageKind
from strategy_site.pages.pages import pages_of
from strategy_site.pages.project_groups import ProjectGroup, ProjectGroups
from strategy_site.pages.redirects import generated_addresses
from strategy_site.render import renderer as renderer_module
from strategy_site.render.layout import page_layout
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.paths import DEMO

TEMPLATE = """{% extends "macros/projects_by.html.j2" %}
{% block group_title scoped %}{{ group.title }}{% endblock %}
"""


def _by_owner(content: Content) -> ProjectGroups:
    owners = sorted({project.owner for project in content.projects})
    return tuple(
        ProjectGroup(f"owner-{at}", owner, tuple(p for p in content.projects if p.owner == owner))
        for at, owner in enumerate(owners)
    )


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SiteContext:
    """Return the demo's site with a list of projects by owner, in the menu of the lists."""
    templates = tmp_path / "templates"
    shutil.copytree(PAGE_TEMPLATES, templates)
    (templates / "pages/projects_by_owner.html.j2").write_text(TEMPLATE, "utf-8")
    monkeypatch.setattr(renderer_module, "PAGE_TEMPLATES", templates)
    # The demo has no section of its own for owners.
    row = PageKind("projects_by_owner", "Owners", "search", "By owner", groups=_by_owner)
    monkeypatch.setitem(page_kinds.PAGE_KINDS, row.name, row)
    content, _ = load_strategy(DEMO / "strategy")
    return SiteContext(content, "https://example.org/", datetime.date(2026, 9, 21))


def test_a_new_kind_of_list_page_is_a_row_and_a_template(site: SiteContext) -> None:
    content, renderer = site.content, Renderer(site)
    sections = content.strategy.sections
    pages = {page.kind: page for page in pages_of(content) if not page.item_id}
    page = pages["projects_by_owner"]
    assert page.address == f"{sections.projects}/{sections.search}/"
    assert page.address in generated_addresses(content, list(pages.values()))
    rendered = renderer.render(page, content.source_language)
    assert rendered.title == "Owners"
    assert re.search(r"<h1>.*Owners", rendered.html)
    for project in content.projects:
        assert project.owner in rendered.html
    beside = renderer.render(pages["projects_by_year"], content.source_language).html
    assert re.search(r'<nav class="lists".*href="../sok/">.*By owner.*</nav>', beside, re.DOTALL)
    words, language = renderer.localizers, content.source_language
    found = search_documents(content, list(pages.values()), words, language)
    assert page.address in {document.path for document in found}


def test_a_page_with_a_place_in_a_menu_is_in_it_on_every_page(
    site: SiteContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = PageKind("sponsors", "Sponsors", "years", menu="footer", weight=9)
    monkeypatch.setitem(page_kinds.PAGE_KINDS, row.name, row)
    localizer = Renderer(site).localizers[site.content.source_language]
    last = page_layout(site, localizer, "", []).footer_links[-1]
    assert "Sponsors" in last.label
    assert last.url == f"{site.content.strategy.sections.years}/"


def test_every_kind_has_a_template() -> None:
    for kind in PAGE_KINDS:
        assert (PAGE_TEMPLATES / "pages" / f"{kind}.html.j2").is_file()
