"""``make preview`` on a copy of the project that is kept in git, and its page in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from strategy_site.change_report.content_diff import file_changes
from strategy_site.git import NoRevisionError, Revision
from tests.quality.tools import AXE, AXE_RULES
from tests.support.building import copy_of_demo, run_in
from tests.support.editing import change, git
from tests.support.serving import serve

PROJECT = "strategy/projects/bybastun.yml"
PAGE = "projekt/bybastun/"


def _commit(project: Path, message: str) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", message)


def _kept_in_git(target: Path) -> Path:
    project = copy_of_demo(target / "project")
    (project / ".gitignore").write_text("/.build/\n__pycache__/\n", "utf-8")
    git(project, "init", "--quiet", "--initial-branch=main")
    _commit(project, "Published")
    return project


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project in which a title and a slug were changed, with its preview."""
    project = _kept_in_git(tmp_path_factory.mktemp("preview"))
    git(project, "switch", "--quiet", "--create", "proposal")
    change(project / PROJECT, "  sv: En bastu", "  sv: Ett badhus")
    _commit(project, "A part of the change is committed")
    young = project / "strategy/projects/unga-tar-plats.yml"
    change(young, "title:", "slug: ungdom\ntitle:")
    result = run_in(project, "-m", "strategy_site", "preview")
    assert (result.returncode, result.stderr) == (0, "")
    *_steps, first, second = result.stdout.splitlines()
    assert first.startswith("2 ändringar i innehållet jämfört med main (")
    assert second.endswith(".build/preview/index.html")
    return project


def test_the_markdown_tells_the_change_committed_or_not(changed: Path) -> None:
    markdown = (changed / ".build/preview/preview.md").read_text("utf-8")
    edits = [line for line in markdown.splitlines() if line.startswith("- **")]
    assert edits == [
        "- **Projekt unga-tar-plats**, `slug`: **ungdom**",
        "- **Projekt bybastun**, `title`, svenska: ~~En bastu~~ **Ett badhus** för hela byn",
    ]
    assert f"- `/{PAGE}` ändras (svenska" in markdown
    assert "- `/projekt/ungdom/` flyttar från `/projekt/unga-tar-plats/`" in markdown
    assert "`bybastun title` (suomi) blir äldre än originalet" in markdown
    assert "Flödet (svenska" in markdown
    assert "Utanför innehållet" not in markdown


@pytest.mark.parametrize("from_disk", [True, False], ids=["from disk", "served"])
def test_the_pages_stand_beside_each_other(changed: Path, page: Page, from_disk: bool) -> None:
    folder = changed / ".build/preview"
    with serve(folder) as address:
        page.goto((folder / "index.html").as_uri() if from_disk else address)
        assert page.locator("iframe").count() > 4
        pair = page.locator("details.pair", has=page.get_by_text(f"/{PAGE} (svenska)"))
        pair.locator("summary").click()
        for title, words in (("Före", "En bastu"), ("Efter", "Ett badhus")):
            frame = pair.frame_locator(f'iframe[title^="{title}"]')
            heading = frame.get_by_role("heading", level=1)
            heading.wait_for()
            assert heading.inner_text().strip() == f"{words} för hela byn"
            # The real page, with its style.
            font = heading.evaluate("e => getComputedStyle(e).fontFamily")
            assert "serif" not in font.replace("sans-serif", "")
        new = page.locator("details.pair", has=page.get_by_text("/projekt/ungdom/ (svenska)"))
        new.locator("summary").click()
        before = new.frame_locator('iframe[title^="Före"]').get_by_role("heading", level=1)
        before.wait_for()
        assert "Unga tar plats" in before.inner_text()


def test_the_page_is_for_everybody(changed: Path, page: Page) -> None:
    page.goto((changed / ".build/preview/index.html").as_uri())
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run({ runOnly: rules, iframes: false })", AXE_RULES)
    assert [violation["id"] for violation in found["violations"]] == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 390


def test_a_mistake_is_said_as_always_and_the_last_preview_stands(tmp_path: Path) -> None:
    project = _kept_in_git(tmp_path)
    last = project / ".build/preview/index.html"
    last.parent.mkdir(parents=True)
    last.write_text("the last one", "utf-8")
    change(project / PROJECT, "owner:", "ägare:")
    result = run_in(project, "-m", "strategy_site", "preview")
    assert result.returncode == 1
    assert f"{PROJECT}, rad " in result.stderr
    assert "nyckeln ”ägare” finns inte här" in result.stderr
    assert "Traceback" not in result.stderr
    assert last.read_text("utf-8") == "the last one"
    assert [path.name for path in last.parent.parent.iterdir()] == ["preview"]


def test_what_was_broken_before_is_one_sentence(tmp_path: Path) -> None:
    project = copy_of_demo(tmp_path / "project")
    git(project, "init", "--quiet", "--initial-branch=main")
    change(project / PROJECT, "owner:", "ägare:")
    _commit(project, "Broken")
    change(project / PROJECT, "ägare:", "owner:")
    result = run_in(project, "-m", "strategy_site", "preview")
    assert (result.returncode, result.stderr) == (0, "")
    markdown = (project / ".build/preview/preview.md").read_text("utf-8")
    assert len(markdown.splitlines()) == 1
    assert "Det som är publicerat nu" in markdown
    assert f"{PROJECT}, rad 18: nyckeln ”ägare” finns inte här; menade du ”owner”?" in markdown
    assert (project / ".build/preview/after/index.html").is_file()


def test_what_can_no_longer_be_built_is_told_all_the_same(tmp_path: Path) -> None:
    project = copy_of_demo(tmp_path / "project")
    git(project, "init", "--quiet", "--initial-branch=main")
    change(project / "mkdocs.yml", "plugins:", "plugins:\n  - gone")
    _commit(project, "A plugin that is there no more")
    change(project / "mkdocs.yml", "\n  - gone", "")
    change(project / PROJECT, "  sv: En bastu", "  sv: Ett badhus")
    result = run_in(project, "-m", "strategy_site", "preview")
    assert result.returncode == 0
    (line,) = result.stderr.splitlines()
    assert line.startswith("Före gick inte att bygga (main (")
    assert "**Ett badhus**" in (project / ".build/preview/preview.md").read_text("utf-8")
    html = (project / ".build/preview/index.html").read_text("utf-8")
    assert 'src="before/' not in html
    assert f'src="after/{PAGE}index.html"' in html


def test_what_is_compared_with(tmp_path: Path) -> None:
    project = _kept_in_git(tmp_path)
    first = git(project, "rev-parse", "HEAD")
    assert Revision.of(project).commit == first
    # Others go on publishing while a change is being written: theirs is no part of it.
    git(project, "switch", "--quiet", "--create", "proposal")
    change(project / PROJECT, "owner:", "owner:  ")
    _commit(project, "Mine")
    git(project, "switch", "--quiet", "main")
    (project / "docs/ny.md").write_text("# Ny\n", "utf-8")
    _commit(project, "Theirs")
    git(project, "switch", "--quiet", "proposal")
    earlier = Revision.of(project)
    assert (earlier.commit, earlier.name) == (first, f"main ({first[:7]})")
    assert Revision.of(project, "main").commit == git(project, "rev-parse", "main")
    # A machine has the last two commits alone.
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=2", f"file://{project}", str(clone))
    assert Revision.of(clone, "HEAD^1").commit == first
    Revision.of(clone, "HEAD^1").write(tmp_path / "then")
    assert sorted(path.name for path in (tmp_path / "then").iterdir()) == [
        "docs",
        "mkdocs.yml",
        "strategy",
    ]


@pytest.mark.parametrize("name", ["finns-inte", "--help", "HEAD:strategy", "../..", "a b"])
def test_what_git_does_not_know_is_a_sentence(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "--quiet")
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy/strategy.yml").write_text("a: b\n", "utf-8")
    _commit(tmp_path, "One")
    with pytest.raises(NoRevisionError, match=r"”.+” finns inte i git; skriv till exempel ”make"):
        Revision.of(tmp_path, name)


def test_a_folder_without_git_or_commits_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NoRevisionError, match="inte hämtad med git"):
        Revision.of(tmp_path)
    git(tmp_path, "init", "--quiet")
    with pytest.raises(NoRevisionError, match="Inget är sparat i git ännu"):
        Revision.of(tmp_path)


def test_what_changed_beside_the_content_is_named(tmp_path: Path) -> None:
    project = _kept_in_git(tmp_path)
    change(project / "mkdocs.yml", "site_name: Fjällbäcken", "site_name: Bäcken")
    change(project / PROJECT, "owner:", "owner:  ")
    assert Revision.of(project).changed_code() == ["mkdocs.yml"]


def test_a_link_out_of_the_folder_is_left_where_it_is(tmp_path: Path) -> None:
    project = _kept_in_git(tmp_path)
    (project / "docs/outside.md").symlink_to("/etc/hostname")
    _commit(project, "A link")
    Revision.of(project).write(tmp_path / "then")
    assert (tmp_path / "then/docs/om.md").is_file()
    assert not (tmp_path / "then/docs/outside.md").is_symlink()
    assert file_changes(tmp_path / "then/docs", project / "docs", ["sv", "fi"]) == []
