"""After a change of projects or calls alone MkDocs is not asked, and nobody notices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from strategy_site.build import mkdocs_process, pipeline
from strategy_site.cli.main import main
from tests.support.building import EPOCH, copy_of_demo
from tests.support.editing import change, edit_yaml
from tests.support.rebuilding import (
    build_site,
    cold,
    differences,
    files,
    make_site,
    rewritten,
    written,
)

_LISTS = ("projekt/", "projekt/ar/")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo with its site."""
    project = copy_of_demo(tmp_path_factory.mktemp("without") / "project")
    build_site(project)
    return project


@contextmanager
def _mkdocs_asked() -> Iterator[list[Path]]:
    """Return the list of the folders that MkDocs builds into."""
    make, asked = mkdocs_process.run_mkdocs, []

    def count(target: Path, *more: Any) -> bool:
        asked.append(target)
        return make(target, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "run_mkdocs", count)
        yield asked


def test_what_mkdocs_is_asked_for(project: Path) -> None:
    """Each change has a build of its own, and nothing of an earlier one is left behind."""
    projects, about = project / "strategy/projects", project / "docs/om.md"

    def asked_for(edit: Callable[[], object]) -> int:
        with _mkdocs_asked() as asked:
            edit()
            build_site(project)
        return len(asked)

    def sitemap() -> str:
        return (project / "site/sitemap.xml").read_text("utf-8")

    # A word of one language leaves the lists in others alone.
    stigen, renamed = projects / "stigen.yml", projects / "vandringen.yml"
    before = written(project / "site")
    assert asked_for(lambda: change(stigen, "fi: Kylien välinen polku", "fi: Toinen nimi")) == 0
    lists = {f"{code}{path}index.html" for code in ("", "fi/", "fit/") for path in _LISTS}
    assert lists & rewritten(project / "site", before) == {
        f"fi/{path}index.html" for path in _LISTS
    }

    # The file's name is what edit links lead to.
    assert asked_for(lambda: stigen.rename(renamed)) == 0
    page = (project / "site/projekt/stigen/index.html").read_text("utf-8")
    assert "projects/vandringen.yml" in page

    # An editor's lock file leads nowhere.
    lock = projects / ".#lock.yml"
    assert asked_for(lambda: lock.symlink_to("nobody@nowhere.1")) == 0
    lock.unlink()

    # The site map leads to all projects. A document of one's own goes when it is taken away.
    path, form, new = projects / "kvarnen.yml", project / "docs/blankett.pdf", projects / "nytt.yml"
    right = path.read_text("utf-8")
    text = re.sub("(?m)^(id|slug): .*", r"\1: nytt", right)
    assert asked_for(lambda: (new.write_text(text, "utf-8"), form.write_bytes(b"%PDF"))) == 1
    assert "projekt/nytt/" in sitemap()
    assert (project / "site/blankett.pdf").is_file()
    form.unlink()
    assert asked_for(new.unlink) == 1
    assert "projekt/nytt/" not in sitemap()
    assert not (project / "site/blankett.pdf").exists()

    # A slug that is changed and changed back: the same addresses exist then, but another of them
    # is the page.
    assert main(["publish", str(project / "strategy")]) == 0
    assert asked_for(lambda: change(path, "slug: backens-kvarn", "slug: en-annan")) == 1
    assert "projekt/en-annan/" in sitemap()
    assert main(["publish", str(project / "strategy")]) == 0
    build_site(project)  # or what publishing has written would be the reason
    assert asked_for(lambda: path.write_text(right, "utf-8")) == 1
    assert "projekt/en-annan/" not in sitemap()

    # The menu leads to all pages.
    assert asked_for(lambda: about.write_text("# Om\n\nHelt nytt.\n", "utf-8")) == 1
    assert differences(files(project / "site"), cold(project)) == set()


def test_mistakes_are_told_as_ever_and_leave_the_site(
    project: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(project)
    before = files(project / "site")
    path = project / "strategy/projects/bybastun.yml"
    right = path.read_bytes()
    edit_yaml(path, lambda content: content.update(total="mycket", start_year=1))
    capfd.readouterr()
    result = make_site(project)
    path.write_bytes(right)
    assert result == 1
    *mistakes, last = capfd.readouterr().err.strip().splitlines()
    assert len(mistakes) == 2
    assert all(line.startswith(f"strategy/projects/{path.name}, rad ") for line in mistakes)
    assert last == "Inget är publicerat: rätta felen ovan och försök igen."
    assert files(project / "site") == before


def test_a_project_that_takes_the_id_of_a_goal_that_is_gone(project: Path) -> None:
    """The documents of the version that has the goal speak of the goal."""
    strategy = project / "strategy"
    # As before anything was published: published, it could not be taken away.
    (strategy / "addresses.txt").unlink()
    edit_yaml(strategy / "strategy.yml", lambda content: content.update(version=3))
    edit_yaml(strategy / "priority_areas/2.yml", lambda area: area.update(goals=area["goals"][:-1]))
    build_site(project)
    some = strategy / "projects/bybastun.yml"
    new = some.with_stem("nytt")
    new.write_bytes(some.read_bytes())
    edit_yaml(new, lambda item: item.update(id="2.2", slug="nytt"))
    assert differences(build_site(project), cold(project)) == set()


def test_the_next_day_and_one_that_has_begun_here_and_not_in_greenwich(project: Path) -> None:
    """Pages say which calls are open, and as of which day; MkDocs dates the packed site map."""
    calls = project / "site/utlysningar/index.html"
    before = calls.read_text("utf-8")
    midnight = EPOCH - EPOCH % 86400 + 86400
    half_past_midnight, next_day = str(midnight - 90 * 60), str(midnight + 12 * 60 * 60)
    assert make_site(project, SOURCE_DATE_EPOCH=half_past_midnight) == 0
    assert calls.read_text("utf-8") != before
    path = project / "strategy/projects/bybastun.yml"
    edit_yaml(path, lambda content: content.update(owner="En femte"))
    after = build_site(project, SOURCE_DATE_EPOCH=next_day)
    assert differences(after, cold(project, SOURCE_DATE_EPOCH=next_day)) == set()
