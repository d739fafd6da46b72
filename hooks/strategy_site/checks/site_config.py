"""What the strategy is built with: ``mkdocs.yml``, and the program's version."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..content.content import Content
from ..content.reader import Reading
from ..diagnostics import Diagnostic, without_errors
from ..messages import _
from ..pages.pages import Page
from ..pages.redirects import generated_addresses
from ..settings_file import MKDOCS, SettingsFile, read_settings_file
from ..site_config import SiteConfig
from ..version import installed_version, release
from .docs import check_docs
from .markdown_pages import check_markdown_pages
from .mkdocs_yml import check_mkdocs_yml


def check_program_version(reading: Reading) -> Iterator[Diagnostic]:
    """Yield a warning if the strategy was written for a newer program than this one."""
    document, strategy = reading.strategy.document, reading.strategy.item
    wanted = strategy.written_for if strategy else None
    if wanted and release(wanted) > release(installed_version()):
        message = _(
            "the strategy is written for version %(wanted)s of the program, and this is"
            " %(installed)s; install the newer one.",
            wanted=wanted,
            installed=installed_version(),
        )
        yield document.warning(("written_for",), message)


def check_site_config(
    config: SiteConfig, content: Content, pages: list[Page], *, docs_checked: bool = False
) -> list[Diagnostic]:
    """Return warnings about the configuration and the handwritten pages.

    If these have been checked as they are, only their addresses are compared with the strategy's.
    Raises `ContentError` if something is wrong.
    """
    diagnostics: list[Diagnostic] = []
    project = config.docs.parent
    settings = read_settings_file(project) if (project / MKDOCS).is_file() else SettingsFile()
    diagnostics += check_mkdocs_yml(settings, project, content.languages)
    for language in content.languages:
        partial = f"partials/languages/{language}.html"
        if not any((folder / partial).is_file() for folder in config.theme):
            message = _(
                "the theme has no words in the language “%(language)s”; copy fit.html "
                "there and write the language's code in it.",
                language=language,
            )
            diagnostics.append(Diagnostic(Path("overrides", partial), 1, message))
    generated = generated_addresses(content, pages)
    if docs_checked:
        diagnostics += check_markdown_pages(content, config.docs, generated)
    else:
        diagnostics += check_docs(content, config.docs, generated, settings)
    return without_errors(diagnostics)
