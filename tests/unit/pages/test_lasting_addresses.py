"""No address that was ever published dies, whatever is done to the strategy afterwards."""

from __future__ import annotations

import datetime
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from strategy_site.authoring.publish import add_to_ledger
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.content.content import Content
from strategy_site.content.url_ledger import LEDGER, append_to_ledger
from strategy_site.diagnostics import ContentError
from strategy_site.pages.pages import pages_of
from strategy_site.pages.redirects import redirects_of
from tests.support.editing import change
from tests.support.paths import BASE

DAY = datetime.date(2026, 11, 26)


def _lines(folder: Path) -> list[str]:
    """Return the lines of all files of the ledger, the newest file last."""
    files = sorted((folder / LEDGER).iterdir())
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


def _publish(folder: Path) -> int:
    content, _ = load_strategy(folder)
    return add_to_ledger(content, pages_of(content), DAY)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """Give a small strategy that has been published."""
    folder = tmp_path / "strategy"
    shutil.copytree(BASE, folder)
    assert _publish(folder) > 15
    assert _publish(folder) == 0
    return folder


def _problems(folder: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        load_strategy(folder)
    return [str(problem) for problem in caught.value.diagnostics]


def _leads(folder: Path) -> dict[str, str]:
    content, _ = load_strategy(folder)
    return {a: page.address for a, page in redirects_of(content, pages_of(content)).items()}


def test_the_ledger_is_readable_and_only_grows(published: Path) -> None:
    (first,) = (published / LEDGER).iterdir()
    assert first.name.startswith("0001-2026-11-26-")
    before = _lines(published)
    assert "1.1/ goal 1.1" in before
    assert "mal/ungas-deltagande/ goal 1.1" in before
    assert "mal/ goal_list -" in before
    change(published / "priority_areas/1.yml", "slug: ungas-deltagande", "slug: unga")
    assert _publish(published) == 1
    assert _lines(published) == [*before, "mal/unga/ goal 1.1"]


def test_a_renamed_address_leads_to_the_page(published: Path) -> None:
    change(published / "priority_areas/1.yml", "slug: ungas-deltagande", "slug: unga")
    assert _leads(published)["mal/ungas-deltagande/"] == "mal/unga/"
    change(published / "strategy.yml", "version: 2", "version: 2\nsections: {goals: syften}")
    leads = _leads(published)
    assert leads["mal/ungas-deltagande/"] == leads["1.1/"] == "syften/unga/"
    assert leads["mal/"] == "syften/"


def test_a_deleted_goal_is_an_error_that_says_what_to_do(published: Path) -> None:
    (published / "goals/tema.yml").unlink()
    (problem,) = _problems(published)
    (file,) = (published / LEDGER).iterdir()
    line = _lines(published).index("klimat/ goal klimat") + 1
    assert problem.startswith(f"strategy/addresses/{file.name}, rad {line}: ")
    assert "adressen /klimat/ är publicerad och skulle försvinna" in problem
    assert "”klimat”" in problem
    assert "withdrawn: {date:" in problem


def test_a_withdrawn_goal_keeps_its_page_and_leaves_the_lists(published: Path) -> None:
    goal = published / "goals/tema.yml"
    text = goal.read_text("utf-8") + "withdrawn: {date: 2026-01-31, replaced_by: ['1.2']}\n"
    goal.write_text(text, "utf-8")
    content, _ = load_strategy(published)
    assert "klimat" not in [item.id for item in content.goals]
    page = next(page for page in pages_of(content) if page.item_id == "klimat")
    assert page.address == "mal/klimat/"


def test_an_address_is_not_given_to_something_else(published: Path) -> None:
    area = published / "priority_areas/1.yml"
    change(area, "slug: ungas-deltagande", "slug: unga")
    change(area, "  - id: '1.2'\n", "  - id: '1.2'\n    slug: ungas-deltagande\n")
    (problem,) = _problems(published)
    assert problem.startswith("strategy/priority_areas/1.yml, rad 14: adressen /mal/ungas-deltagan")
    assert "har publicerats om ”1.1” och får aldrig gälla något annat" in problem


def test_an_id_is_not_given_to_another_kind(published: Path) -> None:
    change(published / "goals/tema.yml", "id: klimat", "id: natur")
    change(published / "projects/bastu.yml", "id: bastu", "id: klimat")
    problems = _problems(published)
    assert any("id ”klimat” har publicerats om något annat (/klimat/)" in p for p in problems)
    assert any("/bastu/ är publicerad och skulle försvinna" in p for p in problems)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mal/klimat/ goal klimat\n", ""),
        ("goal klimat", "goal 1.1"),
        ("bastu/ project bastu\n", "bastu/ project bastu\nny/ goal 1.1\n"),
        ("bastu/ project bastu\n", "bastu/ project\n"),
    ],
)
def test_a_ledger_edited_by_hand_is_noticed(published: Path, old: str, new: str) -> None:
    (file,) = (published / LEDGER).iterdir()
    change(file, old, new)
    assert _problems(published) == [
        f"strategy/addresses/{file.name}, rad 1: den här delen av adressboken är inte som den "
        "skrevs; hämta tillbaka den med ”make restore FIL=strategy/addresses”: inget går förlorat."
    ]


def test_a_handwritten_page_keeps_its_address(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, docs = tmp_path / "strategy", tmp_path / "docs"
    shutil.copytree(BASE, folder)
    docs.mkdir()
    (docs / "om.md").write_text("# Om", "utf-8")
    (docs / "om.fi.md").write_text("# Tietoa", "utf-8")
    assert main(["publish", str(folder)]) == 0
    assert "om/ handwritten om" in _lines(folder)
    (docs / "om.fi.md").unlink()
    assert main(["publish", str(folder)]) == 0
    assert main(["check", str(folder)]) == 0
    (docs / "om.md").rename(docs / "om-oss.md")
    for command in ("check", "publish"):
        assert main([command, str(folder)]) == 1
        said = capsys.readouterr().err
        assert "sidan /om/ är publicerad och skulle försvinna; lägg tillbaka docs/om.md" in said


def test_the_check_knows_what_the_strategy_makes_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, docs = tmp_path / "strategy", tmp_path / "docs"
    shutil.copytree(BASE, folder)
    docs.mkdir()
    (docs / "mal.md").write_text("# Mål", "utf-8")
    assert main(["check", str(folder)]) == 1
    said = capsys.readouterr().err
    assert "docs/mal.md, rad 1: sidan /mal/ görs av strategin; ge filen ett annat namn." in said


def test_a_published_language_is_not_taken_away(published: Path) -> None:
    assert "fi/ language fi" in _lines(published)
    assert "fi/" not in _leads(published)
    strategy = published / "strategy.yml"
    finnish, swedish = "  - {code: fi, name: suomi}\n", "  - {code: sv, name: svenska}\n"
    sentence = (
        "strategy/strategy.yml, rad 2: språket ”fi” är publicerat, och alla dess adresser under "
        "/fi/ skulle försvinna; skriv tillbaka det under ”languages”, efter källspråket."
    )
    # Every Finnish text is a mistake then; the first thing to know is that it is none.
    change(strategy, finnish, "")
    assert sentence in _problems(published)
    change(strategy, swedish, finnish + swedish)
    assert sentence in _problems(published)
    change(strategy, finnish + swedish, swedish + finnish + "  - {code: se, name: sápmi}\n")
    assert _publish(published) == 1
    assert _lines(published)[-1] == "se/ language se"


def test_a_ledger_from_before_languages_were_kept_is_right(published: Path) -> None:
    content, _ = load_strategy(published)
    older = [row for row in content.published if row.kind != "language"]
    assert len(older) == len(content.published) - 1
    shutil.rmtree(published / LEDGER)
    append_to_ledger(published, older, DAY)
    load_strategy(published)
    assert _publish(published) == 1
    assert load_strategy(published)[0].published == (*older, content.published[-1])


def test_an_id_does_not_take_the_address_that_a_list_had(published: Path) -> None:
    change(published / "strategy.yml", "version: 2", "version: 2\nsections: {goals: syften}")
    change(published / "goals/tema.yml", "id: klimat", "id: klimat\nslug: klimatet")
    (published / "projects/ny.yml").write_text(
        (published / "projects/bastu.yml")
        .read_text("utf-8")
        .replace("id: bastu", "id: mal\nslug: ny"),
        "utf-8",
    )
    assert _problems(published) == [
        "strategy/projects/ny.yml, rad 1: adressen /mal/ har publicerats om ”/mal/” och får aldrig "
        "gälla något annat; byt id."
    ]


@pytest.mark.parametrize(("closes", "right"), [("2025-12-31", True), ("2026-12-31", False)])
def test_a_call_may_cite_what_held_while_it_was_open(
    published: Path, closes: str, right: bool
) -> None:
    change(published / "calls/hosten.yml", "goals: ['1.1']", "goals: [klimat]")
    change(published / "calls/hosten.yml", "opens: 2026-09-01\n", "")
    change(published / "calls/hosten.yml", "closes: 2026-10-31", f"closes: {closes}")
    goal = published / "goals/tema.yml"
    gone = "withdrawn: {date: 2026-01-31, replaced_by: ['1.2']}\n"
    goal.write_text(goal.read_text("utf-8") + gone, "utf-8")
    if right:
        load_strategy(published)
    else:
        assert _problems(published) == [
            "strategy/calls/hosten.yml, rad 8: ”klimat” upphörde 2026-01-31; hänvisa till '1.2'."
        ]


@dataclass
class _History:
    """A strategy that is edited at random, and what its addresses were ever about."""

    folder: Path
    chance: random.Random
    goals: dict[str, dict[str, Any]] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    ever: dict[str, str] = field(default_factory=dict)
    """Every address that was published, and the id of the goal it was about then."""
    wordings: dict[str, str] = field(default_factory=dict)
    """Every address of a frozen wording, and the words that it was frozen with."""
    number: int = 0
    version: int = 2
    content: Content = field(init=False)
    """As it was published last."""

    def write(self) -> None:
        strategy = (BASE / "strategy.yml").read_text("utf-8")
        strategy = strategy.replace("version: 2", f"version: {self.version}")
        (self.folder / "strategy.yml").write_text(strategy, "utf-8")
        shutil.rmtree(self.folder / "goals")
        (self.folder / "goals").mkdir()
        for place, identity in enumerate(self.order):
            path = self.folder / f"goals/{place}.yml"
            path.write_text(yaml.safe_dump(self.goals[identity]), "utf-8")

    def add(self) -> str:
        self.number += 1
        identity = f"g{self.number}"
        self.goals[identity] = {"id": identity, "title": {"sv": identity}, "slug": self.slug()}
        self.order.append(identity)
        return identity

    def slug(self) -> str:
        """Few slugs, so that histories collide with themselves."""
        return self.chance.choice(["unga", "natur", "byar", "alven", "skog", f"s{self.number}"])

    def withdraw(self, identity: str, *instead: str) -> None:
        gone = {"date": datetime.date(2026, 1, 1), "replaced_by": list(instead)}
        self.goals[identity]["withdrawn"] = gone

    def edit(self, what: str) -> None:
        identity = self.chance.choice(self.order)
        goal = self.goals[identity]
        match what:
            case "add":
                self.add()
            case "rename":
                goal["slug"] = self.slug()
            case "reword":
                goal["title"] = {"sv": f"{identity}, omgång {self.version}"}
            case "move":
                goal["priority_areas"] = self.chance.choice([[], ["1"]])
            case "withdraw":
                self.withdraw(identity)
            case "split":
                self.withdraw(identity, self.add(), self.add())
            case "merge":
                new = self.add()
                for old in {identity, self.chance.choice(self.order)} - {new}:
                    self.withdraw(old, new)
            case "restore":
                goal.pop("withdrawn", None)
            case "reorder":
                self.chance.shuffle(self.order)
            case "delete":
                if len(self.order) > 1:
                    self.order.remove(identity)

    def publish(self, new_version: bool) -> bool:
        """Publish, as a new version if that is said; return whether the check allowed it."""
        self.version += new_version
        self.write()
        if main(["publish", str(self.folder)]) != 0:
            self.version -= new_version
            return False
        self.content, _ = load_strategy(self.folder)
        for page in pages_of(self.content):
            if page.kind == "version_goal":
                words = page.item.title.get("sv")
                assert self.wordings.setdefault(page.address, words) == words
            if page.kind == "goal":
                assert self.ever.setdefault(page.address, page.item_id) == page.item_id
                assert self.ever.setdefault(f"{page.item_id}/", page.item_id) == page.item_id
        return True

    def visit_all(self) -> None:
        """Follow every address that was ever published, on the site as published last."""
        pages = {page.address: page for page in pages_of(self.content)}
        leads = redirects_of(self.content, list(pages.values()))
        assert not leads.keys() & pages.keys()
        for address, identity in self.ever.items():
            page = pages.get(address) or leads[address]
            assert page.item_id == identity, f"{address} was about {identity}"
            assert page.address in pages  # a lead leads to a page, never to a lead
        for address, words in self.wordings.items():
            assert pages[address].item.title.get("sv") == words


EDITS = [
    "add",
    "rename",
    "reword",
    "move",
    "withdraw",
    "split",
    "merge",
    "restore",
    "reorder",
    "delete",
]
WITHIN_A_VERSION = {"rename", "withdraw", "reorder"}
"""Edits that change no adopted word. Each version makes all that follows slower."""


@given(seed=st.integers(0, 2**32), edits=st.lists(st.sampled_from(EDITS), min_size=5, max_size=25))
def test_every_address_ever_published_leads_to_the_right_page(
    seed: int, edits: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("history") / "strategy"
    shutil.copytree(BASE, folder)
    for path in ("calls/hosten.yml", "projects/bastu.yml"):
        (folder / path).unlink()
    history = _History(folder, random.Random(seed))  # noqa: S311 - no secret
    history.add()
    assert history.publish(new_version=True)
    for edit in edits:
        goals, order = yaml.safe_load(yaml.safe_dump(history.goals)), list(history.order)
        history.edit(edit)
        if not history.publish(new_version=edit not in WITHIN_A_VERSION):
            # Refused: the communicator takes the edit back.
            history.goals, history.order = goals, order
            assert edit != "reorder"
            assert history.publish(new_version=False)
        history.visit_all()
    shutil.rmtree(folder.parent)
