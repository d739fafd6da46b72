"""What readers of a built site see of drafts and of translations that are older."""

from __future__ import annotations

import re
from pathlib import Path

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.translation_status import STATES, translation_status
from tests.support.text import text_of


def _html(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text("utf-8")


def test_readers_see_that_a_translation_is_a_draft(site: Path) -> None:
    finnish = text_of(_html(site, "fi/mal/natverk"))
    assert "Käännös on luonnos: kukaan ei ole vielä tarkistanut sitä." in finnish
    assert "luonnos" not in text_of(_html(site, "mal/natverk"))


def test_readers_see_the_original_where_a_translation_is_older(site: Path) -> None:
    page = _html(site, "fi/mal/ungas-inflytande")
    assert "Alkuperäistä tekstiä on muutettu 21. syyskuuta 2026" in text_of(page)
    assert '<p lang="sv">Unga i alla byar får mer' in page


def test_the_page_of_translations_counts_them_and_leads_to_their_lines(
    site: Path, site_project: Path
) -> None:
    counts = translation_status(load_strategy(site_project / "strategy")[0]).all_counts()
    assert all(counts["fi"].values())  # every state is shown once at least
    page = _html(site, "oversattningar")
    names = ("Granskade", "Utkast", "Äldre än originalet", "Saknas")
    for name, state in zip(names, STATES, strict=True):
        finnish, meankieli = counts["fi"][state], counts["fit"][state]
        assert re.search(rf"{name} ?{finnish} ?{meankieli}\b", text_of(page)), name
    area = (site_project / "strategy/priority_areas/1.yml").read_text("utf-8").splitlines()
    line = area.index("      fi: Nuoret saavat enemmän sananvaltaa.") + 1
    assert f"edit/main/strategy/priority_areas/1.yml#L{line}" in page
