"""What is open is told by the reader's day, whatever day the site was built on."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support.serving import serve


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        ("2027-01-14T21:59:00Z", "coming"),
        ("2027-01-14T22:01:00Z", "open"),  # midnight in Helsinki
        ("2027-03-31T13:15:00Z", "open"),  # it closes at 16:15, in Helsinki's summer time
        ("2027-03-31T13:16:30Z", "closed"),
    ],
)
def test_the_state_is_right_on_the_day_that_someone_reads(
    page: Page, saaristo: Path, moment: str, state: str
) -> None:
    words = {"coming": "Tulossa", "open": "Avoinna", "closed": "Päättynyt"}
    page.clock.set_fixed_time(moment)
    with serve(saaristo) as address:
        page.goto(address + "haut/")
        section = page.locator(f'section[data-calls="{state}"]')
        expect(section.locator(".call")).to_have_count(1)
        expect(section).to_be_visible()
        for other in words.keys() - {state}:
            expect(page.locator(f'section[data-calls="{other}"]')).to_be_hidden()
        expect(page.locator(".none-open")).to_be_visible(visible=state != "open")
        page.goto(address + "haut/kevat-2027/")
        expect(page.locator("header .state:visible")).to_have_text(words[state])
        expect(page.locator(".state-day")).to_be_hidden()
        # One is told how to apply while one can, and not before or after.
        apply = page.get_by_role("link", name="Nouda hakulomake")
        expect(apply).to_be_visible(visible=state == "open")
        by_email = page.get_by_role("link", name="Hae sähköpostilla")
        expect(by_email).to_be_visible(visible=state == "open")
        expect(page.get_by_text("Postitse osoitteeseen")).to_be_visible(visible=state == "open")
        page.goto(address + "tavoitteet/yhteinen-tavoite/")
        expect(page.locator(".card.call .state:visible")).to_have_text(words[state])
        page.goto(address)
        expect(page.locator("[data-calls]")).to_be_visible(visible=state != "closed")
        expect(page.locator(".none-open")).to_be_visible(visible=state != "open")
