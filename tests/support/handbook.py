"""The handbook's pages as stories: what stands in their code is done, in order, on a forge.

- ``sh``: every line is run. ``make serve`` and ``make edit`` go on until they have answered.
- ``yaml``: goes into the file that was named last before it; a file that is there keeps the rest.
- ``text``: what the command before it said, among other things; ``…`` stands for anything.
- A picture is taken where it stands, and compared.

What takes long is not done for a reader without a browser: see `Reader`.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import yaml
from playwright.sync_api import Browser

from strategy_site.yaml_io.diff import changes_between
from strategy_site.yaml_io.patch import patch
from tests.support.building import ADDRESSES
from tests.support.forge import Forge
from tests.support.handbook_pictures import check_picture
from tests.support.paths import ROOT

HANDBOOK = ROOT / "docs" / "handbok"
_STEP = re.compile(
    r"^ *```(?P<kind>\w+)\n(?P<body>.*?)^ *```$|!\[[^]]+\]\((?P<picture>[^)]+)\)",
    re.MULTILINE | re.DOTALL,
)
_FILE = re.compile(r"`([\w./-]+\.yml)`")
SERVERS = {"make serve": "http://127.0.0.1:8000/", "make edit": "http://127.0.0.1:8010/redigera/"}
DAY = {"SOURCE_DATE_EPOCH": "1802257200"}
"""The day on which the stories happen: 10 February 2027."""
PATIENCE = 120
"""Seconds until a server has to answer."""


@dataclass(frozen=True)
class Step:
    """A block of code of a page, or a picture."""

    kind: str
    body: str
    file: str
    """The YAML file that was named last before it."""


def steps(page: Path) -> Iterator[Step]:
    """Give what is to do on a page, in order."""
    text = page.read_text("utf-8")
    for found in _STEP.finditer(text):
        named = _FILE.findall(text, 0, found.start())
        body = found["picture"] or dedent(found["body"])
        yield Step(found["kind"] or "picture", body, named[-1] if named else "")


_INSTEAD = {
    **dict.fromkeys(SERVERS, "make --dry-run {}"),
    **dict.fromkeys(("make site", "make preview"), "make --dry-run {}"),
    "make publish": "make --assume-old=site publish",
}
"""What somebody runs who does not wait for a site to be built."""


@dataclass
class Reader:
    """Somebody who does what a page says, in a clone of the project.

    Without a browser no site is built, nothing is served and no picture is taken. All other
    commands are run.
    """

    forge: Forge
    clone: Path
    home: Path
    answers: dict[str, str]
    """What is answered to the commands that ask."""
    browser: Browser | None = None

    def follow(self, page: Path) -> None:
        """Do everything on a page."""
        said: str | None = ""
        found = list(steps(page))
        for number, step in enumerate(found):
            match step.kind:
                case "sh":
                    fails = any("fel att rätta" in s.body for s in found[number + 1 : number + 2])
                    lines = step.body.splitlines()
                    said = "".join(self.run(line, fails=fails) for line in lines)
                    if self.browser is None and any("--dry-run" in _instead(s) for s in lines):
                        said = None
                case "yaml":
                    self._write(self.clone / step.file, step.body)
                case "text" if said is not None:
                    for line in step.body.splitlines():
                        pattern = re.escape(line).replace("…", ".*")
                        assert re.search(pattern, said), f"{page.name}: {line!r} not in\n{said}"
                case "text":
                    pass  # of a command that was not run
                case "picture" if self.browser is not None:
                    check_picture(page.parent / step.body, self, self.browser)
                case "picture":
                    assert (page.parent / step.body).is_file()
                case kind:
                    raise AssertionError(f"{page.name}: nobody can do {kind}")

    def run(self, line: str, *, fails: bool = False) -> str:
        """Run a line of shell, which is to go well or to fail; give what it said."""
        if self.browser is None:
            fails = fails and "--dry-run" not in _instead(line)
            line = _instead(line)
        elif line in SERVERS:
            return self._serve(line)
        result = subprocess.run(
            ["bash", "-ec", line],
            cwd=self.clone,
            env=self._environment(),
            input=self.answers.get(line, ""),
            capture_output=True,
            text=True,
            check=False,
        )
        said = result.stdout + result.stderr
        assert "Traceback" not in said, said
        assert (result.returncode != 0) == fails, f"{line}\n{said}"
        return said

    def _serve(self, line: str) -> str:
        process = subprocess.Popen(
            ["bash", "-ec", line],
            cwd=self.clone,
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            assert _answers(SERVERS[line], process), f"{line} did not answer"
        finally:
            os.killpg(process.pid, signal.SIGINT)
            said, _ = process.communicate(timeout=30)
        assert SERVERS[line] in said
        return said

    def _environment(self) -> dict[str, str]:
        names = {"GIT_AUTHOR_NAME": "Test", "GIT_AUTHOR_EMAIL": "test@example.org"}
        names |= {key.replace("AUTHOR", "COMMITTER"): value for key, value in names.items()}
        return self.forge.environment() | names | {"HOME": str(self.home), **DAY, **ADDRESSES}

    def _write(self, path: Path, body: str) -> None:
        if not path.is_file():
            path.parent.mkdir(exist_ok=True)
            path.write_text(body, "utf-8")
            return
        before = path.read_text("utf-8")
        old, new = yaml.safe_load(before), yaml.safe_load(body)
        if "version" in new:
            # The page says the number that came next when it was written.
            new["version"] = old["version"] + 1
        changes = dict(changes_between(old, _merged(old, new), ()))
        assert changes, f"{path.name}: nothing to change"
        path.write_text(patch(before, changes), "utf-8")


def _instead(line: str) -> str:
    command = next((key for key in _INSTEAD if line.startswith(key)), None)
    return _INSTEAD[command].format(line.removeprefix("make ")) if command else line


def _answers(address: str, process: subprocess.Popen[str]) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310 - this machine's own
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            time.sleep(0.2)
    return False


def _merged(old: Any, new: Any) -> Any:
    """Give what was there with what is new in it; rows of a list are the same by their id."""
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {key: _merged(old.get(key), value) for key, value in new.items()}
    if isinstance(old, list) and all(isinstance(row, dict) and "id" in row for row in old):
        by_id = {row["id"]: row for row in old}
        rows = {row["id"]: _merged(by_id.get(row["id"]), row) for row in new}
        return list((by_id | rows).values())
    return new
