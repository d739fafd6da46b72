"""A build that finds the last one's pages gives the same bytes as one that finds none."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from itertools import zip_longest
from pathlib import Path

import make_site
import pytest
import yaml
from PIL import Image
from strategy_site.phases import SAYING

from tests.building import QUIET, copy_of_project, run_in

DAY = {"SOURCE_DATE_EPOCH": "1790000000"}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project whose pages are in its cache."""
    project = copy_of_project(tmp_path_factory.mktemp("incremental") / "project")
    _build(project, "warm")
    return project


def _build(project: Path, name: str, **more: str) -> dict[str, str]:
    """Build with the project's cache, or another; give the sum of each file by its path."""
    _start(project, name, **more).wait()
    return _files(project.parent / name)


def _start(project: Path, name: str, **more: str) -> subprocess.Popen[bytes]:
    target = project.parent / name
    shutil.rmtree(target, ignore_errors=True)
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target)],
        cwd=project,
        env=os.environ | QUIET | DAY | {"PYTHONPATH": str(project / "hooks")} | more,
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
    return _build(
        project, "cold", STRATEGY_SITE_CACHE=str(project.parent / "none" / os.urandom(4).hex())
    )


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
    before = _files(project.parent / "warm")
    # One by one would take twice as long, and two at once are harder.
    for first, second in zip_longest(edits[::2], edits[1::2], fillvalue=_word_in_project):
        first(project, chance)
        second(project, chance)
        after, cold = _build(project, "warm"), _cold(project)
        assert _differences(after, cold) == set(), (first.__name__, second.__name__)
        assert after != before
        before = after


def test_a_word_in_one_project_leaves_other_projects_pages_alone(project: Path) -> None:
    """Else the cache would be right, and of no use."""
    cache = project / ".build/pages.sqlite"
    before = _kept(cache)
    path = sorted((project / "strategy/projects").glob("*.yml"))[5]
    _edit(path, lambda content: content.update(owner="En annan förening"))
    _build(project, "warm")
    changed = {page for page, key in _kept(cache).items() if before.get(page) != key}
    projects = [page for page in changed if page.startswith("projekt/") and page.count("/") == 2]
    assert (
        f"projekt/{yaml.safe_load(path.read_text('utf-8')).get('slug', path.stem)}/index.html"
        in changed
    )
    # The project itself, its two neighbours in the list, and the lists.
    assert len(projects) <= 3 + 4
    assert "index.html" in changed
    assert not any(page.startswith(("v2/", "utlysningar/")) for page in changed)


@pytest.fixture(scope="module")
def right(project: Path) -> dict[str, str]:
    """Give what a build without a cache makes of the project, after all edits."""
    return _cold(project)


def _kept(cache: Path) -> dict[str, bytes]:
    with sqlite3.connect(cache) as database:
        return dict(database.execute("SELECT path, sum FROM pages"))


def _cut_off(cache: Path) -> None:
    cache.write_bytes(cache.read_bytes()[: cache.stat().st_size // 2])


def _no_database(cache: Path) -> None:
    cache.write_bytes(b"nothing of use" * 1000)


def _other_version(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.executescript("DROP TABLE pages; CREATE TABLE pages (x); PRAGMA user_version = 99")


def _damaged_pages(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE pages SET text = CAST('<p>hacked' AS BLOB)")


def _damaged_questions(cache: Path) -> None:
    with sqlite3.connect(cache) as database:
        database.execute("UPDATE pages SET questions = '[[1, {}], \"'")


def _damaged_index(cache: Path) -> None:
    index = cache.parent / "search/sv.zip"
    data = bytearray(index.read_bytes())
    place = data.index(b"pagefind_version")
    data[place : place + 8] = b"hacked!!"
    index.write_bytes(data)


def _index_cut_off(cache: Path) -> None:
    index = cache.parent / "search/fi.zip"
    index.write_bytes(index.read_bytes()[:5000])


def _index_of_other_content(cache: Path) -> None:
    shutil.copy(cache.parent / "search/sv.zip", cache.parent / "search/fi.zip")


def _damaged_words(cache: Path) -> None:
    (words,) = (cache.parent / "words").glob("words-fi-*.json")
    words.write_text(words.read_text("utf-8").replace("nuori", "vanha"), "utf-8")
    shutil.rmtree(cache.parent / "search")


def _a_folder(cache: Path) -> None:
    cache.unlink()
    cache.mkdir()


@pytest.mark.parametrize(
    "damage",
    [
        _cut_off,
        _no_database,
        _other_version,
        _damaged_pages,
        _damaged_questions,
        _damaged_index,
        _index_cut_off,
        _index_of_other_content,
        _damaged_words,
        _a_folder,
        Path.unlink,
    ],
)
def test_a_lost_or_damaged_cache_costs_only_time(
    project: Path, right: dict[str, str], damage: Callable[[Path], None]
) -> None:
    cache = project / ".build/pages.sqlite"
    damage(cache)
    assert _differences(_build(project, "warm"), right) == set()
    if cache.is_dir():
        cache.rmdir()
        _build(project, "warm")


def test_two_builds_at_once_share_a_cache(project: Path, right: dict[str, str]) -> None:
    (project / ".build/pages.sqlite").unlink()
    builds = [_start(project, name) for name in ("one", "two")]
    assert [build.wait() for build in builds] == [0, 0]
    for name in ("one", "two"):
        assert _differences(_files(project.parent / name), right) == set()
    assert _differences(_build(project, "warm"), right) == set()


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
        pages = _build(project, "warm")
    assert _differences(pages, _cold(project)) == set()
    slug = yaml.safe_load(path.read_text("utf-8")).get("slug", path.stem)
    page = project.parent / "warm/projekt" / slug / "index.html"
    assert f'width="{width}"' in page.read_text("utf-8")


def test_what_is_saved_while_the_site_is_built_is_taken_up_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build, about = make_site.build_whole, project / "docs/om.md"

    def build_and_save(target: Path, folder: Path) -> object:
        data = build(target, folder)
        about.write_text("# Om\n\nSparat under bygget.\n", "utf-8")
        return data

    about.write_text("# Om\n\nSparat innan.\n", "utf-8")
    # Set here, so that it is unset again: other tests' builds say nothing of their parts.
    monkeypatch.setenv(SAYING, "1")
    with monkeypatch.context() as patch:
        patch.setattr(make_site, "build_whole", build_and_save)
        assert make_site.main(project) == 0
    assert "Sparat under bygget" not in (project / "site/om/index.html").read_text("utf-8")
    assert make_site.main(project) == 0
    assert "inget har ändrats" not in capsys.readouterr().out
    assert "Sparat under bygget" in (project / "site/om/index.html").read_text("utf-8")
