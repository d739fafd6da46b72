"""The package as somebody installs it, outside this repository: theme, editor and all."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from strategy_site.build.link_check import broken_links
from strategy_site.package_files import FORGE_FILES
from tests.support.building import QUIET
from tests.support.editing import change
from tests.support.paths import ROOT

_OURS = re.compile(r"_?(strategy_site|editable)|__editable__")
_URL = "https://strategi.example.org/"

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of programs of an environment with the wheel, and the pinned packages."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder / "venv", with_pip=False)
    python = folder / "venv/bin/python"
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run([*pip, *build], check=True)
    (wheel,) = folder.glob("*.whl")
    install = ["--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([*pip, *install], check=True)
    # There is no network to fetch the others from: they are lent by this environment.
    pinned = folder / "pinned"
    pinned.mkdir()
    for package in _site_packages(sys.prefix).iterdir():
        if not _OURS.match(package.name):
            (pinned / package.name).symlink_to(package)
    # So are the dictionaries, which take 20 s to write.
    (Path(sys.prefix) / "var").mkdir(exist_ok=True)
    (folder / "venv/var").symlink_to(Path(sys.prefix) / "var")
    (_site_packages(folder / "venv") / "pinned.pth").write_text(str(pinned), "utf-8")
    return python.parent


def _site_packages(environment: Path | str) -> Path:
    (folder,) = Path(environment).glob("lib/python*/site-packages")
    return folder


@pytest.fixture(scope="module")
def environment(scripts: Path) -> dict[str, str]:
    """Return variables in which nothing leads to this repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | QUIET | {"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def site(
    scripts: Path, environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Return a new site, built."""
    folder = tmp_path_factory.mktemp("elsewhere")
    command = str(scripts / "strategy-site")
    for cwd, arguments in (
        (folder, ["new", "vårt område", "--language", "sv,fi"]),
        (folder / "vårt område", ["build"]),
    ):
        result = subprocess.run(
            [command, *arguments],
            cwd=cwd,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, result.stdout + result.stderr
    return folder / "vårt område"


def test_it_builds_with_its_theme_and_every_link_leads_somewhere(site: Path) -> None:
    assert broken_links(site / "site", _URL) == []
    assert (site / "site/assets/site.css").is_file()
    page = (site / "site/index.html").read_text("utf-8")
    assert "[Föreningens namn]" in page
    assert "Hoppa till innehållet" in page


def test_its_repository_names_the_version_and_nothing_of_ours(site: Path) -> None:
    files = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    repository = {name for name in files if not name.startswith(("site/", ".build/"))}
    assert repository >= {
        *("mkdocs.yml", "requirements.txt", ".gitignore", "Makefile"),
        *FORGE_FILES,
        *("strategy/strategy.yml", "docs/om-oss.md"),
    }
    assert re.fullmatch(r"strategy-site==[\d.]+\n", (site / "requirements.txt").read_text("utf-8"))
    for name in repository:
        text = (site / name).read_text("utf-8")
        assert str(ROOT) not in text, name
        assert "hooks" not in text, name
        assert "Torne" not in text, name


def test_its_own_makefile_has_every_command_of_its_workflows(site: Path) -> None:
    for name in FORGE_FILES:
        for target in re.findall(r"\bmake ([a-z]+)", (site / name).read_text("utf-8")):
            if target != "new":
                dry = subprocess.run(
                    ["make", "--dry-run", target], cwd=site, capture_output=True, check=False
                )
                assert dry.returncode == 0, (name, target)


@contextmanager
def _running(command: list[str], site: Path, environment: dict[str, str]) -> Iterator[None]:
    server = subprocess.Popen(
        command, cwd=site, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        # MkDocs is a process of its own.
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()


def _answer(url: str) -> str:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own server
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.2)
    return ""


def test_it_is_served_while_it_is_edited(
    site: Path, scripts: Path, environment: dict[str, str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    settings = site / "mkdocs.yml"
    before = settings.read_text("utf-8")
    settings.write_text(f"{before}dev_addr: {address}\n", "utf-8")
    try:
        with _running([str(scripts / "strategy-site"), "serve"], site, environment):
            assert "[Föreningens namn]" in _answer(f"http://{address}/")
            change(site / "strategy/strategy.yml", "[Föreningens namn]", "Vår förening")
            deadline = time.monotonic() + 60
            while "Vår förening" not in (page := _answer(f"http://{address}/")):
                assert time.monotonic() < deadline, page
                time.sleep(0.2)
    finally:
        settings.write_text(before, "utf-8")


def test_a_language_that_the_theme_does_not_know_gets_its_words_in_the_site(
    site: Path, scripts: Path, environment: dict[str, str]
) -> None:
    command = [str(scripts / "strategy-site"), "add", "language", "--language", "rmf"]
    result = subprocess.run(
        [*command, "--like", "fi", "--name", "kaalengo tšimb"],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert (site / "theme/partials/languages/rmf.html").is_file()
    built = subprocess.run(
        [str(scripts / "strategy-site"), "build"],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    assert (site / "site/rmf/index.html").is_file()
