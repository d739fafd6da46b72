"""The map, the bars and the matrix: they show what the tables say, and leave nothing out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from strategy_site.checks.load import load_strategy
from strategy_site.render import statistics as figures
from tests.support.paths import DEMO
from tests.support.serving import serve
from tests.support.text import text_of

OVERVIEW = "overblick/index.html"


def test_the_table_says_what_the_bars_show(site: Path) -> None:
    page = (site / OVERVIEW).read_text("utf-8")
    content, _ = load_strategy(DEMO / "strategy")
    for rows, table in zip(
        (
            figures.by_area(content.projects, content.order_of_areas),
            figures.by_funder(content.projects),
        ),
        re.findall(r'<table class="bars.*?</table>', page, re.DOTALL),
        strict=True,
    ):
        lines = re.findall(r"<tr\b.*?</tr>", table.split("<tbody>")[1], re.DOTALL)
        shown = [
            (re.search(r'rect width="([\d.]+)"', line), text_of(line.replace("<td", " <td")))
            for line in lines[:-1]
        ]
        assert len(shown) == len(rows)
        for row, (bar, text) in zip(rows, shown, strict=True):
            assert bar is not None
            assert float(bar[1]) == row.share
            assert text.endswith(f" {row.projects} {row.amount:,} kr".replace(",", " "))


def test_two_sums_that_differ_are_explained(site: Path) -> None:
    """What projects cost and what their funders gave is the same, unless a source errs."""
    content, _ = load_strategy(DEMO / "strategy")
    page = (site / OVERVIEW).read_text("utf-8")
    costs, given_ = re.findall(r"<tfoot>.*?</tfoot>", page, re.DOTALL)
    assert text_of(costs) != text_of(given_)
    told = page.partition("säger emot sig själv")[2].partition("</section>")[0]
    erring = [p for p in content.projects if p.difference]
    assert [project.id for project in erring] == ["kvarnen"]
    for project in erring:
        assert f'<a href="../projekt/{project.slug_or_id}/">' in told
    fine = next(p for p in content.projects if not p.difference)
    assert fine.title.root["sv"] not in told


@pytest.mark.parametrize("path", ["overblick/", "tillganglighet/", "fi/overblick/"])
def test_no_figure_is_cut_on_a_phone(page: Page, site: Path, path: str) -> None:
    with serve(site) as address:
        page.goto(address + path)
        frames = page.locator(".table-frame", has=page.locator(".stacked"))
        assert frames.count() > 0
        for frame in frames.all():
            assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")


def test_every_goal_stands_in_the_matrix(page: Page, site: Path) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    page.set_viewport_size({"width": 1280, "height": 900})
    with serve(site) as address:
        page.goto(f"{address}overblick/")
        matrix = page.locator("table.matrix")
        expect(matrix.locator("tbody tr")).to_have_count(len(content.goals))
        for goal in content.goals:
            row = matrix.locator("tbody tr", has=page.get_by_text(goal.id, exact=True))
            projects = content.projects_of(goal)
            served = len(projects)
            finished = sum(project.state == "finished" for project in projects)
            expect(row.locator("td").first).to_have_text(
                (f"{served} projekt" if served else "Inget känt projekt")
                + (f", {finished} avslutat" if finished else "")
            )
            expect(row.locator(".dot")).to_have_count(served)
        # A dot stands under the project that it means.
        heads = matrix.locator("thead th").all_inner_texts()
        row = matrix.locator("tbody tr", has=page.get_by_text("2.1", exact=True))
        under = [
            heads[number + 1]
            for number, cell in enumerate(row.locator("td").all())
            if cell.locator(".dot").count()
        ]
        titles = [p.title.root["sv"] for p in content.projects if "2.1" in p.goals]
        assert [text.strip() for text in under] == titles
        frame = page.locator(".table-frame", has=matrix)
        assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
        expect(page.locator(".served")).to_be_hidden()


def test_a_dot_is_a_sign_that_no_choice_of_colours_takes_away(page: Page, site: Path) -> None:
    """Forced colours and printers leave backgrounds out."""
    page.set_viewport_size({"width": 1280, "height": 900})
    with serve(site) as address:
        page.goto(f"{address}overblick/")
        dots = page.locator(".matrix .dot")
        assert dots.count() > 5
        assert set(dots.all_inner_texts()) == {"●\nbidrar"}
        expect(dots.first.get_by_text("●")).to_be_visible()


@pytest.mark.parametrize("media", ["phone", "paper"])
def test_where_the_matrix_has_no_room_each_goal_lists_its_projects(
    page: Page, site: Path, media: str
) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    with serve(site) as address:
        if media == "paper":
            page.set_viewport_size({"width": 1280, "height": 900})
            page.emulate_media(media="print")
        page.goto(f"{address}overblick/")
        expect(page.locator("table.matrix")).to_be_hidden()
        rows = page.locator(".served > li")
        expect(rows).to_have_count(len(content.goals))
        for goal, row in zip(content.goals, rows.all(), strict=True):
            titles = [project.title.root["sv"] for project in content.projects_of(goal)]
            assert row.locator("li a").all_inner_texts() == titles
            expect(row.locator("p")).to_have_count(0 if titles else 1)


def test_the_map_leads_to_the_projects_of_a_municipality(page: Page, site: Path) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    with serve(site) as address:
        for home in ("", "overblick/", "fi/overblick/"):
            page.goto(address + home)
            shapes = page.locator(".map path")
            expect(shapes).to_have_count(len(content.strategy.municipalities))
            numbers = page.locator(".map circle + text").all_text_contents()
            listed = page.locator(".towns > li").all_inner_texts()
            counts = [re.findall(r"\d+", line)[-1] for line in listed]
            assert sorted(numbers) == sorted(counts)
        page.locator(".map li a").first.click()
        expect(page.locator(":target")).to_have_text(re.compile("Granvik"))
        # Who points at the drawing gets there too; by keyboard the list is enough.
        page.goto(address)
        expect(page.locator(".map svg a:not([tabindex='-1'])")).to_have_count(0)
        page.locator(".map circle").last.click()
        expect(page.locator(":target")).to_be_visible()


def test_the_overview_names_the_projects_of_each_municipality(page: Page, site: Path) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    with serve(site) as address:
        page.goto(f"{address}overblick/")
        rows = page.locator(".towns > li").all()
        for row, town in zip(rows, content.strategy.municipalities, strict=True):
            row.locator("summary").click()
            titles = [p.title.root["sv"] for p in content.projects if town.id in p.municipalities]
            assert row.locator("li a").all_inner_texts() == titles


def test_a_site_without_borders_has_no_map(saaristo: Path) -> None:
    pages = list(saaristo.rglob("*.html"))
    assert pages
    assert not any('class="map"' in file.read_text("utf-8") for file in pages)


@pytest.mark.parametrize("language", ["", "fi/", "fit/"])
def test_what_cannot_be_placed_is_told_in_words(site: Path, language: str) -> None:
    content, _ = load_strategy(DEMO / "strategy")
    nowhere = sum(not project.municipalities for project in content.projects)
    text = text_of((site / language / OVERVIEW).read_text("utf-8"))
    assert re.search(rf"\b{nowhere} (projekt nämner ingen kommun|hankkeen läh\w+ ei)", text)
