"""The site's configuration, independent of the generator whose file holds it."""

from __future__ import annotations

import posixpath
import re
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


_EXAMPLE = re.compile(r"(?:[\w-]+\.)*\bexample\.(?:org|com|net)(?![\w.-]*\w)", re.I)


def example_host(text: str) -> str:
    """Return the first example address in a text (RFC 2606), empty if there is none.

    The program proposes such addresses in a new site; nobody can have them.
    """
    found = _EXAMPLE.search(text)
    return found[0] if found else ""


def edit_root_of(repository: str | None, docs: str | None) -> str:
    """Return where the files of a repository are edited, empty if that is nowhere yet.

    Takes the repository's address and the path in it at which handwritten pages are edited; the
    YAML is beside them.
    """
    if not (repository and docs) or example_host(repository):
        return ""
    return f"{posixpath.dirname(posixpath.join(repository, docs.strip('/')))}/"
