"""Mistakes in ``mkdocs.yml``, one file a case: each gets its sentence before MkDocs sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from strategy_site.checks.mkdocs_yml import check_mkdocs_yml
from strategy_site.diagnostics import ContentError
from strategy_site.settings_file import read_settings_file
from tests.support.paths import CASES

MISTAKES = sorted((CASES / "mkdocs_yml").glob("*.yml"))
RIGHT = """\
site_name: Strategi
site_url: https://strategi.leader.example/
repo_url: https://git.leader.example/strategi

theme:
  name: material

plugins:
  - i18n_any_language:
      languages:
        - {locale: fi, name: suomi}
        - {locale: sv, name: svenska, default: true}
  - strategy_site

nav:
  - index.md
  - om.md
  - Grannen: https://grannen.example/
"""


def _sentences(project: Path, text: str) -> list[str]:
    (project / "docs").mkdir()
    (project / "docs/om.md").write_text("Text.", "utf-8")
    (project / "mkdocs.yml").write_text(text, "utf-8")
    try:
        settings = read_settings_file(project)
    except ContentError as error:
        return [str(problem) for problem in error.diagnostics]
    return [str(problem) for problem in check_mkdocs_yml(settings, project, ["sv", "fi"])]


def test_what_is_right_is_right(tmp_path: Path) -> None:
    assert _sentences(tmp_path, RIGHT) == []


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_gets_its_sentence(path: Path, tmp_path: Path) -> None:
    case, text = yaml.safe_load(path.read_text("utf-8")), RIGHT
    for old, new in case["replace"].items():
        assert old in text
        text = text.replace(old, new, 1)
    assert _sentences(tmp_path, text) == case["errors"]


def test_a_folder_of_that_name_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    with pytest.raises(ContentError, match="finns inte"):
        read_settings_file(tmp_path)


@pytest.mark.parametrize(
    "line",
    ["2024: x", "2024-01-01: x", "null: x", "extra: 2024-13-45", "extra: \x07", "plugins: 3"],
)
def test_anything_gets_a_sentence(line: str, tmp_path: Path) -> None:
    text = RIGHT if line.startswith(("2", "n", "e")) else RIGHT.partition("plugins:")[0]
    assert _sentences(tmp_path, f"{text}{line}\n")


@pytest.mark.parametrize("languages", ["3", "true", "2024-01-01", "[sv]", "{sv: svenska}"])
def test_languages_of_any_kind_get_a_sentence(languages: str, tmp_path: Path) -> None:
    head, _, rest = RIGHT.partition("      languages:\n")
    plugin = rest[rest.index("  - strategy_site") :]
    (sentence,) = _sentences(tmp_path, f"{head}      languages: {languages}\n{plugin}")
    assert sentence.startswith("mkdocs.yml, rad 8: språken är inte de samma som i strategy.yml")


def test_hooks_are_a_list(tmp_path: Path) -> None:
    (sentence,) = _sentences(tmp_path, f"{RIGHT}hooks: x.py\n")
    assert (
        sentence
        == "mkdocs.yml, rad 19: ”hooks” ska vara en lista; skriv ett ”- ” framför varje rad."
    )
