"""What a build leaves for the next may be lost, damaged or shared; that costs only time."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from strategy_site.build import pipeline
from strategy_site.build.mkdocs_process import run_mkdocs
from strategy_site.build.state import BuildState
from strategy_site.files import write_checked
from tests.support.building import copy_of_demo
from tests.support.editing import change, edit_yaml
from tests.support.rebuilding import build_site, differences, files, make_site, start

STATE = ".build/state.json"


@dataclass(frozen=True)
class Built:
    """A copy of the demo with its site, as a build from nothing makes it."""

    project: Path
    right: dict[str, str]
    kept: Path
    """What MkDocs wrote, ``new``, and the state of it, ``state.json``."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("damaged")
    project, kept = copy_of_demo(folder / "project"), folder / "kept"

    def build_and_keep(target: Path, project: Path, state_file: Path) -> bool:
        built = run_mkdocs(target, project, state_file)
        shutil.copytree(target, kept / "new")
        shutil.copy(state_file, kept)
        return built

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "run_mkdocs", build_and_keep)
        right = build_site(project)
    return Built(project, right, kept)


def _cut_off(project: Path) -> None:
    state = project / STATE
    state.write_bytes(state.read_bytes()[: state.stat().st_size // 2])


def _nothing_of_use(project: Path) -> None:
    (project / STATE).write_bytes(b"nothing of use" * 1000)


def _wrong_at_the_same_time(project: Path) -> None:
    """As a disk does it that fails: neither size nor time tells of it."""
    _keeping_its_time(project / STATE, b"index.html", b"other.html")


def _another_builds_outputs(project: Path) -> None:
    state = _state_without_sources(project)
    for pattern, output in state.outputs.items():
        files = {path: (size, "0") for path, (size, _) in output.files.items()}
        state.outputs[pattern] = output._replace(files=files)
    state.write(project / STATE)


def _damaged_reads(project: Path) -> None:
    state = _state_without_sources(project)
    for pattern, output in state.outputs.items():
        state.outputs[pattern] = output._replace(reads='[[1, {}], "')
    state.write(project / STATE)


def _damaged_inputs(project: Path) -> None:
    state = _state_without_sources(project)
    replace(state, inputs={"config": {"url": "https://example.org/"}}).write(project / STATE)


def _other_shape(project: Path) -> None:
    write_checked(project / STATE, b'{"version": 99}')


def _older_shape(project: Path) -> None:
    state = json.loads((project / STATE).read_bytes().partition(b"\n")[2])
    state["outputs"] = [path for files, *_ in state["outputs"].values() for path in files]
    write_checked(project / STATE, json.dumps(state).encode())


def _no_object(project: Path) -> None:
    write_checked(project / STATE, b'["a list"]')


def _no_state(project: Path) -> None:
    (project / STATE).unlink()


def _no_site(project: Path) -> None:
    shutil.rmtree(project / "site")


def _a_page_changed_by_hand(project: Path) -> None:
    _keeping_its_time(project / "site/mal/index.html", b"<main", b"<mean")


def _a_page_removed(project: Path) -> None:
    (project / "site/fi/index.html").unlink()


def _a_page_too_many(project: Path) -> None:
    (project / "site/mal/mer").mkdir()
    (project / "site/mal/mer/index.html").write_text("hacked", "utf-8")


def _damaged_caches(project: Path) -> None:
    """Those of the search's words and of the templates: neither hides the other."""
    (words,) = (project / ".build/words").glob("words-fi-*.json")
    change(words, "nuori", "vanha")
    templates = list((project / ".build").glob("templates-*/*"))
    assert len(templates) > 20
    for path in templates:
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    shutil.rmtree(project / "site")


def _no_caches(project: Path) -> None:
    shutil.rmtree(project / ".build")


def _keeping_its_time(path: Path, old: bytes, new: bytes) -> None:
    times, data = path.stat(), path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _state_without_sources(project: Path) -> BuildState:
    """Return the state of the site that is there, as if all of its sources had changed."""
    state = BuildState.read(project / STATE)
    assert state.files
    return replace(state, sources={})


NOT_BELIEVED = (
    *(_cut_off, _nothing_of_use, _wrong_at_the_same_time, _other_shape, _older_shape, _no_object),
    *(_no_state, _no_site, _a_page_changed_by_hand, _a_page_removed, _a_page_too_many),
)
"""After these the whole site has to be built anew."""
MADE_USE_OF = (
    *(_another_builds_outputs, _damaged_reads, _damaged_inputs, _damaged_caches, _no_caches),
)
"""These are met by the build itself."""
Damage = Callable[[Path], None]


@pytest.mark.parametrize("damage", NOT_BELIEVED)
def test_damage_is_noticed_and_the_whole_site_built_anew(
    built: Built, damage: Damage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def make_the_same(target: Path, project: Path, state_file: Path) -> bool:
        """Write what MkDocs wrote of the same project, which takes it six seconds."""
        asked.append(bool(BuildState.read(state_file).files))
        shutil.copytree(built.kept / "new", target)
        shutil.copy(built.kept / "state.json", state_file)
        return True

    build_site(built.project)
    monkeypatch.setattr(pipeline, "run_mkdocs", make_the_same)
    damage(built.project)
    assert differences(build_site(built.project), built.right) == set()
    assert asked == [False]  # once, with nothing to build on


@pytest.mark.parametrize("damage", MADE_USE_OF)
def test_what_was_kept_may_be_damaged(built: Built, damage: Damage) -> None:
    build_site(built.project)
    damage(built.project)
    assert differences(build_site(built.project), built.right) == set()


@pytest.mark.long
@pytest.mark.parametrize("damage", [*NOT_BELIEVED, *MADE_USE_OF])
def test_what_was_kept_may_be_lost_or_damaged(built: Built, damage: Damage) -> None:
    build_site(built.project)
    damage(built.project)
    assert differences(build_site(built.project), built.right) == set()


def test_a_build_that_was_broken_off_while_files_changed_places(
    built: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = built.project
    build_site(project)
    path = project / "strategy/projects/stigen.yml"
    before = path.read_bytes()
    edit_yaml(path, lambda content: content.update(owner="En tredje"))

    def break_off(site: Path, new: dict[str, str], gone: object) -> None:
        Path(new["projekt/index.html"]).replace(site / "projekt/index.html")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "sync", break_off)
        with pytest.raises(KeyboardInterrupt):
            make_site(project)
    assert differences(files(project / "site"), built.right) == {"projekt/index.html"}
    path.write_bytes(before)
    assert differences(build_site(project), built.right) == set()


def test_two_builds_of_a_site_at_once(built: Built) -> None:
    shutil.rmtree(built.project / "site")
    running = [start(built.project, "-m", "strategy_site", "build") for _ in range(2)]
    said = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0, 0]
    # One waited for the other, and found its work done.
    assert sum("inget har ändrats" in text for text in said) == 1
    assert sum("Väntar på ett bygge" in text for text in said) == 1
    assert differences(files(built.project / "site"), built.right) == set()


@pytest.mark.long
def test_two_builds_into_folders_of_their_own_share_a_cache(built: Built, tmp_path: Path) -> None:
    shutil.rmtree(built.project / ".build/words")
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir")
    running = [start(built.project, *command, str(tmp_path / name)) for name in ("one", "two")]
    assert [one.wait() for one in running] == [0, 0]
    for name in ("one", "two"):
        assert differences(files(tmp_path / name), built.right) == set()
