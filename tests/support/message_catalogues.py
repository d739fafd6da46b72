"""The catalogues of what the program says: which messages the code has, and their PO files anew."""

from __future__ import annotations

import io
from functools import cache

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from strategy_site.package_files import MESSAGES
from tests.support.paths import ROOT

# Interface texts of the site are marked with N_ and gettext: they have catalogues of their own.
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


def update() -> None:
    """Give each catalogue the messages that the code has now; what it says of them stays."""
    for path in MESSAGES.glob("*.po"):
        # Babel's own header would change with the day and the machine.
        header, _, _ = path.read_text("utf-8").partition("\n\n")
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.stem)
        catalog.update(messages_in_code(), no_fuzzy_matching=True)
        catalog.obsolete.clear()
        entries = io.BytesIO()
        write_po(
            entries, catalog, width=0, sort_output=True, omit_header=True, include_lineno=False
        )
        path.write_bytes(f"{header}\n\n".encode() + entries.getvalue())


if __name__ == "__main__":
    update()
