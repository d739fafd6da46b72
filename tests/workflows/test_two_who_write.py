"""People, a machine that publishes and a forge write at once: no address and no review is lost.

Histories of real git repositories: two people edit, publish, review, merge, rebase and revert in
their clones; the forge merges by itself and reads no ``.gitattributes``; a machine publishes what
is on the main branch. Who is told to restore something does so, and nothing else.
"""

from __future__ import annotations

import contextlib
import io
import os
import random
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.i18n.translation_status import translation_status
from strategy_site.pages.pages import pages_of
from strategy_site.pages.redirects import redirects_of
from tests.support.editing import edit_yaml
from tests.support.paths import BASE

STEPS = 12
_WHO = {
    f"GIT_{role}_{part}": value
    for role in ("AUTHOR", "COMMITTER")
    for part, value in (("NAME", "Någon"), ("EMAIL", "nagon@example.org"))
} | {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
_RESTORE = re.compile(r"”make restore FIL=([^”]+)”")


def _git(folder: Path, *arguments: str) -> str | None:
    """Run git; return what it says, ``None`` if it fails."""
    result = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | _WHO,
    )
    return result.stdout.strip() if result.returncode == 0 else None


def _say(*arguments: str) -> tuple[int, str]:
    """Run a command; return its exit code and the errors that it tells."""
    errors = io.StringIO()
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        code = main(list(arguments))
    return code, errors.getvalue()


@dataclass
class _World:
    """A forge, the clones of two people and of a machine, and what was ever published."""

    folder: Path
    chance: random.Random
    number: int = 0
    ever: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Every address that reached the forge's main branch, and what it was about first."""
    reviews: set[tuple[str, str, str]] = field(default_factory=set)
    """Unit, translation and source of every review that reached the main branch."""

    def __post_init__(self) -> None:
        first = self.folder / "first"
        shutil.copytree(BASE, first / "strategy")
        assert _say("publish", "--project", str(first))[0] == 0
        for arguments in (
            ("init", "--quiet", "--initial-branch=main"),
            ("add", "--all"),
            ("commit", "--quiet", "--message", "Begin"),
            ("clone", "--quiet", "--bare", str(first), str(self.bare)),
        ):
            assert _git(first, *arguments) is not None
        for name in ("anna", "bo", "machine"):
            assert _git(self.folder, "clone", "--quiet", str(self.bare), name) is not None
        self.note()

    @property
    def bare(self) -> Path:
        return self.folder / "bare.git"

    def step(self, what: str) -> None:
        person = self.folder / self.chance.choice(["anna", "bo"])
        steps: dict[str, Callable[[Path], None]] = {
            "add": self.add,
            "rename": self.rename,
            "withdraw": self.withdraw,
            "translate": self.translate,
            "review": self.review,
            "publish": self.publish,
            "revert": self.revert,
            "merge": lambda clone: self.pull(clone, "merge"),
            "rebase": lambda clone: self.pull(clone, "rebase"),
            "forge": self.propose,
            "push": self.push,
            "machine": lambda _clone: self.machine(),
            "shallow": lambda _clone: self.shallow(),
        }
        steps[what](person)
        self.note()

    def commit(self, clone: Path, message: str) -> None:
        _git(clone, "add", "--all")
        _git(clone, "commit", "--quiet", "--message", message)

    def own(self, clone: Path) -> Path | None:
        """Return one of the projects that the person of a clone works on."""
        files = sorted((clone / "strategy/projects").glob(f"{clone.name}*.yml"))
        return self.chance.choice(files) if files else None

    def add(self, clone: Path) -> None:
        self.number += 1
        item_id = f"{clone.name}{self.number}"
        text = (BASE / "projects/bastu.yml").read_text("utf-8")
        path = clone / f"strategy/projects/{item_id}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("id: bastu", f"id: {item_id}"), "utf-8")
        self.commit(clone, f"Add {item_id}")

    def rename(self, clone: Path) -> None:
        self.number += 1
        if path := self.own(clone):
            slug = f"{clone.name}-s{self.number}"
            edit_yaml(path, lambda item: item.update(slug=slug))
            self.commit(clone, "Rename")

    def withdraw(self, clone: Path) -> None:
        if path := self.own(clone):
            edit_yaml(path, lambda item: item.update(withdrawn={"date": "2026-01-01"}))
            text = path.read_text("utf-8").replace("'2026-01-01'", "2026-01-01")
            path.write_text(text, "utf-8")
            self.commit(clone, "Withdraw")

    def translate(self, clone: Path) -> None:
        self.number += 1
        if path := self.own(clone):
            words = f"Sauna {self.number}"
            edit_yaml(path, lambda item: item["title"].update(fi=words))
            self.commit(clone, "Translate")

    def review(self, clone: Path) -> None:
        path = self.own(clone)
        # What somebody else works on is reviewed too.
        item_id = path.stem if path and self.chance.random() < 0.6 else "1.1"
        self.obey(clone, "reviewed", "--text", f"{item_id} title", "--language", "fi")
        self.commit(clone, "Review")

    def publish(self, clone: Path) -> None:
        self.obey(clone, "publish")
        self.commit(clone, "Publish")

    def revert(self, clone: Path) -> None:
        back = self.chance.randrange(3)
        if _git(clone, "log", "-1", "--format=%s", f"HEAD~{back}") in (None, "Begin"):
            return
        if _git(clone, "revert", "--no-edit", f"HEAD~{back}") is None:
            _git(clone, "revert", "--abort")

    def obey(self, clone: Path, command: str, *arguments: str) -> bool:
        """Run a command, follow the advice that it gives, and run it again; return if it worked."""
        for _attempt in range(12):
            code, said = _say(command, "--project", str(clone), *arguments)
            if code == 0:
                return True
            if found := _RESTORE.search(said):
                _say("restore", "--project", str(clone), "--file", found[1])
            elif found := re.search(r"lägg tillbaka ”(\S+)”", said):
                self.bring_back(clone, found[1])
            else:
                return False
            self.commit(clone, "Restore")
        raise AssertionError(said)

    def bring_back(self, clone: Path, item_id: str) -> None:
        """Put the newest file of an item that is gone back from git, as its author would."""
        path = f"strategy/projects/{item_id}.yml"
        log = _git(clone, "log", "--full-history", "--format=%H", "--diff-filter=AM", "--", path)
        assert log
        assert _git(clone, "checkout", log.splitlines()[0], "--", path) is not None

    def pull(self, clone: Path, how: str) -> None:
        _git(clone, "fetch", "--quiet", "origin")
        if _git(clone, how, "--quiet", "origin/main") is None:
            names = _git(clone, "diff", "--name-only", "--diff-filter=U") or ""
            records = ("strategy/addresses", "strategy/translations")
            assert not [name for name in names.splitlines() if name.startswith(records)]
            _git(clone, how, "--abort")

    def push(self, clone: Path) -> None:
        _git(clone, "push", "--quiet", "origin", "HEAD:main")

    def propose(self, clone: Path) -> None:
        """Let the forge merge, by ``git merge-tree`` in its bare repository."""
        _git(clone, "push", "--quiet", "--force", "origin", f"HEAD:{clone.name}")
        heads = ("main", clone.name)
        tree = _git(self.bare, "merge-tree", "--write-tree", *heads)
        if tree is None:
            names = _git(self.bare, "merge-tree", "--write-tree", "--name-only", *heads) or ""
            assert "strategy/addresses" not in names
            assert "strategy/translations" not in names
            return
        parents = [argument for head in heads for argument in ("-p", head)]
        merge = _git(self.bare, "commit-tree", tree, *parents, "-m", "Merge")
        assert merge
        _git(self.bare, "update-ref", "refs/heads/main", merge)

    def machine(self) -> None:
        clone = self.folder / "machine"
        assert _git(clone, "pull", "--quiet", "--rebase", "origin", "main") is not None
        assert _git(clone, "status", "--porcelain") == ""
        if _say("publish", "--project", str(clone))[0] == 0:
            assert _say("record", "--project", str(clone))[0] == 0
        else:
            _git(clone, "checkout", "--quiet", "--", ".")
        assert not (clone / ".git/rebase-merge").exists()

    def shallow(self) -> None:
        clone = self.folder / "shallow"
        url = self.bare.as_uri()
        _git(self.folder, "clone", "--quiet", "--depth=1", "--branch=main", url, str(clone))
        if _git(clone, "rev-parse", "--is-shallow-repository") == "true":
            code, said = _say("publish", "--project", str(clone))
            assert code == 1
            assert "git fetch --unshallow" in said or _RESTORE.search(said) or "lägg till" in said
            assert _git(clone, "status", "--porcelain", "--", "strategy/addresses") == ""
        shutil.rmtree(clone)

    def note(self) -> None:
        """Remember what has reached the forge's main branch."""
        names = _git(self.bare, "ls-tree", "-r", "--name-only", "main") or ""
        for name in names.splitlines():
            if name.startswith("strategy/addresses/"):
                for line in (_git(self.bare, "show", f"main:{name}") or "").splitlines():
                    address, kind, item_id = line.split()
                    self.ever.setdefault(address, (kind, item_id))
            elif name.startswith("strategy/translations/"):
                for line in (_git(self.bare, "show", f"main:{name}") or "").splitlines():
                    row = yaml.safe_load(line)
                    if row["state"] == "reviewed":
                        self.reviews.add((row["place"], row["text"], row["made_from"]))

    def finish(self) -> None:
        """Let somebody bring the main branch in order, and look at everything."""
        clone = self.folder / "last"
        assert _git(self.folder, "clone", "--quiet", str(self.bare), "last") is not None
        assert self.obey(clone, "publish")
        content, _warnings = load_strategy(clone / "strategy")
        pages = pages_of(content)
        about = {page.address: page for page in pages} | redirects_of(content, pages)
        for address, subject in self.ever.items():
            if subject[0] not in ("language", "handwritten"):
                page = about[address]
                assert (page.kind, page.item_id or "-") == subject, address
        status = translation_status(content)
        for translation in status.all("fi"):
            text = translation.unit.text.root.get("fi")
            stored = translation.stored
            if text is None or stored is None:
                continue
            key = (stored.unit_id, stored.digest, translation.unit.text.root["sv"])
            if key in self.reviews:
                assert translation.state == "reviewed", key


ACTIONS = [
    *("add", "rename", "withdraw", "translate", "review", "publish", "revert", "merge", "rebase"),
    *("forge", "push", "machine", "shallow"),
    # What writes and what joins comes more often than the rest.
    *("add", "rename", "publish", "forge", "machine", "merge"),
]


def _any_history(seed: int, steps: list[str], factory: pytest.TempPathFactory) -> None:
    folder = factory.mktemp("world")
    world = _World(folder, random.Random(seed))  # noqa: S311 - no secret
    for step in steps:
        world.step(step)
    world.finish()
    shutil.rmtree(folder)


histories = given(
    seed=st.integers(0, 2**32),
    steps=st.lists(st.sampled_from(ACTIONS), min_size=STEPS, max_size=STEPS),
)


@histories
@settings(max_examples=20)
def test_nothing_is_lost(
    seed: int, steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    _any_history(seed, steps, tmp_path_factory)


@pytest.mark.long
@histories
@settings(max_examples=500)
def test_nothing_is_lost_in_many_histories(
    seed: int, steps: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    _any_history(seed, steps, tmp_path_factory)
