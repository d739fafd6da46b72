"""After a change of projects or calls alone MkDocs is not asked, and nobody notices."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import make_site
import pytest
from strategy_site.phases import SAYING

from tests.building import copy_of_project, run_in
from tests.rebuilding import DAY, build, cold, differences, edit, files, start, written


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project with its site."""
    project = copy_of_project(tmp_path_factory.mktemp("without") / "project")
    build(project)
    return project


@pytest.fixture(autouse=True)
def _same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in DAY.items():
        monkeypatch.setenv(name, value)


def test_a_word_of_one_language_leaves_the_lists_in_others_alone(project: Path) -> None:
    before = written(project / "site")
    path = sorted((project / "strategy/projects").glob("*.yml"))[7]

    def change(content: dict[str, Any]) -> None:
        content["title"]["fi"] = "Aivan toinen nimi"

    edit(path, change)
    after = build(project)
    lists = ("projekt/", "fi/projekt/", "fit/projekt/", "projekt/ar/", "fi/projekt/ar/")
    changed = {page for page, at in written(project / "site").items() if before.get(page) != at}
    assert {f"{page}index.html" for page in lists} & changed == {
        "fi/projekt/index.html",
        "fi/projekt/ar/index.html",
    }
    assert differences(after, cold(project)) == set()


def test_handwritten_pages_are_left_alone_until_what_they_show_changes(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, asked = make_site.build, []

    def count(target: Path, folder: Path, records: Path) -> bool:
        asked.append(target)
        return make(target, folder, records)

    monkeypatch.setenv(SAYING, "1")
    assert make_site.main(project) == 0
    monkeypatch.setattr(make_site, "build", count)
    path = sorted((project / "strategy/projects").glob("*.yml"))[2]
    new, about = path.with_stem("alldeles-nytt"), project / "docs/om.md"
    text = re.sub("(?m)^(id|slug): .*", r"\1: alldeles-nytt", path.read_text("utf-8"))
    for change, needed in (
        (lambda: edit(path, lambda content: content.update(owner="En fjärde")), 0),
        (lambda: new.write_text(text, "utf-8"), 1),
        (new.unlink, 1),
        (lambda: about.write_text("# Om\n\nHelt nytt.\n", "utf-8"), 1),
    ):
        asked.clear()
        change()
        assert make_site.main(project) == 0
        assert len(asked) == needed
        # The site map leads to all projects, and the menu to all pages.
        assert differences(files(project / "site"), cold(project)) == set()


def test_mistakes_are_told_as_ever_and_leave_the_site(project: Path) -> None:
    build(project)
    before = files(project / "site")
    path = sorted((project / "strategy/projects").glob("*.yml"))[4]
    right = path.read_bytes()
    edit(path, lambda content: content.update(total="mycket", start_year=1))
    result = run_in(project, "hooks/make_site.py")
    path.write_bytes(right)
    assert result.returncode == 1
    *mistakes, last = result.stderr.strip().splitlines()
    assert len(mistakes) == 2
    assert all(line.startswith(f"strategy/projects/{path.name}, rad ") for line in mistakes)
    assert last == "Inget är publicerat: rätta felen ovan och försök igen."
    assert files(project / "site") == before


def test_a_document_of_ones_own_goes_when_it_is_taken_away(project: Path) -> None:
    """And not with the strategy's, which stand."""
    form = project / "docs/blankett.pdf"
    form.write_bytes(b"%PDF")
    assert "blankett.pdf" in build(project)
    form.unlink()
    assert differences(build(project), cold(project)) == set()


def test_a_slug_that_is_changed_and_changed_back(project: Path) -> None:
    """The same addresses exist then, but another of them is the page."""
    path = sorted((project / "strategy/projects").glob("*.yml"))[3]
    publish, before = ("-m", "strategy_site", "publish", "strategy"), path.read_bytes()
    assert run_in(project, *publish).returncode == 0
    edit(path, lambda content: content.update(slug="en-annan-adress"))
    build(project)
    assert run_in(project, *publish).returncode == 0
    build(project)
    path.write_bytes(before)
    assert differences(build(project), cold(project)) == set()


def test_a_renamed_file_is_what_edit_links_lead_to(project: Path) -> None:
    build(project)
    path = sorted((project / "strategy/projects").glob("*.yml"))[-1]
    path.rename(path.with_stem(f"{path.stem}-x"))
    assert differences(build(project), cold(project)) == set()


def test_an_editors_lock_file_that_leads_nowhere(project: Path) -> None:
    (project / "strategy/projects/.#lock.yml").symlink_to("nobody@nowhere.1")
    assert differences(build(project), cold(project)) == set()


def test_a_day_that_has_begun_here_and_not_in_greenwich(project: Path) -> None:
    """MkDocs dates the packed site map by the one, our pages say the other."""
    at_night = {"SOURCE_DATE_EPOCH": "1789943400"}
    assert start(project, "hooks/make_site.py", **at_night).wait() == 0
    path = sorted((project / "strategy/projects").glob("*.yml"))[5]
    edit(path, lambda content: content.update(owner="En femte"))
    assert differences(build(project), cold(project)) == set()


def test_a_project_that_takes_the_id_of_a_goal_that_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The documents of the version that has the goal speak of the goal."""
    project = copy_of_project(tmp_path / "project")
    strategy = project / "strategy"
    edit(strategy / "strategy.yml", lambda content: content.update(version=3))
    edit(strategy / "priority_areas/1.yml", lambda area: area.update(goals=area["goals"][:-1]))
    last = "1.6"
    for path in [*strategy.glob("projects/*.yml"), *strategy.glob("calls/*.yml")]:
        edit(path, lambda item: item.update(goals=[i for i in item.get("goals", []) if i != last]))
    build(project)
    some = sorted(strategy.glob("projects/*.yml"))[0]
    new = some.with_stem("nytt")
    new.write_bytes(some.read_bytes())
    edit(new, lambda item: item.update(id=last, slug="nytt"))
    assert differences(build(project), cold(project)) == set()
