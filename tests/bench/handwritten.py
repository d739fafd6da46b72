"""Our pages as one would write them by hand: what our build is compared with.

Plain Material and plain mkdocs-static-i18n with their own settings, no hook of ours, one Markdown
file a page and language. The Markdown is our pages' own HTML turned back by markdownify, so both
sites say the same. Neither lists projects in its navigation: that would make this build more than
twice as slow. The third language is ``nb``, because upstream refuses ``fit``.
"""

from __future__ import annotations

import re
from pathlib import Path

from made_up import LANGUAGES
from markdownify import markdownify

from strategy_site.checks.load import load_strategy
from strategy_site.clock import today
from strategy_site.pages.pages import pages_of
from strategy_site.render.renderer import Renderer
from strategy_site.render.site_context import SiteContext

_UPSTREAM = {"sv": "sv", "fi": "fi", "fit": "nb"}

_SETTINGS = """
site_name: Bench
site_url: https://bench.example/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: sv, name: sv, default: true}
        - {locale: fi, name: fi}
        - {locale: nb, name: nb}
markdown_extensions: [tables]
nav: [index.md, insatsomraden/index.md, mal/index.md, projekt/index.md, utlysningar/index.md]
validation: {nav: {omitted_files: ignore}, links: {unrecognized_links: ignore, not_found: ignore}}
"""


def write_handwritten(strategy: Path, target: Path) -> None:
    """Write the pages of a strategy folder as Markdown, with a configuration, into a folder."""
    content, _ = load_strategy(strategy)
    renderer = Renderer(
        SiteContext(content, "https://bench.example/", today(content.strategy.time_zone))
    )
    for page in pages_of(content):
        index = page.address.count("/") < 2
        stem = f"{page.address}index" if index else page.address.rstrip("/").replace(".", "_")
        for language in LANGUAGES:
            suffix = "" if language == LANGUAGES[0] else f".{_UPSTREAM[language]}"
            path = target / "docs" / f"{stem}{suffix}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_markdown(renderer.render(page, language).html), encoding="utf-8")
    (target / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")


def _markdown(html: str) -> str:
    text: str = markdownify(html, heading_style="ATX", strip=["select", "option", "form"])
    return re.sub(r"\n{3,}", "\n\n", text)
