"""What is written here reaches the others, with git: send for people, record for machines."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from strategy_site.cli.main import main
from tests.support.editing import change
from tests.support.paths import BASE

FILE = "strategy/projects/bastu.yml"


def _git(folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


@pytest.fixture(autouse=True)
def _identity(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Use no configuration of the machine's, and a name of the test's own."""
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "gitconfig"))
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "Någon")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "nagon@example.org")


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    remote = tmp_path / "remote.git"
    _git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    return remote


@pytest.fixture
def clone(remote: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that clones the remote, which holds a site, into a folder."""
    first = tmp_path / "first"
    shutil.copytree(BASE, first / "strategy")
    (first / "docs").mkdir()
    (first / "docs/om.md").write_text("# Om\n", "utf-8")
    _git(first, "init", "--quiet", "--initial-branch=main")
    _git(first, "add", "--all")
    _git(first, "commit", "--quiet", "--message", "Begin")
    _git(first, "push", "--quiet", str(remote), "main")

    def make(name: str) -> Path:
        _git(tmp_path, "clone", "--quiet", str(remote), name)
        return tmp_path / name

    return make


@pytest.fixture
def project(clone: Callable[[str], Path]) -> Path:
    return clone("vårt område")


def _state(project: Path) -> tuple[str, str, str]:
    """Return the newest commit, what is changed, and the words of the file."""
    log, changed = _git(project, "log", "--format=%H"), _git(project, "status", "--porcelain")
    return log, changed, (project / FILE).read_text("utf-8")


def _protect(remote: Path, branch: str = "main") -> None:
    hook = remote / "hooks/pre-receive"
    hook.write_text(
        "#!/bin/sh\nwhile read old new ref; do\n"
        f'  [ "$ref" = refs/heads/{branch} ] && echo "GH006: Protected branch" >&2 && exit 1\n'
        "done\n"
        'echo "Create a pull request: https://forge.example/new/proposal" >&2\n'
    )
    hook.chmod(0o755)


def test_send_says_what_it_does_and_sends_the_content_alone(
    project: Path, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project / FILE, "En bastu", "Vår bybastu")
    (project / "anteckningar.txt").write_text("till mig\n", "utf-8")
    (project / "docs/ny sida.md").write_text("# Ny\n", "utf-8")
    assert main(["send", "--project", str(project)]) == 0
    said = capsys.readouterr().out
    assert "2 ändringar i innehållet" in said
    assert "Vår bybastu" in said
    assert "anteckningar.txt" in said
    assert "Skickat till grenen ”main”." in said
    sent = _git(remote, "show", "--name-only", "--format=%s", "main").splitlines()
    assert sent[0] == "Ändra bastu, ny sida"
    assert {name.strip('"') for name in sent[2:]} == {"docs/ny sida.md", FILE}
    assert _git(project, "status", "--porcelain") == "?? anteckningar.txt"


def test_sent_on_top_of_what_others_have_sent(clone: Callable[[str], Path], remote: Path) -> None:
    mine, theirs = clone("mine"), clone("theirs")
    (theirs / "docs/deras.md").write_text("# Deras\n", "utf-8")
    assert main(["send", "--project", str(theirs)]) == 0
    change(mine / FILE, "En bastu", "Min bastu")
    # What is no content may be half-written.
    (mine / "README").write_text("x", "utf-8")
    assert main(["send", "--project", str(mine), "--message", "Byt namn"]) == 0
    assert _git(remote, "log", "--format=%s", "main").splitlines()[0] == "Byt namn"
    assert _git(remote, "log", "--merges", "--format=%s", "main") == ""
    assert (mine / "docs/deras.md").exists()


def test_what_two_have_written_differently_is_taken_back_and_named(
    clone: Callable[[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    mine, theirs = clone("mine"), clone("theirs")
    change(theirs / FILE, "En bastu", "Deras bastu")
    assert main(["send", "--project", str(theirs)]) == 0
    change(mine / FILE, "En bastu", "Min bastu")
    assert main(["send", "--project", str(mine)]) == 1
    error = capsys.readouterr().err
    assert FILE in error
    assert "git pull --rebase" in error
    assert "Min bastu" in (mine / FILE).read_text("utf-8")
    assert not (mine / ".git/rebase-merge").exists()
    assert _git(mine, "status", "--porcelain") == ""
    # The advice works: git asks, and the choice is sent.
    subprocess.run(["git", "pull", "--quiet", "--rebase"], cwd=mine, check=False)
    assert main(["send", "--project", str(mine)]) == 1
    assert f"{FILE}, rad 3: två ändringar har krockat i git" in capsys.readouterr().err
    _git(mine, "checkout", "--theirs", FILE)
    _git(mine, "add", FILE)
    assert main(["send", "--project", str(mine)]) == 1
    assert "git rebase --continue" in capsys.readouterr().err
    _git(mine, "-c", "core.editor=true", "rebase", "--continue")
    assert main(["send", "--project", str(mine)]) == 0


def test_a_protected_branch_gets_a_proposal(
    project: Path, remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _protect(remote)
    change(project / FILE, "En bastu", "Vår bybastu")
    assert main(["send", "--project", str(project)]) == 0
    assert "https://forge.example/new/proposal" in capsys.readouterr().out
    (branch,) = _git(remote, "branch", "--list", "proposal-*").split()
    assert "Vår bybastu" in _git(remote, "show", f"{branch}:{FILE}")


def test_nothing_is_sent_while_the_content_has_mistakes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project / "strategy/strategy.yml", "version: 2", "version: två")
    before = _state(project)
    assert main(["send", "--project", str(project)]) == 1
    assert "strategy/strategy.yml, rad " in capsys.readouterr().err
    assert _state(project) == before


def _no_remote(project: Path) -> None:
    _git(project, "remote", "remove", "origin")


def _remote_gone(project: Path) -> None:
    _git(project, "remote", "set-url", "origin", str(project.parent / "none.git"))


def _no_git(project: Path) -> None:
    shutil.rmtree(project / ".git")


def _no_branch(project: Path) -> None:
    _git(project, "checkout", "--quiet", "--detach")


@pytest.mark.parametrize(
    ("obstacle", "next_step"),
    [
        (_no_remote, "git remote add origin"),
        (_remote_gone, "får skriva i förrådet"),
        (_no_git, "git clone"),
        (_no_branch, "git switch main"),
    ],
)
def test_what_stands_in_the_way_is_said_with_the_next_step(
    project: Path,
    obstacle: Callable[[Path], None],
    next_step: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(project / FILE, "En bastu", "Vår bybastu")
    obstacle(project)
    assert main(["send", "--project", str(project)]) == 1
    (sentence,) = capsys.readouterr().err.splitlines()
    assert next_step in sentence


def test_without_a_name_git_says_how_to_give_one(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    _git(project, "config", "user.useConfigOnly", "true")
    change(project / FILE, "En bastu", "Vår bybastu")
    before = _state(project)[0]
    assert main(["send", "--project", str(project)]) == 1
    assert "git config --global user.email" in capsys.readouterr().err
    assert _state(project)[0] == before


def test_record_sends_what_publish_wrote_whoever_was_faster(
    clone: Callable[[str], Path], remote: Path
) -> None:
    machine, person = clone("machine"), clone("person")
    assert main(["publish", "--project", str(machine)]) == 0
    change(person / FILE, "En bastu", "Vår bybastu")
    assert main(["send", "--project", str(person)]) == 0
    # As a forge checks it out.
    _git(machine, "checkout", "--quiet", "--detach")
    assert main(["record", "--project", str(machine)]) == 0
    assert "[skip ci]" in _git(remote, "log", "-1", "--format=%s", "main")
    assert "strategy/addresses/0001-" in _git(remote, "ls-tree", "-r", "--name-only", "main")
    before = _git(remote, "rev-parse", "main")
    assert main(["record", "--project", str(machine)]) == 0
    assert _git(remote, "rev-parse", "main") == before


def test_record_backs_out_and_the_next_run_works(
    clone: Callable[[str], Path], remote: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machine = clone("machine")
    assert main(["publish", "--project", str(machine)]) == 0
    before = _git(machine, "rev-parse", "HEAD")
    _protect(remote)
    assert main(["record", "--project", str(machine)]) == 1
    assert "skyddad" in capsys.readouterr().err
    assert _git(machine, "rev-parse", "HEAD") == before
    # Nothing is in the way of what others send, not even the very same files.
    assert _git(machine, "status", "--porcelain") == ""
    assert "strategy/addresses/0001-" in _git(machine, "stash", "show", "-u", "--name-only")
    (remote / "hooks/pre-receive").unlink()
    person = clone("person")
    assert main(["publish", "--project", str(person)]) == 0
    assert main(["record", "--project", str(person)]) == 0
    _git(machine, "pull", "--quiet", "--rebase")
    assert main(["publish", "--project", str(machine)]) == 0
    assert main(["record", "--project", str(machine)]) == 0
    change(machine / FILE, "id: bastu", "id: bastu\nslug: bybastun")
    _git(machine, "commit", "--quiet", "--all", "--message", "Ny adress")
    assert main(["publish", "--project", str(machine)]) == 0
    assert main(["record", "--project", str(machine)]) == 0
