"""What ``mkdocs.yml`` says of the site, and whether the strategy says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .content import Content
from .handwritten import check_handwritten
from .leads import made_addresses
from .pages import Page
from .problems import ContentError, Problem


@dataclass(frozen=True)
class Settings:
    """What of ``mkdocs.yml`` has to agree with the strategy."""

    languages: list[str]
    """The codes of the languages that are built, the source language first."""
    site_url: str
    theme: Sequence[str]
    """The folders in which a theme's templates are looked for."""
    docs: Path
    """The folder of handwritten pages."""


def check_settings(settings: Settings, content: Content, pages: list[Page]) -> None:
    """Refuse what only the two sides together can get wrong. Raises `ContentError`."""
    problems = []
    codes, source = settings.languages, content.languages[0]
    if set(codes) != set(content.languages) or codes[0] != source:
        message = (
            f"språken är inte de samma som i strategy.yml ({', '.join(content.languages)}, "
            "källspråket först); skriv dem under plugins också."
        )
        problems.append(Problem(Path("mkdocs.yml"), 1, message))
    if not settings.site_url.endswith("/"):
        message = "site_url saknas eller slutar inte med /; skriv webbplatsens hela adress."
        problems.append(Problem(Path("mkdocs.yml"), 1, message))
    for language in content.languages:
        partial = f"partials/languages/{language}.html"
        if not any(Path(folder, partial).is_file() for folder in settings.theme):
            message = (
                f"temat har inga ord på språket ”{language}”; "
                "kopiera fit.html dit och skriv språkets kod i den."
            )
            problems.append(Problem(Path("overrides", partial), 1, message))
    generated = made_addresses(content, pages)
    problems += check_handwritten(content, settings.docs, Path(content.folder.name), generated)
    if problems:
        raise ContentError(problems)
