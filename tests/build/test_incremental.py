"""A build that finds the last one's site gives the same bytes as one that finds none.

A page that an edit should have changed and did not stays as it was until something else rewrites
it. So several edits, each with a build of its own, are compared with one build from nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
import yaml
from PIL import Image

from strategy_site.build import pipeline
from strategy_site.build.deploy import sync
from tests.support.building import copy_of_demo
from tests.support.editing import change, edit_yaml
from tests.support.rebuilding import (
    build_site,
    cold,
    differences,
    files,
    make_site,
    rewritten,
    start,
    written,
)
from tests.support.text import text_of

Edit = Callable[[Path, random.Random], None]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the demo with its site."""
    project = _unpublished(tmp_path_factory.mktemp("incremental") / "project")
    build_site(project)
    return project


def _unpublished(target: Path) -> Path:
    """Copy the demo as it was before anything was published: projects may still be removed."""
    project = copy_of_demo(target)
    (project / "strategy/addresses.txt").unlink()
    return project


NOT_BY_CHANCE = {"bybastun", "unga-tar-plats"}
"""Projects of the demo that some tests change themselves."""


def _some_project(project: Path, chance: random.Random) -> Path:
    paths = sorted((project / "strategy/projects").glob("*.yml"))
    return chance.choice([path for path in paths if path.stem not in NOT_BY_CHANCE])


def _word_in_project(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["summary"] = {"sv": f"Ett annat ord {chance.random()}."}

    edit_yaml(_some_project(project, chance), change)


def _source_word_in_project(project: Path, chance: random.Random) -> None:
    """Leave translations older than their source, of which pages tell."""

    def change(content: dict[str, Any]) -> None:
        content["title"]["sv"] += f" {chance.randint(0, 99)}"
        content["summary"]["sv"] = f"Ett annat ord {chance.random()}."

    edit_yaml(_some_project(project, chance), change)


def _other_goals(project: Path, chance: random.Random) -> None:
    def change(content: dict[str, object]) -> None:
        content["goals"] = [chance.choice(["1.1", "1.2", "2.1", "2.2", "k1", "klimat"])]
        content["start_year"] = content["end_year"] = chance.randint(2016, 2022)

    edit_yaml(_some_project(project, chance), change)


def _another_slug(project: Path, chance: random.Random) -> None:
    edit_yaml(
        _some_project(project, chance), lambda c: c.update(slug=f"annat-{chance.randint(0, 99)}")
    )


def _withdrawn_project(project: Path, chance: random.Random) -> None:
    edit_yaml(
        _some_project(project, chance), lambda c: c.update(withdrawn={"date": date(2026, 9, 2)})
    )


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


def _another_outcome(project: Path, chance: random.Random) -> None:
    path = project / "strategy/projects/stigen.yml"
    words = {"sv": f"Stigen blev {chance.randint(13, 99)} kilometer."}
    edit_yaml(path, lambda content: content.update(state="finished", outcome=words))


def _another_topic(project: Path, chance: random.Random) -> None:
    path = project / "strategy/topics/bad-och-bastu.yml"
    edit_yaml(
        path, lambda topic: topic.update(goals=["2.1"], words={"sv": f"ord{chance.random()}"})
    )


def _another_figure(project: Path, chance: random.Random) -> None:
    path = project / "strategy/goals/k1.yml"
    rows = [{"year": 2024, "value": chance.randint(1, 99)}]
    edit_yaml(path, lambda goal: goal["indicators"][0].update(outcomes=rows))


def _moved_call(project: Path, chance: random.Random) -> None:
    path = project / "strategy/calls/vintern.yml"
    edit_yaml(path, lambda call: call.update(closes=date(chance.randint(2027, 2030), 1, 2)))


def _another_name(project: Path, chance: random.Random) -> None:
    path = project / "strategy/strategy.yml"
    path.write_text(path.read_text("utf-8").replace("Myrbanken", "Banken"), "utf-8")


def _handwritten_page(project: Path, chance: random.Random) -> None:
    path = project / "docs/om.md"
    path.write_text(path.read_text("utf-8").replace("title: Om", f"title: Om {chance.random()}"))


def _comment_above(project: Path, chance: random.Random) -> None:
    path = _some_project(project, chance)
    path.write_text("# en rad till\n" + path.read_text("utf-8"), "utf-8")


EDITS: tuple[tuple[Edit, ...], ...] = (
    # Every page is written anew after these, so they come first: they hide nothing.
    (_word_in_goal, _another_name, _handwritten_page),
    (_word_in_project, _other_goals),
    (_another_slug, _new_project, _another_topic),
    (_another_outcome, _another_figure),
    (_withdrawn_project, _source_word_in_project),
    (_removed_project, _comment_above, _moved_call, _word_in_project),
)
"""What is saved before each build; several at once are harder."""


def test_after_many_edits_the_site_is_as_built_from_nothing(project: Path) -> None:
    chance = random.Random(2020)  # noqa: S311 - edits, no secrets
    before = files(project / "site")
    for edits in EDITS:
        for edit in edits:
            edit(project, chance)
        after = build_site(project)
        assert after != before, edits
        before = after
    assert differences(before, cold(project)) == set()


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2020, 2024))
def test_after_any_edit_both_builds_give_the_same_bytes(tmp_path: Path, seed: int) -> None:
    project = _unpublished(tmp_path / "project")
    chance = random.Random(seed)  # noqa: S311 - edits, no secrets
    build_site(project)
    edits = [edit for several in EDITS for edit in several]
    chance.shuffle(edits)
    for first, second in zip_longest(edits[::2], edits[1::2], fillvalue=_word_in_project):
        first(project, chance)
        second(project, chance)
        assert differences(build_site(project), cold(project)) == set(), (
            first.__name__,
            second.__name__,
        )


def _with_summary(content: dict[str, Any], words: str) -> None:
    content["summary"]["sv"] = words


def test_an_original_that_changes_again_is_shown_as_it_is_now(project: Path) -> None:
    """A page whose translation is older than the original shows both."""
    path = project / "strategy/projects/bybastun.yml"
    for words in ("Byn bygger ett badhus.", "Byn river badhuset."):
        edit_yaml(path, partial(_with_summary, words=words))
        build_site(project)
        page = text_of((project / "site/fi/projekt/bybastun/index.html").read_text("utf-8"))
        assert words in page
        assert "Kylä rakentaa järven rantaan saunan" in page
    assert "badhus." not in page


def test_an_edit_leaves_the_pages_alone_that_it_does_not_touch(project: Path) -> None:
    """Else the rest would be right, and of no use."""
    build_site(project)
    before = written(project / "site")
    change(project / "strategy/projects/unga-tar-plats.yml", "owner: ", "owner: Nya ")
    build_site(project)
    changed = rewritten(project / "site", before)
    projects = {page for page in changed if page.startswith("projekt/") and page.count("/") == 2}
    assert "projekt/unga-tar-plats/index.html" in projects
    lists = {f"projekt/{name}/index.html" for name in ("insatsomraden", "mal", "kommuner", "ar")}
    assert projects - lists == {"projekt/unga-tar-plats/index.html"}
    assert not any(page.startswith(("v2/", "utlysningar/", "assets/", "om/")) for page in changed)

    # MkDocs, which makes the handwritten pages, leaves the rest alone, too.
    before = written(project / "site")
    change(project / "docs/om.md", "Om Leader", "Allt om Leader")
    build_site(project)
    changed = rewritten(project / "site", before)
    assert "om/index.html" in changed
    assert not any(page.startswith(("v2/", "mal/", "projekt/", "fi/projekt/")) for page in changed)


def test_make_site_has_nothing_to_do_when_nothing_changed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build_site(project)
    before = written(project / "site")
    capsys.readouterr()
    assert make_site(project) == 0
    assert "inget har ändrats" in capsys.readouterr().out
    assert rewritten(project / "site", before) == set()


def test_a_picture_exchanged_for_one_of_another_size(project: Path) -> None:
    picture = project / "strategy/images/bild.png"
    edit_yaml(
        project / "strategy/projects/bybastun.yml",
        lambda content: content.update(image={"file": "bild.png", "alt": {"sv": "Ett"}}),
    )
    for width in (20, 30):
        Image.new("RGB", (width, 10)).save(picture)
        build_site(project)
        for language in ("", "fi/", "fit/"):
            page = project / f"site/{language}projekt/bybastun/index.html"
            assert f'width="{width}"' in page.read_text("utf-8")


def test_what_is_saved_while_the_site_is_built_is_taken_up_by_the_next_build(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "strategy/projects/bybastun.yml"
    page = project / "site/projekt/bybastun/index.html"

    def save_and_put_in_place(*arguments: Any) -> None:
        edit_yaml(path, lambda content: content.update(owner="Sparat under bygget"))
        sync(*arguments)

    edit_yaml(path, lambda content: content.update(owner="Sparat innan"))
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "sync", save_and_put_in_place)
        build_site(project)
    assert "Sparat innan" in page.read_text("utf-8")
    build_site(project)
    assert "Sparat under bygget" in page.read_text("utf-8")


def test_a_changed_template_changes_every_page_of_its_kind(project: Path) -> None:
    change(
        project / "hooks/strategy_site/render/templates/pages/project.html.j2",
        '<p class="lead">',
        '<p class="lead changed">',
    )
    assert start(project, "-m", "strategy_site", "build").wait() == 0
    pages = [path.read_text("utf-8") for path in project.glob("site/**/projekt/*/index.html")]
    leads = [page for page in pages if 'class="lead' in page]
    assert len(leads) > 10
    assert [page for page in leads if 'class="lead changed"' not in page] == []
