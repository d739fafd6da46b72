"""Where a translation has another word than the agreed one, or other numbers than its source.

None of it is a mistake for certain: the site is built all the same, and ``make check`` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .comparing import compare
from .content import Content
from .glossary import GLOSSARY, Glossary
from .language import Language
from .places import Placed, texts_in
from .problems import Problem


def remarks(content: Content) -> list[Problem]:
    """Give all that may be amiss in the translations of a strategy, in the order of the files."""
    texts, languages = texts_in(content), content.strategy.languages
    found = [*hints(texts, languages, content.glossary), *differences(texts, languages)]
    return sorted(found)


def hints(
    texts: Iterable[Placed], languages: Sequence[Language], glossary: Glossary
) -> Iterator[Problem]:
    """Give a hint for each term that a source text has and its translation has not.

    Takes the strategy's languages, the source language first. A term without an agreed word in the
    translation's language gives none.
    """
    source = languages[0]
    for placed, language, original, translation in _pairs(texts, languages):
        for term in glossary.terms:
            agreed = term.root.get(language.code)
            found = term.root[source.code].find(original) if agreed else None
            if not agreed or not found or agreed.find(translation):
                continue
            words = " eller ".join(f"”{word}”" for word in (agreed.term, *agreed.also))
            message = (
                f"texten på {source.name} säger ”{' '.join(found.split())}” men texten på "
                f"{language.name} har inte {words}; använd det ordet, eller skriv textens ord "
                f"under ”forms” i {GLOSSARY} om det också är rätt."
            )
            path, line = placed.origin.path, placed.line(language.code)
            yield Problem(path, line, message, warning=True, hint=True)


def differences(texts: Iterable[Placed], languages: Sequence[Language]) -> Iterator[Problem]:
    """Give a warning for each translation with other placeholders, links or numbers.

    Takes the strategy's languages, the source language first.
    """
    for placed, language, original, translation in _pairs(texts, languages):
        if half := compare(original, translation):
            message = (
                f"texten på {language.name} {half}; skriv samma tal, länkar och platshållare "
                f"som på {languages[0].name}."
            )
            path, line = placed.origin.path, placed.line(language.code)
            yield Problem(path, line, message, warning=True)


def _pairs(
    texts: Iterable[Placed], languages: Sequence[Language]
) -> Iterator[tuple[Placed, Language, str, str]]:
    """Give every translation with its source: the text, the language, the source, itself."""
    source, *others = languages
    for placed in texts:
        for language in others:
            translation = placed.text.root.get(language.code)
            if translation is not None:
                yield placed, language, placed.text.root[source.code], translation
