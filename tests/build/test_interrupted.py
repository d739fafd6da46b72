"""A process that is killed, or a full disk, leaves what was there whole; the next run heals."""

from __future__ import annotations

import errno
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

import pytest

from strategy_site.authoring.editor.backend import DecapBackend
from strategy_site.authoring.editor.joining import RequestError
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from tests.support.building import QUIET, copy_of_demo, run_in
from tests.support.paths import BASE

PROJECT = "strategy/projects/stigen.yml"


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def _killed(project: Path, command: str, seconds: float) -> None:
    """Start a command and kill it and its children after some seconds, unless it was faster."""
    process = subprocess.Popen(
        [sys.executable, "-m", "strategy_site", command, "--project", str(project)],
        cwd=project,
        env=os.environ | QUIET | {"PYTHONPATH": str(project / "hooks")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
def test_a_killed_build_or_publication_harms_nothing(tmp_path: Path) -> None:
    project = copy_of_demo(tmp_path / "project")
    chance = random.Random(2020)  # noqa: S311 - no secret
    assert run_in(project, "-m", "strategy_site", "build").returncode == 0
    for number in range(3):
        before = _files(project / "site")
        path = project / PROJECT
        text = re.sub(r"^slug: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text.replace("title:", f"slug: stig-{number}\ntitle:", 1), "utf-8")
        _killed(project, "build", chance.uniform(0.3, 2.5))
        now = _files(project / "site")
        # Either the old site or the new one, which has one address more in each language.
        assert len(now.keys() ^ before.keys()) % 3 == 0
        assert all(data.rstrip().endswith(b">") for name, data in now.items() if "html" in name)
        _killed(project, "publish", chance.uniform(0.1, 0.6))
        load_strategy(project / "strategy")
    assert run_in(project, "-m", "strategy_site", "build").returncode == 0
    assert not [*project.glob(".site-*")]
    shutil.copytree(project, tmp_path / "other")
    shutil.rmtree(tmp_path / "other/site")
    shutil.rmtree(tmp_path / "other/.build")
    assert run_in(tmp_path / "other", "-m", "strategy_site", "build").returncode == 0
    assert _files(tmp_path / "other/site") == _files(project / "site")


class _FullDisk:
    """Lets some files be written, and half of the next; then the disk is full."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, files: int) -> None:
        self.left = files
        write = Path.write_bytes

        def write_bytes(path: Path, data: bytes) -> int:
            self.left -= 1
            if self.left < 0:
                write(path, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
            return write(path, data)

        monkeypatch.setattr(Path, "write_bytes", write_bytes)

    @property
    def was_full(self) -> bool:
        return self.left < 0


def _publish(folder: Path) -> bool:
    return main(["publish", str(folder)]) == 0


def _import(folder: Path) -> bool:
    table = folder.parent / "projects.csv"
    options = ["--stale", "--file", str(table)]
    table.write_text("id;owner\nbastu;Ägaren\n", "utf-8")
    return main(["import", str(folder), *options]) == 0


def _save(folder: Path) -> bool:
    backend = DecapBackend(folder, "https://strategi.example.org/")
    path = f"{folder.name}/projects/bastu.yml"
    raw = backend.handle("getEntry", {"path": path})["data"].replace("En bastu", "Vår bastu")
    try:
        backend.handle("persistEntry", {"dataFiles": [{"path": path, "raw": raw}], "assets": []})
    except RequestError:
        return False
    return True


@pytest.mark.parametrize("act", [_publish, _import, _save])
@pytest.mark.parametrize("files", range(4))
def test_a_full_disk_leaves_what_was_there(
    act: Callable[[Path], bool], files: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, other = (Path(shutil.copytree(BASE, tmp_path / n / "strategy")) for n in ("a", "b"))
    before = _files(folder)
    with monkeypatch.context() as patched:
        disk = _FullDisk(patched, files)
        done = act(folder)
    assert done is not disk.was_full
    after = _files(folder)
    assert {name: after[name] for name in before if name in after and not done} == (
        {} if done else before
    )
    load_strategy(folder)
    assert act(folder)
    assert act(other)
    # What was left of the first attempt does not show.
    assert _files(folder) == _files(other)


def _shown(folder: Path) -> dict[str, bytes]:
    """Return the files that anybody reads: what begins with a dot was never put in place."""
    return {name: data for name, data in _files(folder).items() if "/." not in f"/{name}"}


def _act_until_killed(act: Callable[[Path], bool], folder: Path, files: int) -> None:
    """Do something; in the middle of the file after some files, the process is killed."""
    left, write = files, Path.write_bytes

    def write_bytes(path: Path, data: bytes) -> int:
        nonlocal left
        if not left:
            write(path, data[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return write(path, data)

    Path.write_bytes = write_bytes  # type: ignore[method-assign,assignment]
    act(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no kill -9")
@pytest.mark.parametrize("act", [_publish, _import, _save])
@pytest.mark.parametrize("files", range(4))
def test_a_killed_command_leaves_what_was_there(
    act: Callable[[Path], bool], files: int, tmp_path: Path
) -> None:
    folder, other = (Path(shutil.copytree(BASE, tmp_path / n / "strategy")) for n in ("a", "b"))
    before = _shown(folder)
    process = get_context("fork").Process(target=_act_until_killed, args=(act, folder, files))
    process.start()
    process.join()
    killed = process.exitcode == -signal.SIGKILL
    assert killed or process.exitcode == 0
    load_strategy(folder)
    assert act(other)
    whole = _shown(other)
    for name, data in _shown(folder).items():
        assert data in (before.get(name), whole.get(name))
    assert act(folder)
    assert _shown(folder) == whole
