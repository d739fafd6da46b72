"""A build that finds the last one's site gives the same bytes as one that finds none."""

from __future__ import annotations

import random
import shutil
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import Any

import make_site
import pytest
import yaml
from PIL import Image
from strategy_site.phases import SAYING

from tests.building import copy_of_project, run_in
from tests.rebuilding import build, cold, differences, edit, files, start, written


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the project with its site."""
    project = copy_of_project(tmp_path_factory.mktemp("incremental") / "project")
    build(project)
    return project


def _some_project(project: Path, chance: random.Random) -> Path:
    return chance.choice(sorted((project / "strategy/projects").glob("*.yml")))


def _word_in_project(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["summary"] = {"sv": f"Ett annat ord {chance.random()}."}

    edit(_some_project(project, chance), change)


def _source_word_in_project(project: Path, chance: random.Random) -> None:
    """Leave translations older than their source, of which pages tell."""

    def change(content: dict[str, Any]) -> None:
        content["title"]["sv"] += f" {chance.randint(0, 99)}"
        content["summary"]["sv"] = f"Ett annat ord {chance.random()}."

    edit(_some_project(project, chance), change)


def _other_goals(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["goals"] = [f"{chance.randint(1, 3)}.{chance.randint(1, 6)}"]
        content["start_year"] = content["end_year"] = chance.randint(2016, 2022)

    edit(_some_project(project, chance), change)


def _another_slug(project: Path, chance: random.Random) -> None:
    edit(_some_project(project, chance), lambda c: c.update(slug=f"annat-{chance.randint(0, 99)}"))


def _withdrawn_project(project: Path, chance: random.Random) -> None:
    edit(_some_project(project, chance), lambda c: c.update(withdrawn={"date": date(2024, 1, 2)}))


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
    edit(path, lambda call: call.update(closes=date(chance.randint(2027, 2030), 1, 2)))


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
    *(_template, _comment_above, _word_in_project, _source_word_in_project),
)


def test_after_any_edit_both_builds_give_the_same_bytes(project: Path) -> None:
    chance = random.Random(2020)  # noqa: S311 - edits, no secrets
    edits = list(EDITS)
    chance.shuffle(edits)
    before = files(project / "site")
    # One by one would take twice as long, and two at once are harder.
    for first, second in zip_longest(edits[::2], edits[1::2], fillvalue=_word_in_project):
        first(project, chance)
        second(project, chance)
        after, right = build(project), cold(project)
        assert differences(after, right) == set(), (first.__name__, second.__name__)
        assert after != before
        before = after


def test_a_word_in_one_project_leaves_other_projects_pages_alone(project: Path) -> None:
    """Else the rest would be right, and of no use."""
    before = written(project / "site")
    path = sorted((project / "strategy/projects").glob("*.yml"))[5]
    edit(path, lambda content: content.update(owner="En annan förening"))
    build(project)
    changed = {page for page, at in written(project / "site").items() if before.get(page) != at}
    projects = [page for page in changed if page.startswith("projekt/") and page.count("/") == 2]
    assert (
        f"projekt/{yaml.safe_load(path.read_text('utf-8')).get('slug', path.stem)}/index.html"
        in changed
    )
    # The project itself, its two neighbours in the list, and the lists.
    assert len(projects) <= 3 + 4
    assert not any(page.startswith(("v2/", "utlysningar/", "assets/", "om/")) for page in changed)


def test_only_what_an_edit_touches_is_made(project: Path, tmp_path: Path) -> None:
    records, target = tmp_path / "records", tmp_path / "new"
    shutil.copytree(project / ".build/records", records)
    path = sorted((project / "strategy/projects").glob("*.yml"))[3]
    edit(path, lambda content: content.update(owner="En förening till"))
    command = ("-m", "mkdocs", "-q", "build", "--strict", "--site-dir", str(target))
    assert start(project, *command, STRATEGY_SITE_RECORDS=str(records)).wait() == 0
    made = {path.relative_to(target).as_posix() for path in target.rglob("*.html")}
    assert sum(page.startswith(("mal/", "fi/mal/", "v2/", "fi/v2/")) for page in made) < 12
    assert build(project) == cold(project)


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
    edit(path, lambda content: content.update(image={"file": "bild.png", "alt": {"sv": "Ett"}}))
    for width in (20, 30):
        Image.new("RGB", (width, 10)).save(picture)
        pages = build(project)
    assert differences(pages, cold(project)) == set()
    slug = yaml.safe_load(path.read_text("utf-8")).get("slug", path.stem)
    page = project / "site/projekt" / slug / "index.html"
    assert f'width="{width}"' in page.read_text("utf-8")


def test_what_is_saved_while_the_site_is_built_is_taken_up_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make, about = make_site.build, project / "docs/om.md"

    def build_and_save(target: Path, folder: Path, records: Path) -> bool:
        right = make(target, folder, records)
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
