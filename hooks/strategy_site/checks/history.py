"""Records compared with git's history: nothing that was ever recorded may be missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..content.content import Content
from ..content.translation_store import TRANSLATIONS, language_of, past_store
from ..content.url_ledger import LEDGER, past_ledger
from ..diagnostics import Diagnostic
from ..git import last_removal
from ..i18n.translation_units import translation_units
from ..messages import _, _n

_NAMED = 5
"""How many addresses or texts a message names."""


def check_history(content: Content) -> Iterator[Diagnostic]:
    """Yield an error for each file of a record that no longer says what it has said in git.

    Without this check an address could vanish, or be given to something else, and a review be
    forgotten, by ``git revert``, by a merge in which one side was taken, or by a deleted file.
    """
    recorded = set(content.published)
    for name, rows in past_ledger(content.folder).items():
        if gone := [f"/{row.address}" for row in rows if row not in recorded]:
            yield _missing(content, name, LEDGER, gone)
    units = {unit.unit_id for unit in translation_units(content)}
    store = content.stored_translations
    for name, texts in past_store(content.folder).items():
        known = {row.key: row for row in store.get(language_of(name), [])}
        lost = [row for row in texts if row.key not in known or not known[row.key].includes(row)]
        # Nobody asks about a text that is no longer there.
        if gone := [row.unit_id for row in lost if row.unit_id in units]:
            yield _missing(content, name, f"{TRANSLATIONS}/{language_of(name)}", gone)


def _missing(content: Content, name: str, record: str, what: Sequence[str]) -> Diagnostic:
    named = list(dict.fromkeys(what))
    listed = ", ".join(named[:_NAMED])
    if more := max(0, len(named) - _NAMED):
        listed = _n(
            "%(listed)s and %(num)d more", "%(listed)s and %(num)d more", more, listed=listed
        )
    commit = last_removal(content.folder, name)
    message = (
        _(
            "the commit %(commit)s took away what was recorded about %(listed)s; bring it back with"
            " “make restore FIL=%(record)s”, which joins and loses nothing.",
            commit=commit,
            listed=listed,
            record=(content.display_path / record).as_posix(),
        )
        if commit
        else _(
            "what was recorded about %(listed)s is gone since the last commit; bring it back with"
            " “make restore FIL=%(record)s”, which joins and loses nothing.",
            listed=listed,
            record=(content.display_path / record).as_posix(),
        )
    )
    return Diagnostic(content.display_path / name, 1, message)
