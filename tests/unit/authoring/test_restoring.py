"""What only programs write comes back whole, whatever took it away, and nothing else is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from tests.support.editing import change, git
from tests.support.paths import BASE, DEMO

FILES = ["addresses/*", "addresses.txt", "versions/2.yml", "translations/fi/*"]


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    """Return a small strategy that has been published, in git; its ledger has an older part."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert main(["publish", str(folder)]) == 0
    (first,) = (folder / "addresses").iterdir()
    lines = [*(DEMO / "strategy/addresses.txt").read_text("utf-8").splitlines()][:1]
    (folder / "addresses.txt").write_text("\n".join([*lines, *_OLD]) + "\n", "utf-8")
    git(tmp_path, "init", "--quiet")
    _commit(folder)
    assert first.name.startswith("0001-")
    return folder


_OLD = ["forr/ project bastu", "# summa 0e637dcb792dcf74"]


def _commit(strategy: Path, message: str = "Ändring") -> None:
    git(strategy, "add", "--all")
    git(strategy, "commit", "--quiet", "--allow-empty", "--message", message)


def _file(strategy: Path, name: str) -> Path:
    (path,) = strategy.glob(name)
    return path


def _advice(strategy: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """Return the command that the check tells to write."""
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
    path = _file(strategy, name)
    before = path.read_bytes()
    for number in range(max(1, commits)):
        path.write_bytes(path.read_bytes().replace(b'"place"', b'"plats"') + b"x%d" % number)
        if commits:
            _commit(strategy)
    assert main(_advice(strategy, capsys)) == 0
    assert path.read_bytes() == before
    said = capsys.readouterr().out
    assert f"Hämtade tillbaka {path.relative_to(strategy.parent)}; checka in filen." in said
    assert main(["check", str(strategy)]) == 0


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
    (ledger := strategy / "addresses").rename(strategy.parent / "borta")
    assert main(["freeze", str(strategy)]) == 0
    (strategy.parent / "borta").rename(ledger)
    area.write_text(words, "utf-8")
    _commit(strategy)
    assert path.read_bytes() != before
    assert main(_advice(strategy, capsys)) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("commits", [False, True])
@pytest.mark.parametrize("name", ["addresses/*", "addresses.txt", "translations/fi/*"])
def test_a_file_that_is_gone_is_missed(
    strategy: Path, name: str, commits: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    """A new one would know of nothing that was published: it is not begun."""
    path = _file(strategy, name)
    before = path.read_bytes()
    path.unlink()
    if commits:
        _commit(strategy, "Städning")
    capsys.readouterr()
    for command in ("publish", "translations"):
        assert main([command, str(strategy)]) == 1
        said = capsys.readouterr().err
        assert f"{path.relative_to(strategy.parent)}, rad 1: " in said
        assert ("(Städning) tog bort det" if commits else "sedan den senaste inch") in said
    assert not path.exists()
    advice = _advice(strategy, capsys)
    assert main(advice) == 0
    assert path.read_bytes() == before
    assert main(["check", str(strategy)]) == 0


def test_what_a_revert_takes_away_is_missed_and_its_id_is_never_free(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = strategy / "projects/nyled.yml"
    text = (strategy / "projects/bastu.yml").read_text("utf-8")
    project.write_text(text.replace("id: bastu", "id: nyled"), "utf-8")
    assert main(["publish", str(strategy)]) == 0
    _commit(strategy, "Ny led")
    git(strategy, "revert", "--no-edit", "HEAD")
    capsys.readouterr()
    assert main(["check", str(strategy)]) == 1
    said = capsys.readouterr().err
    assert 'Revert "Ny led"' in said
    assert "/nyled/, /projekt/nyled/" in said
    call = (strategy / "calls/hosten.yml").read_text("utf-8").replace("id: hosten", "id: nyled")
    (strategy / "calls/nyled.yml").write_text(call, "utf-8")
    assert main(_advice(strategy, capsys)) == 0 or "nyled" in capsys.readouterr().err
    assert main(["check", str(strategy)]) == 1
    assert "id ”nyled” har publicerats om något annat" in capsys.readouterr().err
    (strategy / "calls/nyled.yml").unlink()
    assert main(["check", str(strategy)]) == 1
    assert "lägg tillbaka ”nyled”" in capsys.readouterr().err
    project.write_text(text.replace("id: bastu", "id: nyled"), "utf-8")
    # The text is back, and what was known of its translation is missed too.
    assert main(_advice(strategy, capsys)) == 0
    assert main(["check", str(strategy)]) == 0


def test_what_a_proposal_takes_away_is_missed_in_the_merge(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As a forge checks it; `publish` refuses where the history is not there."""
    base = strategy.parent
    main_branch = git(base, "branch", "--show-current")
    git(base, "checkout", "--quiet", "-b", "proposal")
    shutil.rmtree(strategy / "addresses")
    _commit(strategy, "Städning")
    git(base, "checkout", "--quiet", main_branch)
    git(base, "commit", "--quiet", "--allow-empty", "--message", "Annat")
    git(base, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    git(base, "clone", "--quiet", f"file://{base}", "whole")
    assert main(["check", str(base / "whole/strategy")]) == 1
    assert "med ”make restore FIL=strategy/addresses”" in capsys.readouterr().err
    git(base, "clone", "--quiet", "--depth=1", f"file://{base}", "shallow")
    assert main(["publish", str(base / "shallow/strategy")]) == 1
    assert "”git fetch --unshallow”" in capsys.readouterr().err
    git(base / "shallow", "fetch", "--quiet", "--unshallow")
    assert main(["publish", str(base / "shallow/strategy")]) == 1
    assert "med ”make restore FIL=strategy/addresses”" in capsys.readouterr().err


def test_without_git_the_ledger_grows_and_the_risk_is_said(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(strategy.parent / ".git")
    change(strategy / "projects/bastu.yml", "id: bastu", "id: bastu\nslug: bybastun")
    assert main(["publish", str(strategy)]) == 0
    assert "kan ingen märka det" in capsys.readouterr().out
    assert len([*(strategy / "addresses").iterdir()]) == 2


def test_both_sides_of_an_older_ledger_are_joined(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two branches have published with the older program: git marks a conflict in the file."""
    base, ledger = strategy.parent, strategy / "addresses.txt"
    main_branch = git(base, "branch", "--show-current")
    head, *_rest = ledger.read_text("utf-8").splitlines()
    sides = {
        "anna": ["annas/ project bastu", "# summa ae4e00dfc1e4785c"],
        main_branch: ["bos/ project bastu", "# summa 51bdd3ad23249927"],
    }
    for name, lines in sides.items():
        git(base, "checkout", "--quiet", *(["-b"] if name == "anna" else []), name)
        ledger.write_text("\n".join([head, _OLD[0], *lines]) + "\n", "utf-8")
        _commit(strategy, name)
    with pytest.raises(Exception, match="merge"):
        git(base, "merge", "--quiet", "anna")
    assert "<<<<<<<" in ledger.read_text("utf-8")
    assert main(_advice(strategy, capsys)) == 0
    content, _warnings = load_strategy(strategy)
    assert {"forr/", "annas/", "bos/"} <= {row.address for row in content.published}


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
    path = _file(strategy, "addresses/*")
    path.write_text("mal/ goal_list -\n", "utf-8")
    assert main(["restore", str(strategy), "--file", str(path)]) == 1
    assert f"strategy/addresses/{path.name}, rad 1: git har aldrig haft filen hel" in (
        capsys.readouterr().err
    )
    assert path.read_text("utf-8") == "mal/ goal_list -\n"


def test_what_nobody_has_written_yet_is_not_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    change(folder / "projects/bastu.yml", "sv: En bastu", "sv: '[Projektets titel]'")
    change(folder / "strategy.yml", "version: 2", "version: 2  # [inget] att anmärka på")
    assert main(["check", str(folder)]) == 0
    assert main(["publish", str(folder)]) == 1
    (sentence, _count) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("strategy/projects/bastu.yml, rad 3: ”[Projektets titel]” är inte")
    assert not (folder / "addresses").exists()
    assert not (folder / "versions/2.yml").exists()
