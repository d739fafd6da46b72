"""A build that finds the last one's site gives the same bytes as one that finds none."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from pathlib import Path

import make_site
import pytest
import yaml
from PIL import Image
from strategy_site.last_build import LastBuild, sum_of_site
from strategy_site.made import Made, Origin
from strategy_site.phases import SAYING

from tests.building import QUIET, copy_of_project, run_in

DAY = {"SOURCE_DATE_EPOCH": "1790000000"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project with its site."""
    project = copy_of_project(tmp_path_factory.mktemp("incremental") / "project")
    _build(project)
    return project


def _build(project: Path) -> dict[str, str]:
    """Build by `make site`; give the sum of each file by its path."""
    process = _start(project, "hooks/make_site.py")
    said, _ = process.communicate()
    assert process.returncode == 0, said
    return _files(project / "site")


def _start(project: Path, *command: str, **more: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=project,
        env=os.environ | QUIET | DAY | {"PYTHONPATH": str(project / "hooks")} | more,
        stdout=subprocess.PIPE,
        text=True,
    )


def _files(site: Path) -> dict[str, str]:
    files = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in site.rglob("*")
        if path.is_file()
    }
    assert len(files) > 300
    return files


def _cold(project: Path) -> dict[str, str]:
    """Build with nothing to build on."""
    target, caches = project.parent / "cold", project.parent / "none" / os.urandom(4).hex()
    shutil.rmtree(target, ignore_errors=True)
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target))
    assert _start(project, *command, STRATEGY_SITE_CACHE=str(caches)).wait() == 0
    return _files(target)


def _differences(one: dict[str, str], other: dict[str, str]) -> set[str]:
    return {path for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def _edit(path: Path, change: Callable[[dict[str, object]], None]) -> None:
    content = yaml.safe_load(path.read_text("utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _some_project(project: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((project / "strategy/projects").glob("*.yml")))


def _word_in_project(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["summary"] = {"sv": f"Ett annat ord {chance.random()}."}

    _edit(_some_project(project, chance), change)


def _other_goals(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["goals"] = [f"{chance.randint(1, 3)}.{chance.randint(1, 6)}"]
        content["start_year"] = content["end_year"] = chance.randint(2016, 2022)

    _edit(_some_project(project, chance), change)


def _another_slug(project: Path, chance: random.Random) -> None:
    _edit(_some_project(project, chance), lambda c: c.update(slug=f"annat-{chance.randint(0, 99)}"))


def _withdrawn_project(project: Path, chance: random.Random) -> None:
    _edit(_some_project(project, chance), lambda c: c.update(withdrawn={"date": date(2024, 1, 2)}))


def _new_project(project: Path, chance: random.Random) -> None:
    path = _some_project(project, chance)
    name = f"nytt-{chance.randint(0, 999)}"
    content = yaml.safe_load(path.read_text("utf-8")) | {"id": name, "slug": name}
    content.pop("withdrawn", None)
    path.with_stem(name).write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")


def _removed_project(project: Path, chance: random.Random) -> None:
    _some_project(project, chance).unlink()


def _word_in_goal(project: Path, chance: random.Random) -> None:
    # The Swedish wording is frozen.
    path = project / "strategy/priority_areas/1.yml"
    path.write_text(path.read_text("utf-8").replace("Uusia", "Uudenlaisia"), "utf-8")


def _closed_call(project: Path, chance: random.Random) -> None:
    path = chance.choice(sorted((project / "strategy/calls").glob("*.yml")))
    _edit(path, lambda call: call.update(closes=date(chance.randint(2027, 2030), 1, 2)))


def _another_name(project: Path, chance: random.Random) -> None:
    path = project / "strategy/strategy.yml"
    path.write_text(path.read_text("utf-8").replace("Sparbanken", "Banken"), "utf-8")


def _handwritten_page(project: Path, chance: random.Random) -> None:
    path = project / "docs/om.md"
    path.write_text(path.read_text("utf-8").replace("title: Om", f"title: Om {chance.random()}"))


def _template(project: Path, chance: random.Random) -> None:
    path = project / "hooks/strategy_site/templates/project.html.j2"
    path.write_text(path.read_text("utf-8") + f"<p>{chance.random()}</p>\n", "utf-8")


def _comment_above(project: Path, chance: random.Random) -> None:
    path = _some_project(project, chance)
    path.write_text("# en rad till\n" + path.read_text("utf-8"), "utf-8")


EDITS = (
    *(_word_in_project, _other_goals, _another_slug, _withdrawn_project, _new_project),
    *(_removed_project, _word_in_goal, _closed_call, _another_name, _handwritten_page),
    *(_template, _comment_above, _word_in_project),
)


def test_after_any_edit_both_builds_give_the_same_bytes(project: Path) -> None:
    chance = random.Random(2020)  # noqa: S311 - edits, no secrets
    edits = list(EDITS)
    chance.shuffle(edits)
    before = _files(project / "site")
    # One by one would take twice as long, and two at once are harder.
    for first, second in zip_longest(edits[::2], edits[1::2], fillvalue=_word_in_project):
        first(project, chance)
        second(project, chance)
        after, cold = _build(project), _cold(project)
        assert _differences(after, cold) == set(), (first.__name__, second.__name__)
        assert after != before
        before = after


def test_a_word_in_one_project_leaves_other_projects_pages_alone(project: Path) -> None:
    """Else the rest would be right, and of no use."""
    before = _written(project / "site")
    path = sorted((project / "strategy/projects").glob("*.yml"))[5]
    _edit(path, lambda content: content.update(owner="En annan förening"))
    _build(project)
    changed = {page for page, at in _written(project / "site").items() if before.get(page) != at}
    projects = [page for page in changed if page.startswith("projekt/") and page.count("/") == 2]
    assert (
        f"projekt/{yaml.safe_load(path.read_text('utf-8')).get('slug', path.stem)}/index.html"
        in changed
    )
    # The project itself, its two neighbours in the list, and the lists.
    assert len(projects) <= 3 + 4
    assert not any(page.startswith(("v2/", "utlysningar/", "assets/", "om/")) for page in changed)


def test_only_what_an_edit_touches_is_made(project: Path, tmp_path: Path) -> None:
    record, target = tmp_path / "made.json", tmp_path / "new"
    shutil.copy(project / ".build/made.json", record)
    path = sorted((project / "strategy/projects").glob("*.yml"))[3]
    _edit(path, lambda content: content.update(owner="En förening till"))
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target))
    assert _start(project, *command, STRATEGY_SITE_MADE=str(record)).wait() == 0
    made = {path.relative_to(target).as_posix() for path in target.rglob("*.html")}
    assert sum(page.startswith(("mal/", "fi/mal/", "v2/", "fi/v2/")) for page in made) < 12
    assert _build(project) == _cold(project)


def _written(site: Path) -> dict[str, int]:
    files = (path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in files}


@pytest.fixture(scope="module")
def right(project: Path) -> dict[str, str]:
    """Give what a build without a cache makes of the project, after all edits."""
    return _cold(project)


def _cut_off(project: Path) -> None:
    record = project / ".build/made.json"
    record.write_bytes(record.read_bytes()[: record.stat().st_size // 2])


def _nothing_of_use(project: Path) -> None:
    (project / ".build/made.json").write_bytes(b"nothing of use" * 1000)


def _wrong_at_the_same_time(project: Path) -> None:
    """As a disk does it that fails: neither size nor time tells of it."""
    _keeping_its_time(project / ".build/made.json", b"index.html", b"other.html")


def _another_builds_record(project: Path) -> None:
    made = Made.read(project / ".build/made.json")
    made.files = {path: (size, "0") for path, (size, _) in made.files.items()}
    made.write(project / ".build/made.json")


def _damaged_questions(project: Path) -> None:
    made = Made.read(project / ".build/made.json")
    made.origins = {path: Origin(o.key, '[[1, {}], "') for path, o in made.origins.items()}
    made.write(project / ".build/made.json")
    _believe(project)


def _other_version(project: Path) -> None:
    (project / ".build/last-build.json").write_text('{"version": 99}', "utf-8")


def _no_note(project: Path) -> None:
    (project / ".build/last-build.json").unlink()


def _no_record(project: Path) -> None:
    (project / ".build/made.json").unlink()


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


def _no_caches(project: Path) -> None:
    shutil.rmtree(project / ".build")


def _keeping_its_time(path: Path, old: bytes, new: bytes) -> None:
    times, data = path.stat(), path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def _believe(project: Path) -> None:
    """Let the note be of the record as it is now."""
    noted, record = project / ".build/last-build.json", project / ".build/made.json"
    last = LastBuild.read(noted)
    replace(last, sources="", site=sum_of_site(project / "site", record)).write(noted)


@pytest.mark.parametrize(
    "damage",
    [
        _cut_off,
        _nothing_of_use,
        _wrong_at_the_same_time,
        _another_builds_record,
        _damaged_questions,
        _other_version,
        _no_note,
        _no_record,
        _no_site,
        _a_page_changed_by_hand,
        _a_page_removed,
        _a_page_too_many,
        _damaged_words,
        _no_caches,
    ],
)
def test_what_was_kept_may_be_lost_or_damaged(
    project: Path, right: dict[str, str], damage: Callable[[Path], None]
) -> None:
    damage(project)
    assert _differences(_build(project), right) == set()


def test_a_build_that_was_broken_off_while_files_changed_places(
    project: Path, right: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _build(project)
    path = sorted((project / "strategy/projects").glob("*.yml"))[1]
    before = path.read_bytes()
    _edit(path, lambda content: content.update(owner="En tredje"))

    def break_off(site: Path, new: dict[str, Path], gone: object) -> None:
        new["projekt/index.html"].replace(site / "projekt/index.html")
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setenv(SAYING, "1")
        patch.setattr(make_site, "renew", break_off)
        with pytest.raises(KeyboardInterrupt):
            make_site.main(project)
    assert _differences(_files(project / "site"), right) == {"projekt/index.html"}
    path.write_bytes(before)
    assert _differences(_build(project), right) == set()


def test_two_builds_of_a_site_at_once(project: Path, right: dict[str, str]) -> None:
    shutil.rmtree(project / "site")
    builds = [_start(project, "hooks/make_site.py") for _ in range(2)]
    said = [build.communicate()[0] for build in builds]
    assert [build.returncode for build in builds] == [0, 0]
    # One waited for the other, and found its work done.
    assert sum("inget har ändrats" in text for text in said) == 1
    assert _differences(_files(project / "site"), right) == set()


def test_two_builds_into_folders_of_their_own_share_a_cache(
    project: Path, right: dict[str, str], tmp_path: Path
) -> None:
    shutil.rmtree(project / ".build/words")
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir")
    builds = [_start(project, *command, str(tmp_path / name)) for name in ("one", "two")]
    assert [build.wait() for build in builds] == [0, 0]
    for name in ("one", "two"):
        assert _differences(_files(tmp_path / name), right) == set()


def test_make_site_has_nothing_to_do_when_nothing_changed(project: Path) -> None:
    first = run_in(project, "hooks/make_site.py")
    assert first.returncode == 0, first.stderr
    again = run_in(project, "hooks/make_site.py")
    assert "inget har ändrats" in again.stdout
    page = project / "site/mal/index.html"
    page.write_text("changed by hand", "utf-8")
    mended = run_in(project, "hooks/make_site.py")
    assert "inget har ändrats" not in mended.stdout
    assert "changed by hand" not in page.read_text("utf-8")
    (project / "docs/om.md").write_text("# Om\n\nNytt.\n", "utf-8")
    assert "inget har ändrats" not in run_in(project, "hooks/make_site.py").stdout


def test_a_picture_exchanged_for_one_of_another_size(project: Path) -> None:
    picture = project / "strategy/images/bild.png"
    picture.parent.mkdir(exist_ok=True)
    path = sorted((project / "strategy/projects").glob("*.yml"))[0]
    _edit(path, lambda content: content.update(image={"file": "bild.png", "alt": {"sv": "Ett"}}))
    for width in (20, 30):
        Image.new("RGB", (width, 10)).save(picture)
        pages = _build(project)
    assert _differences(pages, _cold(project)) == set()
    slug = yaml.safe_load(path.read_text("utf-8")).get("slug", path.stem)
    page = project / "site/projekt" / slug / "index.html"
    assert f'width="{width}"' in page.read_text("utf-8")


def test_what_is_saved_while_the_site_is_built_is_taken_up_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build, about = make_site.build, project / "docs/om.md"

    def build_and_save(target: Path, folder: Path, made: Path) -> bool:
        right = build(target, folder, made)
        about.write_text("# Om\n\nSparat under bygget.\n", "utf-8")
        return right

    about.write_text("# Om\n\nSparat innan.\n", "utf-8")
    # Set here, so that it is unset again: other tests' builds say nothing of their parts.
    monkeypatch.setenv(SAYING, "1")
    with monkeypatch.context() as patch:
        patch.setattr(make_site, "build", build_and_save)
        assert make_site.main(project) == 0
    assert "Sparat under bygget" not in (project / "site/om/index.html").read_text("utf-8")
    assert make_site.main(project) == 0
    assert "inget har ändrats" not in capsys.readouterr().out
    assert "Sparat under bygget" in (project / "site/om/index.html").read_text("utf-8")
