"""One test for each fault of others that we mend; it fails on the day the mend can be deleted.

Each names the mend that it watches. When one fails: delete the mend, then the test.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.base import ValidationError
from mkdocs_static_i18n.config import Locale

from tests.support.building import build

CONFIG = """
site_name: Upstream
site_url: https://upstream.example/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: sv, name: svenska, default: true}
        - {locale: fi, name: suomi}
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with upstream's plugin and theme, and nothing of ours."""
    folder = tmp_path_factory.mktemp("upstream")
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("# Hem\n\nSvenska.\n", "utf-8")
    (folder / "docs/index.fi.md").write_text("# Koti\n\nSuomea.\n", "utf-8")
    (folder / "docs/bara-svenska.md").write_text("# Bara svenska\n", "utf-8")
    (folder / "mkdocs.yml").write_text(CONFIG, "utf-8")
    result = build(folder / "mkdocs.yml", folder / "site")
    assert result.returncode == 0, result.stderr
    return folder / "site"


def test_upstream_refuses_three_letter_codes() -> None:
    """Fix 1 in mkdocs_adapter/i18n_plugin.py."""
    with pytest.raises(ValidationError):
        Locale(str).run_validation("fit")


def test_upstream_writes_one_404_for_all_languages(plain: Path) -> None:
    """Fix 2 in mkdocs_adapter/plugin.py: the last language wins."""
    assert '<html lang="fi"' in (plain / "404.html").read_text("utf-8")
    assert not (plain / "fi/404.html").exists()


def test_upstream_gives_relative_hreflang_and_no_default(plain: Path) -> None:
    """Fix 3 in overrides/main.html and overrides/sitemap.xml."""
    found = re.findall(r'hreflang="([\w-]+)"', (plain / "index.html").read_text("utf-8"))
    addresses = re.findall(r'href="([^"]*)" hreflang="fi"', (plain / "index.html").read_text())
    assert "x-default" not in found
    assert not addresses[0].startswith("https://")
    assert "x-default" not in (plain / "sitemap.xml").read_text("utf-8")


def test_upstream_calls_a_page_that_fell_back_by_the_language_it_lacks(plain: Path) -> None:
    """Fix 4 in overrides/main.html."""
    page = (plain / "fi/bara-svenska/index.html").read_text("utf-8")
    assert '<html lang="fi"' in page
    assert 'lang="sv"' not in page.split("<article")[1].split("</article")[0]


def test_upstream_material_has_no_meankieli() -> None:
    """overrides/partials/languages/fit.html."""
    import material

    folder = Path(material.__file__).parent / "templates/partials/languages"
    assert (folder / "fi.html").is_file()
    assert not (folder / "fit.html").exists()
