"""``check`` is a promise: whatever it lets through, every writer finishes.

Values at the limits of what the check takes, in a right strategy, each where a value of its kind
stood: written as pages, data, feeds, calendar, catalogue, redirects, search and PDF.
"""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import Graph

from strategy_site.checks.load import load_strategy
from strategy_site.diagnostics import ContentError
from strategy_site.outputs.pdf import pdf_documents
from strategy_site.outputs.registry import outputs
from strategy_site.outputs.search.index import search_indexes
from strategy_site.outputs.search.lemmas import Lemmatizer
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext
from tests.support.any_value import places_of
from tests.support.paths import DEMO

SOURCE = DEMO / "strategy"
FILES = sorted(
    path.relative_to(SOURCE).as_posix()
    for path in SOURCE.rglob("*.yml")
    if path.parent.name != "versions"
)
ODD_TEXTS = (
    *(
        "\u0301",
        "\u202e\u2066a",
        "a\u2028b\u2029c\x85d",
        "a\ufdd0\U0001ffffb",
        "\U0001f469\u200d\U0001f680",
    ),
    *(
        "a\n\nb\n- c\n- d",
        "]]>",
        "BEGIN:VCALENDAR\r\nEND",
        "%(x)s %d {0} {{x}} $x #x \\",
        "=1+1",
        "x" * 20_000,
    ),
    *("\u200b", "\ufeff", "ß" * 300, "</script><!--", "a\tb", "عربي", "1.1", "2018-05-15", "0x1F"),
)
ODD_LINKS = (
    *("https://a.example/x|y^{z}`", "https://a.example/%zz", "https://a.example:99999/"),
    *(
        "https://[bad/",
        "https://a..example/",
        "https://åäö.example/ö?ä=å#é",
        "https://a@b.example/",
    ),
    *(
        "http://1.2.3.4:80",
        "https://a.example?x#y#z",
        "https://xn--a.example/",
        "https://a.example/" + "x" * 5000,
    ),
)
AMOUNTS = (0, 1, 10**6, 10**13, 10**13 + 1, 10**30, -1)
FIGURES = (0, -1, 0.1, 1e-300, 10**15, -(10**15), 1e300, float("inf"), float("nan"))
YEARS = (1900, 2000, 2200, 2201, 0)
DAYS = [datetime.date(*day) for day in ((1900, 1, 1), (2200, 12, 31), (9999, 12, 31))]
DAYS += [datetime.date(2024, 2, 29), datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)]
WORDS = ("Factory", "localtime", "Africa/Cairo", "UTC", "MMMMMMMMM", "QQQ", "0000-01", "24:00")


def _odd_like(value: Any) -> st.SearchStrategy[Any] | None:
    """Give values at the limits of what may stand there; none for an id, which others name."""
    match value:
        case bool():
            return None
        case str() if value.startswith("http"):
            return st.sampled_from(ODD_LINKS)
        case str() if re.fullmatch(r"[a-z0-9._-]+", value):
            return None
        case str() if re.fullmatch(r"\S+", value):
            return st.sampled_from(WORDS) | st.text(max_size=5)
        case str():
            return st.sampled_from(ODD_TEXTS) | st.text(max_size=30)
        case int() if 1900 < value < 2100:
            return st.sampled_from(YEARS)
        case int():
            return st.sampled_from(AMOUNTS) | st.integers(0, 10**13)
        case float():
            return st.sampled_from(FIGURES) | st.floats(-1e15, 1e15)
        case datetime.date():
            return st.sampled_from(DAYS) | st.dates(DAYS[0], DAYS[1])
    return None


@st.composite
def _changed(draw: st.DrawFn) -> dict[str, Any]:
    """Give the content of some files by name, with a few odd values in each."""
    changed = {}
    for file in draw(st.lists(st.sampled_from(FILES), min_size=1, max_size=2, unique=True)):
        whole = yaml.safe_load((SOURCE / file).read_text("utf-8"))
        odd = {way: _odd_like(_at(whole, way)) for way in places_of(whole)}
        places = [(way, values) for way, values in odd.items() if values is not None]
        for _ in range(draw(st.integers(1, 3))):
            way, values = draw(st.sampled_from(places))
            _at(whole, way[:-1])[way[-1]] = draw(values)
        changed[file] = whole
    return changed


def _at(whole: Any, way: tuple[Any, ...]) -> Any:
    for key in way:
        whole = whole[key]
    return whole


def _write_all(folder: Path) -> None:
    """Do all that a build does with the content, or nothing if the check finds a mistake."""
    try:
        content, _ = load_strategy(folder)
    except ContentError:
        return
    renderer = Renderer(SiteContext(content, "https://any.example/", datetime.date(2026, 10, 1)))
    pages, localizers = pages_of(content), renderer.localizers
    for page in pages:
        for language in content.languages:
            assert renderer.render(page, language).html
    files = dict(outputs(renderer, pages))
    assert Graph().parse(data=files["dcat.rdf"], format="xml").serialize(format="nt")
    for _code, index in search_indexes(content, pages, localizers, {}, _lemmatizer()):
        assert dict(index.files())
    for _path, pdf in pdf_documents(renderer.site, localizers):
        assert pdf.startswith(b"%PDF-")


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(Path(tempfile.gettempdir()) / "strategy-site-words")


def _project(key: str, value: Any) -> dict[str, Any]:
    whole = yaml.safe_load((SOURCE / "projects/bybastun.yml").read_text("utf-8"))
    return {"projects/bybastun.yml": whole | {key: value}}


def _strategy(**change: Any) -> dict[str, Any]:
    return {"strategy.yml": yaml.safe_load((SOURCE / "strategy.yml").read_text("utf-8")) | change}


@given(_changed())
@example(_strategy(written_for=None))
@example(_strategy(projects_known={"at_least": 10**30, "as_of": "0000-01"}))
@example(_strategy(licence={"name": "x", "url": "https://a.example/x|y"}))
@example(_strategy(languages=[{"code": "sv", "name": "svenska", "dates": "MMMMMMMMM"}]))
@example(_project("sources", ["https://[bad/"]))
@example(_project("published", datetime.date(9999, 12, 31)))
@example(_project("title", {"sv": "\u200b"}))
def test_whatever_passes_the_check_can_be_written(changed: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "strategy"
        shutil.copytree(SOURCE, folder)
        for file, whole in changed.items():
            (folder / file).write_text(yaml.safe_dump(whole, allow_unicode=True), "utf-8")
        _write_all(folder)
