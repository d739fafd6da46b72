"""The catalogues of what the program and the site say: which messages there are, and their files.

``make messages`` writes the PO files anew after a message has changed.
"""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from strategy_site.package_files import LOCALES, MESSAGES
from tests.support.paths import ROOT

# Interface texts of the site are marked with N_ and gettext: they have catalogues of their own.
_IN_PYTHON = {"gettext": None, "gettext_plain": None, "N_": None, "ngettext": (1, 2)}
_IN_TEMPLATES = _IN_PYTHON | {"_": None}
_SITE = (
    ("hooks/strategy_site", [("**.py", "python")], _IN_PYTHON),
    ("hooks/strategy_site", [("**/templates/**.j2", "jinja2.ext.babel_extract")], _IN_TEMPLATES),
    ("overrides", [("**.html", "jinja2.ext.babel_extract")], _IN_TEMPLATES),
)
_STARTER = "hooks/strategy_site/authoring/starter/strategy"
KEYWORDS = {"_": None, "_n": (1, 2), "message_id": None, "message_ids": (1, 2), "comment": None}


@cache
def messages_in_code() -> Catalog:
    """Return all messages of the Python code, untranslated, with the files that say them."""
    catalog = Catalog()
    sources = (("hooks", "**.py", "python"), (_STARTER, "**.*", "jinja2.ext.babel_extract"))
    for folder, files, method in sources:
        for name, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), [(files, method)], options_map={}, keywords=KEYWORDS
        ):
            catalog.add(message, locations=[(f"{folder}/{name}", 0)])
    return catalog


@cache
def messages_of_site() -> Catalog:
    """Return all interface texts of the site, untranslated."""
    catalog = Catalog()
    for folder, methods, keywords in _SITE:
        for _name, _line, message, _comments, _context in extract_from_dir(
            str(ROOT / folder), methods, options_map={}, keywords=keywords
        ):
            catalog.add(message)
    return catalog


def update(folder: Path, messages: Catalog) -> None:
    """Give each catalogue of a folder the messages that there are; what it says of them stays."""
    for path in folder.glob("*.po"):
        # Babel's own header would change with the day and the machine.
        header, _, _ = path.read_text("utf-8").partition("\n\n")
        with path.open("rb") as file:
            catalog = read_po(file, locale=None if path.stem == "fit" else path.stem)
        catalog.update(messages, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        entries = io.BytesIO()
        write_po(
            entries, catalog, width=0, sort_output=True, omit_header=True, include_lineno=False
        )
        path.write_bytes(f"{header}\n\n".encode() + entries.getvalue())


if __name__ == "__main__":
    update(MESSAGES, messages_in_code())
    update(LOCALES, messages_of_site())
