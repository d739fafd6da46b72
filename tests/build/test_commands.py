"""The commands a communicator runs, on a copy of the project."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.building import QUIET, copy_of_demo, run_in
from tests.support.editing import change

PROJECT = "strategy/projects/stigen.yml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_of_demo(tmp_path / "project")


def _make_site(project: Path) -> subprocess.CompletedProcess[str]:
    return run_in(project, "-m", "strategy_site", "build")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file()}


def test_make_site_says_what_it_built_and_a_failed_build_leaves_it(project: Path) -> None:
    result = _make_site(project)
    assert result.returncode == 0, result.stderr
    # A build that took long also says what took the time.
    *parts, line = result.stdout.splitlines()
    assert all(re.fullmatch(r"  .+: \d+\.\d s", part) for part in parts)
    assert "3 insatsområden, 7 mål, 7 projekt, 2 ämnen, 6 utlysningar" in line
    assert "make serve" in line
    before = _files(project / "site")

    about = project / "docs/om.md"
    right = about.read_text("utf-8")
    about.write_text(right + '\n<a href="../mal/finns-inte/">mål</a>\n', "utf-8")
    result = _make_site(project)
    assert result.returncode == 1
    assert (
        "docs/om.md, rad 19: länken ”../mal/finns-inte/” leder ingenstans; menade du"
        in result.stderr
    )
    assert _files(project / "site") == before
    about.write_text(right, "utf-8")

    change(project / PROJECT, "total: 480000", "total: 480 000 kr")
    change(project / "strategy/strategy.yml", "version: 2", "version: två")
    result = _make_site(project)
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert f"{PROJECT}, rad " in result.stderr
    assert "strategy/strategy.yml, rad " in result.stderr
    assert _files(project / "site") == before


def test_languages_that_differ_between_the_two_files_are_noticed(project: Path) -> None:
    change(project / "mkdocs.yml", "- {locale: fit, name: meänkieli}", "")
    result = _make_site(project)
    assert result.returncode == 1
    assert "mkdocs.yml, rad 19: språken är inte de samma" in result.stderr
    assert "Traceback" not in result.stderr


def test_handwritten_pages_that_can_not_be_are_noticed(project: Path) -> None:
    (project / "docs/mal").mkdir()
    (project / "docs/mal/index.md").write_text("# Mål\n", "utf-8")
    (project / "docs/projekt").mkdir()
    (project / "docs/projekt/stigen.fi.md").write_text("# Stigen\n", "utf-8")
    (project / "docs/insatsomraden.md").write_text("# Insatsområden\n", "utf-8")
    (project / "docs/om.fi.md").write_bytes("# Tietoa pöytä\n".encode("latin-1"))
    result = _make_site(project)
    assert result.returncode == 1
    lines = result.stderr.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "docs/insatsomraden.md, rad 1",
        "docs/mal/index.md, rad 1",
        "docs/om.fi.md, rad 1",
        "docs/projekt/stigen.fi.md, rad 1",
    ]
    assert "UTF-8" in lines[2]


def _until(condition: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.2)
    return False


def test_live_preview_shows_a_saved_text_and_survives_a_mistake(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "--quiet", "serve", "--dev-addr", address],
        cwd=project,
        env=os.environ | QUIET | {"PYTHONPATH": str(project / "hooks")},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )

    def page(path: str = "projekt/stigen/") -> str:
        try:
            with urllib.request.urlopen(f"http://{address}/strategi/{path}", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    try:
        assert _until(lambda: "Stigen mellan" in page(), 60)
        yaml = project / PROJECT
        change(yaml, "  sv: Stigen mellan byarna", "  sv: Ett nytt namn")
        assert _until(lambda: "Ett nytt namn" in page(), 60)
        change(yaml, "owner:", "ägare:")
        time.sleep(3)
        assert "Ett nytt namn" in page()
        change(yaml, "ägare:", "owner:")
        change(yaml, "Ett nytt namn", "Ett tredje namn")
        assert _until(lambda: "Ett tredje namn" in page(), 60)
        assert _until(lambda: "Ett tredje namn" in page("fit/projekt/stigen/"), 20)
        template = project / "hooks/strategy_site/render/templates/pages/project.html.j2"
        change(template, '<p class="lead">', '<p class="lead changed">')
        assert _until(lambda: "lead changed" in page(), 60)
        assert "../mal/ungas-inflytande/" in page("1.2/")
        assert "Ett tredje namn" in page("strategy.json")
        assert "<feed" in page("feed.xml")
        assert "shards" in page("search-index/sv/index.json")
        assert not page("mal/finns-inte/")
        change(yaml, "Ett tredje namn", "Ett fjärde namn")
        assert _until(lambda: "Ett fjärde namn" in page("strategy.json"), 60)
        change(project / "docs/om.md", "title: Om oss", "title: Nytt om")
        assert _until(lambda: "Nytt om" in page("om/"), 60)
        assert "Ett fjärde namn" in page()
    finally:
        server.terminate()
        output, _ = server.communicate(timeout=20)
    assert "nyckeln ”ägare” finns inte här" in output
    assert "Traceback" not in output
