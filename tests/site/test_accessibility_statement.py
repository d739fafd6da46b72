"""The accessibility statement can be found from every page."""

from __future__ import annotations

from pathlib import Path


def test_every_page_leads_to_it_in_its_language(site: Path, saaristo: Path) -> None:
    for built, page, link, name in (
        (site, "fi/mal/index.html", "../tillganglighet/", "Saavutettavuusseloste"),
        (site, "404.html", "/strategi/tillganglighet/", "Tillgänglighetsredogörelse"),
        (saaristo, "index.html", "tillganglighet/", "Saavutettavuusseloste"),
    ):
        foot = (built / page).read_text("utf-8").partition("<footer")[2]
        assert f'<a href="{link}">{name}</a>' in foot, page
    for page in ("", "fi/", "fit/"):
        assert (site / page / "tillganglighet/index.html").is_file()
