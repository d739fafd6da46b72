"""What only programs write comes back whole after a change by hand, committed or not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from strategy_site.cli.main import main
from tests.support.editing import git
from tests.support.paths import BASE

FILES = ["addresses.txt", "versions/2.yml", "translations/fi.jsonl"]


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Give a small strategy that has been published, in git."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["publish", str(folder)]) == 0
    git(tmp_path, "init", "--quiet")
    _commit(folder)
    return folder


def _commit(strategy: Path) -> None:
    git(strategy, "add", "--all")
    git(strategy, "commit", "--quiet", "--message", "Ändring")


def _advice(strategy: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Give the command that the check tells to write."""
    capsys.readouterr()
    assert main(["check", str(strategy)]) == 1
    found = re.search(r"”make restore FIL=(\S+)”", capsys.readouterr().err)
    assert found
    return ["restore", str(strategy), "--file", found[1]]


@pytest.mark.parametrize("commits", [0, 1, 2])
@pytest.mark.parametrize("name", FILES)
def test_the_advice_brings_it_back(
    strategy: Path, name: str, commits: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = strategy / name
    before = path.read_bytes()
    for number in range(max(1, commits)):
        path.write_bytes(path.read_bytes().replace(b'"place"', b'"plats"') + b"x%d" % number)
        if commits:
            _commit(strategy)
    assert main(_advice(strategy, capsys)) == 0
    assert path.read_bytes() == before
    said = capsys.readouterr().out
    assert f"Hämtade tillbaka strategy/{name}; checka in filen." in said


def test_a_version_comes_back_as_it_was_published(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Frozen anew with other words it is whole too, but not what others link to."""
    path = strategy / "versions/2.yml"
    before = path.read_bytes()
    path.unlink()
    area = strategy / "priority_areas/1.yml"
    words = area.read_text("utf-8")
    area.write_text(words.replace("Livskraft", "Kraft"), "utf-8")
    (ledger := strategy / "addresses.txt").rename(strategy / "borta.txt")
    assert main(["freeze", str(strategy)]) == 0
    (strategy / "borta.txt").rename(ledger)
    area.write_text(words, "utf-8")
    _commit(strategy)
    assert path.read_bytes() != before
    assert main(_advice(strategy, capsys)) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("commits", [False, True])
@pytest.mark.parametrize("name", ["addresses.txt", "translations/fi.jsonl"])
def test_a_file_that_is_gone_is_missed(
    strategy: Path, name: str, commits: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new one would know of nothing that was published: it is not begun."""
    path = strategy / name
    before = path.read_bytes()
    path.unlink()
    if commits:
        _commit(strategy)
    for command in ("publish", "translations"):
        assert main([command, str(strategy)]) == 1
    assert not path.exists()
    advice = _advice(strategy, capsys)
    assert main(advice) == 0
    assert path.read_bytes() == before
    assert main(["check", str(strategy)]) == 0


def test_a_file_that_a_proposal_takes_away_is_missed_in_the_merge(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a forge checks it: the merge, and of each side its last commit."""
    base = strategy.parent
    main_branch = git(base, "branch", "--show-current")
    git(base, "checkout", "--quiet", "-b", "proposal")
    (strategy / "addresses.txt").unlink()
    _commit(strategy)
    git(base, "checkout", "--quiet", main_branch)
    git(base, "commit", "--quiet", "--allow-empty", "--message", "Annat")
    git(base, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    git(base, "clone", "--quiet", "--depth=2", f"file://{base}", "shallow")
    assert main(["check", str(base / "shallow/strategy")]) == 1
    sentence = (
        "strategy/addresses.txt, rad 1: filen är borta men har funnits i git; hämta tillbaka den "
        "med ”make restore FIL=strategy/addresses.txt”."
    )
    assert sentence in capsys.readouterr().err


def test_before_anything_was_published_nothing_is_missed(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "strategy")
    git(tmp_path, "init", "--quiet")
    _commit(tmp_path / "strategy")
    assert main(["check", str(tmp_path / "strategy")]) == 0


def test_what_people_write_is_left_to_them(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(strategy), "--file", "strategy/strategy.yml"]) == 1
    said = capsys.readouterr().err
    assert "”strategy/strategy.yml” skrivs inte av programmet; skriv till exempel" in said


def test_without_a_whole_one_in_git_nothing_is_written(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(strategy.parent / ".git")
    path = strategy / "addresses.txt"
    path.write_text("mal/ goal_list -\n", "utf-8")
    assert main(["restore", str(strategy), "--file", str(path)]) == 1
    assert "strategy/addresses.txt, rad 1: git har ingen hel sådan fil" in capsys.readouterr().err
    assert path.read_text("utf-8") == "mal/ goal_list -\n"
