"""What is not ready is not published; what was published by mistake is taken back in time."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from strategy_site.cli.main import main
from tests.support.editing import change, git
from tests.support.paths import BASE

SETTINGS = """\
site_name: Strategi
site_url: !ENV [SITE_URL, CI_PAGES_URL, "https://strategi.example.org/"]
repo_url: !ENV [REPO_URL, CI_PROJECT_URL, "https://git.example.org/leader/strategi"]
theme: {name: material, custom_dir: !relative theme}
"""
PROJECT = "strategy/projects/bastu.yml"
FORGE = {"SITE_URL": "https://leader.se/strategi/", "REPO_URL": "https://git.leader.se/strategi"}
FORGES = [
    FORGE,
    {"CI_PAGES_URL": "https://leader.gitlab.io", "CI_PROJECT_URL": "https://gitlab.com/leader"},
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a project in git that nobody has published, on a machine that is no forge."""
    for name in {name for forge in FORGES for name in forge}:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Någon")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "nagon@leader.example")
    project = tmp_path / "project"
    shutil.copytree(BASE, project / "strategy")
    (project / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (project / "docs").mkdir()
    (project / "docs/om.md").write_text("# Om\n\nSkriv https://strategi.example.org/ så här.\n")
    git(project, "init", "--quiet", "--initial-branch=main")
    _commit(project, "Begin")
    return project


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in FORGE.items():
        monkeypatch.setenv(name, value)


def _commit(project: Path, message: str) -> None:
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", message)


def _run(command: str, project: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    code = main([command, "--project", str(project)])
    said = capsys.readouterr()
    return code, said.out + said.err


# --- not before it is ready ----------------------------------------------------------------------


def test_example_addresses_are_not_published(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project / PROJECT, "https://fjallbacken.example/bastu", "http://www.Example.com/bastu")
    code, said = _run("publish", project, capsys)
    assert code == 1
    assert "mkdocs.yml, rad 2: site_url är på strategi.example.org" in said
    assert "mkdocs.yml, rad 3: repo_url är på git.example.org" in said
    assert f"{PROJECT}, rad 29: ”www.Example.com”" in said
    # Handwritten pages may tell of examples.
    assert "om.md" not in said
    assert not (project / "strategy/addresses").exists()


def test_addresses_that_only_look_like_examples_are_published(
    project: Path, capsys: pytest.CaptureFixture[str], forge: None
) -> None:
    change(project / PROJECT, "https://fjallbacken.example/bastu", "https://myexample.org/bastu")
    change(project / PROJECT, "sources:", "sources:\n  - https://example.organisation.se/")
    code, said = _run("publish", project, capsys)
    assert code == 0, said


@pytest.mark.parametrize("environment", FORGES)
def test_a_forge_says_where_the_site_is(
    environment: dict[str, str],
    project: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, said = _run("publish", project, capsys)
    assert code == 0, said
    assert (project / "strategy/addresses").is_dir()


# --- taken back ----------------------------------------------------------------------------------

History = Callable[[Path], None]


def _not_committed(project: Path) -> None:
    """Leave what was published as it is."""


def _committed_with_more(project: Path) -> None:
    change(project / PROJECT, "En bastu", "En bastu vid älven")
    _commit(project, "A change, and what was published")
    change(project / "docs/om.md", "# Om", "# Om oss")
    _commit(project, "Another change")


def _committed_alone(project: Path) -> None:
    _commit(project, "Record what is published")


def _merged(project: Path) -> None:
    git(project, "switch", "--quiet", "--create", "other")
    (project / "docs/mer.md").write_text("# Mer\n", "utf-8")
    git(project, "add", "docs")
    git(project, "commit", "--quiet", "--message", "A page")
    git(project, "switch", "--quiet", "main")
    _commit(project, "Record what is published")
    git(project, "merge", "--quiet", "--no-ff", "--message", "Merge", "other")


@pytest.mark.parametrize(
    "history", [_not_committed, _committed_alone, _committed_with_more, _merged]
)
def test_a_publication_is_taken_back_with_one_command(
    history: History, project: Path, capsys: pytest.CaptureFixture[str], forge: None
) -> None:
    assert _run("publish", project, capsys)[0] == 0
    history(project)
    (project / "docs/utkast.md").write_text("# Utkast\n", "utf-8")
    subjects = git(project, "log", "--format=%s %an %aI", "--", "docs")
    files = set((project / "docs").iterdir())
    title = (project / PROJECT).read_text("utf-8")

    code, said = _run("unpublish", project, capsys)
    assert code == 0, said
    assert "strategy/addresses/0001-" in said
    assert "strategy/versions/2.yml" in said
    written = git(project, "log", "--format=", "--name-only", "HEAD", "--", "strategy/addresses")
    assert written == ""
    # All else is there, with its commits.
    assert git(project, "log", "--format=%s %an %aI", "--", "docs") == subjects
    assert set((project / "docs").iterdir()) == files
    assert (project / PROJECT).read_text("utf-8") == title
    assert git(project, "status", "--porcelain") == "?? docs/utkast.md"
    # The id is free again.
    (project / PROJECT).rename(project / "strategy/projects/annat.yml")
    change(project / "strategy/projects/annat.yml", "id: bastu", "id: annat")
    code, said = _run("check", project, capsys)
    assert "bastu" not in said, said


def test_what_others_can_have_is_not_taken_back(
    project: Path, capsys: pytest.CaptureFixture[str], forge: None, tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(project, "remote", "add", "origin", str(tmp_path / "remote.git"))
    assert _run("publish", project, capsys)[0] == 0
    _commit(project, "Record what is published")
    git(project, "push", "--quiet", "origin", "main")
    before = git(project, "rev-parse", "HEAD")
    code, said = _run("unpublish", project, capsys)
    assert code == 1
    assert "Det finns inget att ta tillbaka" in said
    assert git(project, "rev-parse", "HEAD") == before

    # Only what came after it.
    change(project / PROJECT, "title:", "slug: badet\ntitle:")
    assert _run("publish", project, capsys)[0] == 0
    _commit(project, "Record what is published")
    code, said = _run("unpublish", project, capsys)
    assert code == 0, said
    assert "0002-" in said
    assert "0001-" not in said
    assert len([*(project / "strategy/addresses").iterdir()]) == 1


def test_a_mistake_in_what_was_published_does_not_stand_in_the_way(
    project: Path, capsys: pytest.CaptureFixture[str], forge: None
) -> None:
    """It is often the reason for taking the publication back."""
    assert _run("publish", project, capsys)[0] == 0
    _commit(project, "Record what is published")
    change(project / PROJECT, "id: bastu", "id: badstu")
    assert _run("check", project, capsys)[0] == 1
    code, said = _run("unpublish", project, capsys)
    assert code == 0, said


def test_outside_git_there_is_nothing_to_take_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BASE, tmp_path / "strategy")
    code, said = _run("unpublish", tmp_path, capsys)
    assert code == 1
    assert "Traceback" not in said
