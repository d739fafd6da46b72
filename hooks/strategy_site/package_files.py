"""Where the package keeps its files that are not Python: templates, catalogues, starter content."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).parent
CODE = PACKAGE.parent
"""The folder of all Python code that builds a site, the MkDocs adapter included."""
REPOSITORY = CODE.parent
"""The repository that the code is kept in, with the ``mkdocs.yml`` of its own site."""
THEME = REPOSITORY / "overrides"
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
