"""An id is used once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..yaml_io.reader import Document


def check_ids(reading: Reading) -> Iterator[Diagnostic]:
    """Yield where an id is used a second time."""
    seen: dict[str, tuple[Path, int]] = {}
    # A file is named after its id: the error is in the copy, whichever file comes first.
    rows = sorted(reading.locations(), key=lambda row: row[1].path.stem != row[0])
    for item_id, location in rows:
        if item_id in seen:
            path, first = seen[item_id]
            message = _(
                "the id “%(item_id)s” is used already in %(file)s, line %(first)s; choose "
                "one of its own, it must never be shared.",
                item_id=item_id,
                file=path.as_posix(),
                first=first,
            )
            yield location.error(message)
        seen.setdefault(item_id, (location.path, location.line))


def check_names(reading: Reading) -> Iterator[Diagnostic]:
    """Yield where a list in ``strategy.yml`` has a code or id twice."""
    document, strategy = reading.strategy.document, reading.strategy.item
    if strategy is None:
        return
    codes = [language.code for language in strategy.languages]
    yield from _repeated(document, "languages", "code", codes)
    for name in ("overall_goals", "cross_cutting_themes", "municipalities", "funders"):
        ids = [row.id for row in getattr(strategy, name)]
        yield from _repeated(document, name, "id", ids)


def _repeated(document: Document, name: str, part: str, values: list[str]) -> Iterator[Diagnostic]:
    for number, value in enumerate(values):
        if value in values[:number]:
            message = _(
                "“%(value)s” is there twice under “%(name)s”; remove one of them.",
                value=value,
                name=name,
            )
            yield document.error((name, number, part), message)
