"""Where the package keeps its files that are not Python: templates, catalogues, starter content."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
CODE = (PACKAGE, PACKAGE.parent / "mkdocs_adapter")
"""The folders of all Python code that builds a site, the MkDocs adapter included."""
_BUNDLED = PACKAGE / "bundled"
BESIDE_CODE = _BUNDLED if _BUNDLED.is_dir() else PACKAGE.parent.parent
"""The folder with what a clone has beside the code, and an installed package within it."""
HOOK = PACKAGE.parent / "mkdocs_hook.py"
"""The file that ``mkdocs.yml`` may name in a clone; an installed package has none."""
THEME = BESIDE_CODE / "overrides"
FORGE_FILES = (".github/workflows/proposal.yml", ".github/workflows/publish.yml", ".gitlab-ci.yml")
"""What a repository needs for its forge to check and publish the site; in `BESIDE_CODE`."""
LOCALES = PACKAGE / "locales" / "site"
"""Interface texts of the site, one PO file a language."""
MESSAGES = PACKAGE / "locales" / "messages"
"""What the program says to the person who runs it, one PO file a language."""
PAGE_TEMPLATES = PACKAGE / "render" / "templates"
REPORT_TEMPLATES = PACKAGE / "change_report" / "templates"
DOCUMENT_TEMPLATE = PACKAGE / "outputs" / "document.typ"
STARTER = PACKAGE / "authoring" / "starter"
"""The files of a new, empty site."""
EDITOR = PACKAGE / "authoring" / "editor" / "static"
"""The editor's page and script."""
