"""What a build writes, and what it reuses of the previous one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from strategy_site.build.output_dir import FileContents, OutputDir, Target
from strategy_site.build.state import BuildState
from strategy_site.checks.load import load_strategy
from strategy_site.content.content import Content
from strategy_site.model.items import Project
from strategy_site.render.dependency_tracker import DependencyTracker
from tests.support.paths import DEMO


@pytest.fixture(scope="module")
def content() -> Content:
    """Load the demo strategy."""
    return load_strategy(DEMO / "strategy")[0]


@pytest.fixture
def tracker(content: Content) -> DependencyTracker:
    """Give a tracker of the demo's content."""
    return DependencyTracker(content, lambda text, language: {language: str(text)})


def _files(*files: tuple[str, bytes]) -> Callable[[], FileContents]:
    return lambda: files


def test_only_files_that_differ_are_written(tmp_path: Path, tracker: DependencyTracker) -> None:
    def build(folder: str, previous: BuildState, *files: tuple[str, bytes]) -> BuildState:
        output = OutputDir(tmp_path / folder, previous, tracker, "1")
        return BuildState(output.build([Target("", _files(*files), None)]))

    first = build("first", BuildState(), ("a/b.txt", b"b"), ("c.txt", b"c"))
    assert (tmp_path / "first/a/b.txt").read_bytes() == b"b"
    second = build("second", first, ("a/b.txt", b"b"), ("c.txt", b"other"))
    assert not (tmp_path / "second/a").exists()
    assert (tmp_path / "second/c.txt").read_bytes() == b"other"
    assert second.files.keys() == {"a/b.txt", "c.txt"}


@pytest.mark.parametrize(
    ("version", "inputs", "generated"), [("1", b"1", 0), ("2", b"1", 1), ("1", b"2", 1)]
)
def test_a_target_is_generated_when_an_input_or_the_code_has_changed(
    tmp_path: Path, tracker: DependencyTracker, version: str, inputs: bytes, generated: int
) -> None:
    first = Target(".pdf", _files(("a.pdf", b"a")), lambda: b"1")
    state = BuildState(OutputDir(tmp_path, BuildState(), tracker, "1").build([first]))
    calls = []

    def generate() -> FileContents:
        calls.append(1)
        return [("a.pdf", b"a")]

    output = OutputDir(tmp_path, state, tracker, version)
    again = output.build([Target(".pdf", generate, lambda: inputs)])
    assert len(calls) == generated
    assert again[".pdf"].files == state.files


def test_a_page_is_generated_when_what_it_read_has_changed(
    tmp_path: Path, content: Content, tracker: DependencyTracker
) -> None:
    one, other = content.projects[:2]

    def page(tracker: DependencyTracker) -> Target:
        def generate() -> FileContents:
            item = tracker.content.item(one.id)
            yield "index.html", repr(item).encode()

        return Target("index.html", generate, lambda: b"", "sv")

    def reused(projects: tuple[Project, ...]) -> bool:
        changed = DependencyTracker(
            replace(content, items=content.items | {"project": projects}), tracker._visible_text
        )
        return OutputDir(tmp_path, state, changed, "1").reuse(page(changed)) is not None

    state = BuildState(OutputDir(tmp_path, BuildState(), tracker, "1").build([page(tracker)]))
    rest = content.projects[2:]
    assert reused(content.projects)
    assert reused((one, other.model_copy(update={"owner": "Other"}), *rest))
    assert not reused((one.model_copy(update={"owner": "Other"}), other, *rest))


@pytest.mark.parametrize("reads", ["", "[", '[["no_such_thing", ""]]', '[["item", "1", "2"]]'])
def test_damaged_reads_cost_only_time(
    tmp_path: Path, tracker: DependencyTracker, reads: str
) -> None:
    target = Target("index.html", _files(("index.html", b"")), lambda: b"", "sv")
    state = BuildState(OutputDir(tmp_path, BuildState(), tracker, "1").build([target]))
    state.outputs["index.html"] = state.outputs["index.html"]._replace(reads=reads)
    assert OutputDir(tmp_path, state, tracker, "1").reuse(target) is None
