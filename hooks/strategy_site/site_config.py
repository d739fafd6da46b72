"""The site's configuration, independent of the generator whose file holds it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SiteConfig:
    """What ``mkdocs.yml`` says of a site."""

    url: str
    """The site's whole address, with a slash at its end."""
    languages: list[str]
    """The codes of the languages that are built, the source language first."""
    strategy: Path
    """The folder of the strategy's YAML."""
    docs: Path
    """The folder of handwritten pages."""
    theme: list[Path]
    """The folders in which templates are looked for; ``main.html`` in the first renders pages."""
    edit_root: str
    """Where the files of the repository are edited, with a slash at its end; empty if nowhere."""
    repository: str
    """The address of the repository itself; empty if nobody is told of it."""
    policy: str
    """The Content-Security-Policy that every page carries; empty for none."""
