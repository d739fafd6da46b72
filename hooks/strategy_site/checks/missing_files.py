"""Record files that were deleted by mistake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.translation_store import TRANSLATIONS
from ..content.url_ledger import LEDGER
from ..diagnostics import Diagnostic
from ..git import commits_of
from ..messages import _


def check_missing_files(
    folder: Path, display_path: Path, languages: list[str]
) -> Iterator[Diagnostic]:
    """Yield an error for each record that is missing but is in git's history.

    Without this check the program would start an empty ledger, without the URLs published before,
    or an empty translation record, in which every translation is a draft. Takes the path that
    messages show for the folder, and the site's languages, the source language first.
    """
    records = [Path(TRANSLATIONS, f"{code}.jsonl") for code in languages[1:]]
    for name in (Path(LEDGER), *records):
        if not (folder / name).is_file() and commits_of(folder, name):
            message = _(
                "the file is gone but was in git; bring it back with “make restore FIL=%(file)s”.",
                file=(display_path / name).as_posix(),
            )
            yield Diagnostic(display_path / name, 1, message)
