"""Windows and macOS, as far as Linux can play them: no fork, other encodings, CRLF, open files."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from strategy_site import files
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from tests.support.building import DAY, QUIET, copy_of_demo
from tests.support.editing import change, git
from tests.support.paths import DEMO, TESTS

_WITHOUT_POSIX = TESTS / "support/without_posix"
# Of filelock's, which has another kind of lock on Windows.
_NO_WARNING = {"PYTHONWARNINGS": "ignore:only soft file lock:UserWarning"}


def _run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command as on a system without fork, fcntl and symbolic links."""
    path = os.pathsep.join([str(_WITHOUT_POSIX), str(project / "hooks")])
    return subprocess.run(
        [sys.executable, "-m", "strategy_site", *arguments],
        cwd=project,
        env=os.environ | QUIET | DAY | _NO_WARNING | {"PYTHONPATH": path} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo, in git, in a folder with a space and letters beyond ASCII."""
    project = copy_of_demo(tmp_path_factory.mktemp("other") / "vårt område")
    (project / ".gitignore").write_text(".build/\nsite/\n", "utf-8")
    for arguments in (["init", "--quiet"], ["add", "--all"], ["commit", "-qm", "Begin"]):
        git(project, *arguments)
    return project


def _files(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_it_is_played(project: Path) -> None:
    code = "import os, multiprocessing; print(hasattr(os, 'fork')); import fcntl"
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(_WITHOUT_POSIX)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == "False\n"
    assert "fcntl" in result.stderr


def test_without_fork_the_site_is_the_same_byte_for_byte(project: Path, demo_site: Path) -> None:
    result = _run(project, "build")
    assert (result.returncode, result.stderr) == (0, b"")
    ours, theirs = _files(project / "site"), _files(demo_site)
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_commands_work_without_fork(project: Path) -> None:
    assert _run(project, "check").returncode == 0
    change(project / "strategy/projects/stigen.yml", "sv: Stigen mellan", "sv: Leden mellan")
    preview = _run(project, "preview")
    assert (preview.returncode, preview.stderr) == (0, b"")
    assert (project / ".build/preview/index.html").is_file()
    assert _run(project, "new", "eget", "--language", "sv").returncode == 0


@pytest.mark.parametrize("encoding", ["cp850", "cp1252", "ascii"])
def test_a_terminal_of_any_encoding_shows_the_messages(project: Path, encoding: str) -> None:
    file = project / "strategy/projects/radion.yml"
    before = file.read_bytes()
    change(file, "owner:", "öwner:")
    try:
        result = _run(project, "check", PYTHONIOENCODING=encoding)
    finally:
        file.write_bytes(before)
    said = result.stderr.decode(encoding)
    assert result.returncode == 1
    assert "Traceback" not in said
    assert "strategy/projects/radion.yml, rad " in said
    assert re.search(r"menade du [”\"]owner[”\"]\?", said)


def test_files_with_windows_line_ends_say_the_same(tmp_path: Path) -> None:
    plain, crlf = tmp_path / "plain/strategy", tmp_path / "crlf/strategy"
    for folder in (plain, crlf):
        for file in (DEMO / "strategy").rglob("*"):
            target = folder / file.relative_to(DEMO / "strategy")
            if file.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                data = file.read_bytes()
                if folder == crlf and file.suffix in (".yml", ".txt", ".jsonl"):
                    data = data.replace(b"\n", b"\r\n")
                target.write_bytes(data)
    one, other = load_strategy(plain), load_strategy(crlf)
    assert [str(d) for d in one[1]] == [str(d) for d in other[1]]
    assert one[0].strategy == other[0].strategy
    assert one[0].items == other[0].items
    assert one[0].published == other[0].published


def _busy(times: int) -> Callable[[Path, Path], Path]:
    """Return a `Path.replace` that is refused some times, as while another program reads."""
    left = [times]
    really = Path.replace

    def replace(source: Path, target: Path) -> Path:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "in use", str(source), None, str(target))
        return really(source, target)

    return replace


def test_a_file_that_somebody_has_open_is_replaced_when_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("strategy_site.files.time.sleep", lambda _: None)
    file = tmp_path / "page.html"
    file.write_text("old")
    monkeypatch.setattr(Path, "replace", _busy(3))
    files.atomic_write(file, b"new")
    assert file.read_bytes() == b"new"
    monkeypatch.setattr(Path, "replace", _busy(99))
    with pytest.raises(PermissionError):
        files.atomic_write(file, b"newer")
    assert file.read_bytes() == b"new"
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "Disken är full, så ”strategy/x” går inte att skriva"),
        (errno.EROFS, "”strategy/x” ligger på en disk som bara går att läsa"),
        (errno.EACCES, "”strategy/x” går inte att skriva eller läsa: stäng programmet"),
        (errno.EIO, "Systemet går inte med på ”strategy/x”"),
    ],
)
def test_what_the_system_refuses_is_one_sentence(
    project: Path,
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(code, os.strerror(code), "strategy/x")

    monkeypatch.setattr("strategy_site.cli.strategy.write_schemas", refuse)
    assert main(["schema", "--project", str(project)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(sentence)


def test_a_full_disk_leaves_the_old_site(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Where MkDocs writes, too: the command that starts it says one sentence and no traceback."""
    before = _files(project / "site")
    stub = project / "full/sitecustomize.py"
    stub.parent.mkdir()
    stub.write_text(
        "import errno, pathlib\n"
        "def full(self, *_):\n"
        "    raise OSError(errno.ENOSPC, 'No space left on device', str(self))\n"
        "if 'mkdocs_adapter' in __import__('sys').orig_argv: pathlib.Path.write_bytes = full\n",
        "utf-8",
    )
    change(project / "docs/om.md", "# ", "# Nytt: ")
    path = os.pathsep.join([str(stub.parent), str(project / "hooks")])
    result = _run(project, "build", PYTHONPATH=path)
    said = result.stderr.decode()
    assert result.returncode == 1
    assert "Disken är full" in said
    assert "Traceback" not in said
    assert _files(project / "site") == before


@pytest.mark.parametrize(
    ("settings", "line", "sentence"),
    [
        (None, 1, "filen finns inte"),
        (b"site_name: [x\nplugins: y\n", 2, "YAML går inte att läsa här"),
        (b"site_name: \xe5\n", 1, "filen är inte UTF-8"),
        (b"- a\n", 1, "filen ska innehålla nycklar"),
        (b"", 1, "filen ska innehålla nycklar"),
    ],
)
@pytest.mark.parametrize("command", ["build", "serve", "preview", "edit"])
def test_a_broken_mkdocs_yml_is_one_sentence(
    tmp_path: Path,
    command: str,
    settings: bytes | None,
    line: int,
    sentence: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "strategy").mkdir()
    (tmp_path / "strategy/strategy.yml").write_text("languages: []\n")
    if settings is not None:
        (tmp_path / "mkdocs.yml").write_bytes(settings)
    assert main([command, "--project", str(tmp_path)]) == 1
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(f"mkdocs.yml, rad {line}: {sentence}")
