"""One page of each kind of a built site, whichever strategy it was built from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from strategy_site.checks.load import load_strategy
from strategy_site.pages.pages import pages_of


def languages_of(strategy: Path) -> dict[str, str]:
    """Give the prefix of each language's addresses, by its code; the source language's is empty."""
    first, *others = load_strategy(strategy)[0].languages
    return {first: "", **{code: f"{code}/" for code in others}}


def kinds_of(strategy: Path, site: Path) -> dict[str, str]:
    """Give the address of the heaviest page of each kind, by kind.

    Beside those that the strategy makes: every handwritten page, for each may hold what no other
    does (code, tables, pictures), and ``not_found``.
    """
    content, _ = load_strategy(strategy)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for page in pages_of(content):
        found[page.kind].append(page.address)
    made = {address for addresses in found.values() for address in addresses}
    written: dict[str, str] = {}
    others = tuple(f"{code}/" for code in content.languages[1:])
    for file in sorted(site.rglob("index.html")):
        address = file.parent.relative_to(site).as_posix().removeprefix(".")
        address = f"{address}/" if address else ""
        if address not in made and not address.startswith(others) and not _leads_on(file):
            written[f"handwritten {address}"] = address
    heaviest = {
        kind: max(addresses, key=lambda address: _size(site / address))
        for kind, addresses in found.items()
    }
    return heaviest | written | {"not_found": "404.html"}


def _leads_on(file: Path) -> bool:
    return b'http-equiv="refresh"' in file.read_bytes()[:600]


def _size(folder: Path) -> int:
    return (folder / "index.html").stat().st_size
