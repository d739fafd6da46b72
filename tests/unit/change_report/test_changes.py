"""What a change does, told before it is published: cases as files, and what always holds.

A case in ``tests/cases/preview/`` changes the small right strategy ``before``, then ``after``, and
holds the whole Markdown that tells of the second change. ``published`` and ``frozen`` publish
between the two.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from strategy_site.change_report.content_diff import ContentChange, content_changes
from strategy_site.change_report.impact import SiteRevision
from strategy_site.change_report.report import ChangeReport, ReportSection, TextRun, write_report
from strategy_site.change_report.writers import LIMIT, as_markdown, as_page
from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.content.content import Content
from strategy_site.diagnostics import ContentError
from strategy_site.render.site_context import SiteContext
from tests.support.editing import apply_case
from tests.support.paths import BASE, CASES, SAARISTO
from tests.support.text import text_of

PREVIEWS = sorted((CASES / "preview").glob("*.yml"))
DAY = date(2026, 10, 1)


def _side(project: Path) -> SiteRevision:
    content, _ = load_strategy(project / "strategy")
    return SiteRevision(SiteContext(content, "https://provdalen.example/", DAY), project / "docs")


def _edit(case: dict[str, Any], project: Path) -> None:
    (project / "docs").mkdir(exist_ok=True)
    apply_case(case, project / "strategy")
    apply_case({"files": case.get("docs", {})}, project / "docs")
    if "reviewed" in case:
        declared = case["reviewed"]
        texts = ",".join(declared["places"])
        arguments = ["--language", declared["language"], "--text", texts]
        assert main(["reviewed", str(project / "strategy"), *arguments]) == 0


def _report(case: dict[str, Any], tmp_path: Path) -> ChangeReport:
    before, after = tmp_path / "before", tmp_path / "after"
    shutil.copytree(BASE, before / "strategy")
    _edit(case.get("before", {}), before)
    if case.get("published") or case.get("frozen"):
        assert main(["publish", str(before / "strategy")]) == 0
    shutil.copytree(before, after)
    _edit(case.get("after", {}), after)
    return write_report(_side(before), _side(after), "main")


@pytest.mark.parametrize("path", PREVIEWS, ids=lambda path: path.stem)
def test_a_change_is_told(path: Path, tmp_path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    assert as_markdown(_report(case, tmp_path)) == case["markdown"]


def test_a_strategy_of_another_shape(tmp_path: Path) -> None:
    before, after = tmp_path / "before", tmp_path / "after"
    for target in (before, after):
        shutil.copytree(SAARISTO, target)
    apply_case(
        {"replace": {"goals/g1.yml": {"slug: yhteinen-tavoite": "slug: uusi"}}}, after / "strategy"
    )
    told = write_report(_side(before), _side(after), "main")
    assert [[part.text for part in line] for line in told.edits] == [
        ["Mål 10", ", ", "slug", ": ", "yhteinen-tavoite", " ", "uusi"]
    ]
    moved = [page.after for page in told.pages if page.how == "moved"]
    assert moved == ["tavoitteet/uusi/"]


# --- what always holds -------------------------------------------------------------------------

FILES = {
    path.relative_to(BASE).as_posix(): yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(BASE.rglob("*.yml"))
}
LANGUAGES = {"sv", "fi"}
Path_ = tuple[str | int, ...]


def _leaves(value: Any, path: Path_ = ()) -> Iterator[Path_]:
    """Give the place of every value that is no id: an id that is another is another thing."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            if key != "id":
                yield from _leaves(inner, (*path, key))
    else:
        yield path


LEAVES = [(file, path) for file, value in FILES.items() for path in _leaves(value)]
TEXTS = [(f, p) for f, p in LEAVES if p[-1] in LANGUAGES and f != "glossary.yml"]


def _at(value: Any, path: Path_) -> Any:
    for key in path:
        value = value[key]
    return value


def _another(value: Any) -> Any:
    if isinstance(value, int):
        return value + 1
    return value + timedelta(days=1) if isinstance(value, date) else f"{value}x"


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "strategy"
        shutil.copytree(BASE, folder)
        yield folder


def _with(edits: dict[tuple[str, Path_], Any]) -> Content:
    """Give the content after some values were exchanged, written anew in another layout."""
    files = copy.deepcopy(FILES)
    for (file, path), value in edits.items():
        _at(files[file], path[:-1])[path[-1]] = value
    with _folder() as folder:
        for file, value in files.items():
            text = yaml.safe_dump(value, allow_unicode=True, sort_keys=True, width=30)
            (folder / file).write_text(text, "utf-8")
        try:
            return load_strategy(folder)[0]
        except ContentError:
            assume(False)
            raise


BEFORE, _ = load_strategy(BASE)
words = st.lists(st.text("aåö<*_`~[](){}|.,", min_size=1, max_size=6), min_size=1, max_size=8)


def test_the_same_content_in_another_layout_is_no_change() -> None:
    assert content_changes(BEFORE, BEFORE) == []
    assert content_changes(BEFORE, _with({})) == []


@given(leaf=st.sampled_from(TEXTS), said=words)
def test_a_text_that_is_another_is_named_and_nothing_else(
    leaf: tuple[str, Path_], said: list[str]
) -> None:
    file, path = leaf
    old, new = " ".join(_at(FILES[file], path).split()), " ".join(said)
    assume(" ".join(new.split()) != old)
    (change,) = content_changes(BEFORE, _with({leaf: new}))
    assert (change.language, change.after) == (path[-1], new)
    assert change.before is not None
    assert change.before.replace(" ¶ ", " ") == old
    inside = FILES[file]["goals"][path[1]] if path[0] == "goals" else FILES[file]
    assert change.item_id == inside.get("id", "")


@given(leaf=st.sampled_from(LEAVES))
def test_any_single_edit_is_named_and_nothing_else(leaf: tuple[str, Path_]) -> None:
    file, path = leaf
    old = _at(FILES[file], path)
    (change,) = content_changes(BEFORE, _with({leaf: _another(old)}))
    assert change.field
    written = " ".join(str(_another(old)).split())
    assert (change.after or "").replace(" ¶ ", " ") == written


@given(
    st.sets(st.sampled_from(TEXTS), max_size=5),
    st.sets(st.sampled_from(TEXTS), max_size=5),
)
def test_each_of_several_edits_is_named_and_back_again(
    one: set[tuple[str, Path_]], other: set[tuple[str, Path_]]
) -> None:
    sides = [
        _with({leaf: _another(_at(FILES[leaf[0]], leaf[1])) for leaf in leaves})
        for leaves in (one, other)
    ]
    there, back = content_changes(*sides), content_changes(*reversed(sides))
    assert len(there) == len(one ^ other)
    turned = [
        ContentChange(c.kind, c.item_id, c.field, c.language, c.after, c.before) for c in back
    ]
    assert set(turned) == set(there)


@pytest.mark.parametrize("gone", ["calls/hosten.yml", "projects/bastu.yml", "goals/tema.yml"])
def test_what_was_never_published_may_go_and_come_back(gone: str, tmp_path: Path) -> None:
    told = _report({"after": {"delete": [gone]}}, tmp_path / "gone")
    identity = FILES[gone]["id"]
    (line,) = told.edits
    assert f"{identity} tas bort: " in "".join(part.text for part in line)
    (page,) = [page for page in told.pages if page.how == "gone" and page.key[1] == identity]
    assert page.before
    assert f"/{page.before}` försvinner" in as_markdown(told)
    assert f"/{page.before}` leder ingenstans" in as_markdown(told)
    pairs = as_page(told, BEFORE, BEFORE)
    assert f'src="before/{page.before}index.html"' in pairs
    assert f'src="after/{page.before}index.html"' not in pairs

    told = _report({"before": {"delete": [gone]}, "after": _whole(gone)}, tmp_path / "back")
    (line,) = told.edits
    assert f"{identity} läggs till: " in "".join(part.text for part in line)
    assert f"/{page.before}` är ny" in as_markdown(told)


def _whole(file: str) -> dict[str, Any]:
    return {"files": {file: (BASE / file).read_text("utf-8")}}


def test_no_text_is_markup_on_the_page(tmp_path: Path) -> None:
    hostile = "</code><script>alert(1)</script>"
    case = {"after": {"replace": {"projects/bastu.yml": {"sv: En bastu\n": f"sv: '{hostile}'\n"}}}}
    told = _report(case, tmp_path)
    page = as_page(told, BEFORE, BEFORE)
    assert "<script" not in page
    assert hostile in text_of(page)


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]), max_size=60)


@given(texts, st.sampled_from(["plain", "removed", "added", "strong"]))
@example("<script>alert(1)</script> ![x](https://example.org/a) [b](c) @alla #1 ~~ ** `", "added")
@example("&lt;b&gt; &amp; a_b_c __d__ *e* \\ <!-- x --> http://example.org | $x$", "plain")
def test_any_text_reads_as_it_is_written(text: str, kind: Any) -> None:
    line = [TextRun("plain", "Mål: "), TextRun(kind, text), TextRun("plain", ".")]
    markdown = as_markdown(ChangeReport([TextRun("plain", "Två")], [line], [], []))
    html = MarkdownIt("commonmark", {"html": True}).enable("strikethrough").render(markdown)
    for mark in ("**", "~~"):  # an empty or one-sided mark stays as it is, and that is no harm
        html = html.replace(mark, "") if mark not in text else html
    reads = "".join(text_of(html).split())
    assert reads == "".join(f"TvåMål:{text}.".split())
    tag = {"removed": "<s>", "added": "<strong>", "strong": "<strong>"}.get(kind, "")
    assert tag in html or not text.strip()
    assert "<a " not in html
    assert "<img" not in html
    assert "<script" not in html
    assert "@a" not in html


@given(st.integers(0, 3000), st.integers(1, 300), st.integers(0, 9))
@example(3000, 300, 9)
def test_no_change_is_too_large_for_a_comment(lines: int, words: int, sections: int) -> None:
    line = [TextRun("added", "ord " * words)]
    folded = [ReportSection("Sidor", [line] * lines) for _ in range(sections)]
    markdown = as_markdown(ChangeReport([TextRun("plain", "Allt")], [line] * lines, folded, []))
    assert len(markdown) <= LIMIT
    assert markdown.count("<details>") == markdown.count("</details>")
    if markdown.count("\n- ") < lines:
        assert "…" in markdown or "Resten står på sidan" in markdown
