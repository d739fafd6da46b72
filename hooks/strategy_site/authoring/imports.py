"""PO files that people send back → the YAML that they came from."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from ..content.content import Content
from ..i18n.po import PoImport, read_po_file
from ..i18n.translation_status import TranslationStatus
from ..i18n.translation_units import translation_units
from ..yaml_io.patch import patch
from ..yaml_io.reader import KeyPath
from .store import write_if_valid


def import_translations(
    content: Content, po_file: Path, language: str, display_path: Path
) -> tuple[list[Path], PoImport]:
    """Write the translations of a PO file into the YAML; return the files changed, and the import.

    What can't be written, because somebody else has changed it, is in the import's ``diagnostics``;
    all the rest is written. Raises `ContentError` and writes nothing if the strategy would have
    mistakes.
    """
    translations = TranslationStatus(
        translation_units(content), content.languages, content.stored_translations
    )
    data = po_file.read_bytes()
    imported = read_po_file(data, Path(po_file.name), translations, language)
    by_file: dict[Path, dict[KeyPath, Any]] = defaultdict(dict)
    for unit, text in imported.changes:
        path = unit.location.path.relative_to(display_path)
        by_file[path][*unit.key, language] = text
    files = {
        path: patch((content.folder / path).read_bytes().decode("utf-8"), changes)
        for path, changes in by_file.items()
    }
    return write_if_valid(content.folder, files, display_path), imported
