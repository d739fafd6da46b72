"""What a build leaves for the next may be lost, damaged or shared; that costs only time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import make_site
import pytest
from strategy_site.folders import files_in, states_of, sum_of_states
from strategy_site.last_build import LastBuild
from strategy_site.made import Made, Origin
from strategy_site.phases import SAYING
from strategy_site.shell import SHELL
from strategy_site.sums import keep

from tests.building import copy_of_project
from tests.rebuilding import build, cold, differences, edit, files, start


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project with its site."""
    project = copy_of_project(tmp_path_factory.mktemp("incremental") / "project")
    build(project)
    return project


@pytest.fixture(scope="module")
def right(project: Path) -> dict[str, str]:
    """Give what a build from nothing makes of the project."""
    return cold(project)


def _cut_off(project: Path) -> None:
    record = project / ".build/records/made.json"
    record.write_bytes(record.read_bytes()[: record.stat().st_size // 2])


def _nothing_of_use(project: Path) -> None:
    (project / ".build/records/made.json").write_bytes(b"nothing of use" * 1000)


def _wrong_at_the_same_time(project: Path) -> None:
    """As a disk does it that fails: neither size nor time tells of it."""
    _keeping_its_time(project / ".build/records/made.json", b"index.html", b"other.html")


def _another_builds_record(project: Path) -> None:
    made = Made.read(project / ".build/records")
    made.files = {path: (size, "0") for path, (size, _) in made.files.items()}
    made.write(project / ".build/records")


def _damaged_questions(project: Path) -> None:
    made = Made.read(project / ".build/records")
    made.origins = {path: Origin(o.key, '[[1, {}], "') for path, o in made.origins.items()}
    made.write(project / ".build/records")
    _believe(project)


def _other_version(project: Path) -> None:
    (project / ".build/last-build.json").write_text('{"version": 99}', "utf-8")


def _older_version(project: Path) -> None:
    (project / ".build/last-build.json").write_text('{"sources": "a sum", "site": ""}', "utf-8")


def _no_note(project: Path) -> None:
    (project / ".build/last-build.json").unlink()


def _no_record(project: Path) -> None:
    (project / ".build/records/made.json").unlink()


def _no_site(project: Path) -> None:
    shutil.rmtree(project / "site")


def _a_page_changed_by_hand(project: Path) -> None:
    _keeping_its_time(project / "site/mal/index.html", b"<main", b"<mean")


def _a_page_removed(project: Path) -> None:
    (project / "site/fi/index.html").unlink()


def _a_page_too_many(project: Path) -> None:
    (project / "site/mal/mer").mkdir()
    (project / "site/mal/mer/index.html").write_text("hacked", "utf-8")


def _damaged_words(project: Path) -> None:
    (words,) = (project / ".build/words").glob("words-fi-*.json")
    words.write_text(words.read_text("utf-8").replace("nuori", "vanha"), "utf-8")
    shutil.rmtree(project / "site")


def _another_shell(project: Path) -> None:
    keep(project / ".build/records" / SHELL, b'{"url": "https://example.org/"}')
    _believe(project)


def _damaged_templates(project: Path) -> None:
    templates = list((project / ".build/templates").iterdir())
    assert len(templates) > 20
    for path in templates:
        path.write_bytes(path.read_bytes().replace(b"class", b"style"))
    shutil.rmtree(project / "site")


def _record_of_another_shape(project: Path) -> None:
    keep(project / ".build/records/made.json", b'{"version": 9, "files": {}}')
    _believe(project)


def _no_caches(project: Path) -> None:
    shutil.rmtree(project / ".build")


def _keeping_its_time(path: Path, old: bytes, new: bytes) -> None:
    times, data = path.stat(), path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _believe(project: Path) -> None:
    """Let the note be of the record as it is now."""
    noted, records = project / ".build/last-build.json", project / ".build/records"
    last = LastBuild.read(noted)
    states = states_of([*files_in(project / "site"), *files_in(records)])
    replace(last, sources={}, site=sum_of_states(states)).write(noted)


@pytest.mark.parametrize(
    "damage",
    [
        _cut_off,
        _nothing_of_use,
        _wrong_at_the_same_time,
        _another_builds_record,
        _damaged_questions,
        _other_version,
        _older_version,
        _no_note,
        _no_record,
        _no_site,
        _a_page_changed_by_hand,
        _a_page_removed,
        _a_page_too_many,
        _damaged_words,
        _another_shell,
        _record_of_another_shape,
        _damaged_templates,
        _no_caches,
    ],
)
def test_what_was_kept_may_be_lost_or_damaged(
    project: Path, right: dict[str, str], damage: Callable[[Path], None]
) -> None:
    damage(project)
    assert differences(build(project), right) == set()


def test_a_build_that_was_broken_off_while_files_changed_places(
    project: Path, right: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    path = sorted((project / "strategy/projects").glob("*.yml"))[1]
    before = path.read_bytes()
    edit(path, lambda content: content.update(owner="En tredje"))

    def break_off(site: Path, new: dict[str, str], gone: object) -> None:
        Path(new["projekt/index.html"]).replace(site / "projekt/index.html")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setenv(SAYING, "1")
        patch.setattr(make_site, "renew", break_off)
        with pytest.raises(KeyboardInterrupt):
            make_site.main(project)
    assert differences(files(project / "site"), right) == {"projekt/index.html"}
    path.write_bytes(before)
    assert differences(build(project), right) == set()


def test_two_builds_of_a_site_at_once(project: Path, right: dict[str, str]) -> None:
    shutil.rmtree(project / "site")
    running = [start(project, "hooks/make_site.py") for _ in range(2)]
    said = [one.communicate()[0] for one in running]
    assert [one.returncode for one in running] == [0, 0]
    # One waited for the other, and found its work done.
    assert sum("inget har ändrats" in text for text in said) == 1
    assert sum("Väntar på ett bygge" in text for text in said) == 1
    assert differences(files(project / "site"), right) == set()


def test_two_builds_into_folders_of_their_own_share_a_cache(
    project: Path, right: dict[str, str], tmp_path: Path
) -> None:
    shutil.rmtree(project / ".build/words")
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir")
    running = [start(project, *command, str(tmp_path / name)) for name in ("one", "two")]
    assert [one.wait() for one in running] == [0, 0]
    for name in ("one", "two"):
        assert differences(files(tmp_path / name), right) == set()
