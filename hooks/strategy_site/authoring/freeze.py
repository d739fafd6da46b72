"""Freezes the adopted wording: what a version says never changes again."""

from __future__ import annotations

from pathlib import Path

from ..content.content import Content
from ..content.reader import Reading
from ..diagnostics import ContentError, Diagnostic
from ..files import atomic_write
from ..messages import _
from ..model.versions import VERSIONS, Version, with_checksum
from ..paths import STRATEGY_FILE
from ..yaml_io.emitter import as_yaml


def freeze(content: Content, display_path: Path) -> Path:
    """Freeze the wording of the version in force; return the path to show for its file.

    Takes the path to show for the strategy folder. Raises `ContentError` if it is frozen already.
    """
    number = content.edition.number
    name = f"{VERSIONS}/{number}.yml"
    if content.edition.checksum:
        line = content.locations[""].document.line(("version",))
        message = _(
            "version %(number)s is frozen already in %(file)s; write “version: "
            "%(number2)s” if the strategy has a new wording.",
            number=number,
            file=(display_path / name).as_posix(),
            number2=number + 1,
        )
        raise ContentError([Diagnostic(display_path / STRATEGY_FILE, line, message)])
    path = content.folder / name
    path.parent.mkdir(exist_ok=True)
    atomic_write(path, with_checksum(_as_yaml(content.edition.version)).encode())
    return display_path / name


def freeze_handwritten(reading: Reading) -> list[Path]:
    """Freeze the versions that were written by hand; return the paths to show for their files."""
    broken = {diagnostic.path for diagnostic in reading.diagnostics}
    frozen = []
    for document, edition in reading.editions:
        path = reading.folder / VERSIONS / document.path.name
        if edition.checksum is None and document.path not in broken:
            atomic_write(path, with_checksum(path.read_text(encoding="utf-8-sig")).encode())
            frozen.append(document.path)
    return frozen


def _as_yaml(version: Version) -> str:
    """Return the text of a version's file, without fields that have no value."""
    value = version.model_dump(by_alias=True, exclude_defaults=True)
    head = "# Skrivs av ”make freeze” när en version publiceras; ändra aldrig för hand.\n"
    return head + as_yaml(value)
