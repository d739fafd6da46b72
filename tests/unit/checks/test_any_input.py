"""Any bytes in: either a site, or sentences that tell a communicator what to mend."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_site.checks.load import load_strategy
from strategy_site.content.content import Content
from strategy_site.diagnostics import ContentError, Severity
from strategy_site.outputs.registry import outputs
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.any_value import any_values, places_of
from tests.support.paths import BASE
from tests.support.text import text_of

FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yml"))
SENTENCE = re.compile(r"strategy(/[^,]+)?, rad [1-9]\d*: (?s:.+)[.?]")


@contextmanager
def _strategy() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "strategy"
        shutil.copytree(BASE, folder)
        yield folder


def _site_or_sentences(folder: Path) -> Content | None:
    """Give the content if all is right; anything but sentences otherwise is a failure."""
    try:
        content, warnings = load_strategy(folder)
    except ContentError as error:
        assert any(problem.severity is Severity.ERROR for problem in error.diagnostics)
        for problem in error.diagnostics:
            assert SENTENCE.fullmatch(str(problem)), str(problem)
        return None
    for warning in warnings:
        assert SENTENCE.fullmatch(str(warning)), str(warning)
    renderer = Renderer(SiteContext(content, "https://any.example/", date(2026, 10, 1)))
    for page in pages_of(content):
        for language in content.languages:
            assert "<script" not in renderer.render(page, language).html
    assert dict(outputs(renderer, pages_of(content)))["strategy.json"]
    return content


@given(file=st.sampled_from(FILES), data=st.binary(max_size=300))
@example(file="strategy.yml", data=b"\xff\xfe")
@example(file="strategy.yml", data=b"languages: [{code: sv}]")
@example(file="projects/bastu.yml", data=b"? [a]\n: b")
@example(file="projects/bastu.yml", data=b"id: \xef\xbf\xbf")
@example(file="projects/bastu.yml", data=b"- " * 5000)
@example(file="projects/bastu.yml", data=b"{" * 5000)
@example(file="projects/bastu.yml", data=b"%YAML 9.9\n---\nid: x")
def test_any_bytes(file: str, data: bytes) -> None:
    with _strategy() as folder:
        (folder / file).write_bytes(data)
        _site_or_sentences(folder)


@given(
    file=st.sampled_from(FILES),
    line=st.integers(0, 40),
    text=st.text(st.characters(codec="utf-8"), max_size=40),
    how=st.sampled_from(["insert", "replace", "cut", "append"]),
)
def test_any_slip_in_a_right_file(file: str, line: int, text: str, how: str) -> None:
    with _strategy() as folder:
        lines = (folder / file).read_text("utf-8").splitlines()
        line %= len(lines)
        if how == "insert":
            lines.insert(line, text)
        elif how == "append":
            lines[line] += text
        else:
            lines[line : line + 1] = [text] if how == "replace" else []
        (folder / file).write_text("\n".join(lines), "utf-8")
        _site_or_sentences(folder)


@given(file=st.sampled_from(FILES), place=st.integers(0, 10_000), value=any_values())
def test_any_value_anywhere(file: str, place: int, value: Any) -> None:
    with _strategy() as folder:
        whole = yaml.safe_load((folder / file).read_text("utf-8"))
        places = list(places_of(whole))
        *way, last = places[place % len(places)]
        around = whole
        for key in way:
            around = around[key]
        around[last] = value
        (folder / file).write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
        _site_or_sentences(folder)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), min_size=1))
@example("<script>alert(1)</script>")
@example("</p><img src=x onerror=alert(1)>")
@example("{{ 7 * 7 }} {% raw %} %(num)d %s &amp; &lt; \" ' # | : - ? \N{GRINNING FACE}")
def test_any_text_is_shown_as_it_is_written(text: str) -> None:
    if not text.strip():
        return
    with _strategy() as folder:
        path = folder / "projects/bastu.yml"
        project = yaml.safe_load(path.read_text("utf-8"))
        for key in ("title", "summary", "text"):
            project[key] = {"sv": text}
        path.write_text(yaml.safe_dump(project, allow_unicode=True), "utf-8")
        content = _site_or_sentences(folder)
        assert content is not None
        renderer = Renderer(SiteContext(content, "https://any.example/", date(2026, 10, 1)))
        wanted = " ".join(text.split())
        for page in pages_of(content):
            if page.kind in ("project", "project_list", "home", "projects_by_year"):
                for language in ("sv", "fi"):
                    rendered = renderer.render(page, language)
                    assert wanted in text_of(rendered.html)
                    assert page.kind != "project" or " ".join(rendered.title.split()) == wanted
