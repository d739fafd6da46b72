"""Links between pages lead where they should, however deep the pages lie."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin

from hypothesis import example, given
from hypothesis import strategies as st

from strategy_site.pages.urls import relative

_PARTS = st.lists(st.from_regex(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", fullmatch=True), max_size=4)
_FOLDERS = _PARTS.map(lambda parts: "".join(f"{part}/" for part in parts))
_FILES = st.tuples(_FOLDERS, st.sampled_from(["feed.xml", "a.css"])).map("".join)


@given(_FOLDERS | _FILES, _FOLDERS)
@example("", "")
@example("", "fi/mal/1-2/")
@example("mal/1-2/", "mal/1-2/")
@example("mal/", "mal/1-2/")
@example("mal-2/", "mal/1-2/")
def test_a_link_leads_from_its_page_to_its_target(target: str, page: str) -> None:
    root = "https://example.org/strategi/"
    link = relative(target, page)
    assert urljoin(root + page, link) == root + target
    if target.endswith("/"):
        assert link == posixpath.relpath(f"/{target}", f"/{page}") + "/"
