"""The files beside the Markdown pages, which go onto the site as they are.

Only what is meant for a website does: what programs leave behind and what nobody meant to show
stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.stray_files import is_left_behind
from ..model.images import IMAGE_SUFFIXES
from ..paths import JOINED

WELL_KNOWN = ".well-known"
"""The folder whose files go out whatever they are called (RFC 8615)."""
_NAMES = {*JOINED, "CNAME"}
_SUFFIXES = frozenset(
    (
        *IMAGE_SUFFIXES,
        *(".svg", ".gif", ".ico"),
        *(".mp4", ".m4v", ".webm", ".ogv", ".mp3", ".m4a", ".oga", ".ogg", ".opus", ".wav", ".vtt"),
        *(".html", ".htm", ".css", ".js", ".mjs", ".woff", ".woff2", ".webmanifest"),
        *(".csv", ".tsv", ".json", ".geojson", ".xml", ".rdf", ".ttl", ".ics", ".vcf", ".gpx"),
        *(".txt", ".pdf", ".epub", ".zip", ".rtf", ".kml", ".kmz"),
        *(".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".odt", ".ods", ".odp"),
    )
)


def static_files(docs: Path) -> Iterator[Path]:
    """Yield the files of a folder that are no Markdown pages, hidden ones left out, sorted."""
    for path in sorted(docs.rglob("*")):
        name = path.relative_to(docs)
        hidden = any(part.startswith(".") for part in name.parts) and name.parts[0] != WELL_KNOWN
        if not hidden and not path.is_dir() and path.suffix != ".md":
            yield path


def leads_out(path: Path, project: Path) -> bool:
    """Return whether a path is a link out of a project, or to nothing."""
    return not path.exists() or not path.resolve().is_relative_to(project.resolve())


def is_own_file(path: Path, project: Path) -> bool:
    """Return whether a path is a file of the project: no link out of it, no pipe, no device."""
    return path.is_file() and not leads_out(path, project)


def is_published(name: Path) -> bool:
    """Return whether a file goes onto the site; takes its path below the folder of pages."""
    if name.parts[0] == WELL_KNOWN or name.as_posix() in _NAMES:
        return True
    return name.suffix.lower() in _SUFFIXES and not is_left_behind(name.name)
