"""What may be amiss: translations with other words than agreed, calls that cite no version.

None of it is a mistake for certain: the site is built all the same, and ``make check`` tells.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from .call_states import state_of, today
from .comparing import compare
from .content import Content
from .glossary import GLOSSARY, Glossary
from .language import Language
from .places import Placed, texts_in
from .problems import Problem


def remarks(content: Content) -> list[Problem]:
    """Give all that may be amiss in a strategy without being wrong, in the order of the files."""
    texts, languages = texts_in(content), content.strategy.languages
    return sorted(
        [
            *hints(texts, languages, content.glossary),
            *differences(texts, languages),
            *citing_no_version(content, today(content.strategy)),
        ]
    )


def citing_no_version(content: Content, day: datetime.date) -> Iterator[Problem]:
    """Give a hint for each call that cites goals or areas in no version of the strategy.

    Its links lead to whatever the words are by then. One that is closed on the day is left alone:
    which version held while it was open is for who knows it to say.
    """
    version = content.edition.number
    for call in content.calls:
        cited = next((name for name in ("goals", "priority_areas") if getattr(call, name)), None)
        if not cited or call.strategy_version or state_of(call, day) == "closed":
            continue
        message = (
            "utlysningen säger inte vilken version av strategin den hänvisar till; skriv "
            f"”strategy_version: {version}”, så leder den alltid till de ord som gäller nu."
        )
        origin = content.origins[call.id]
        yield Problem(origin.path, origin.document.line((cited,)), message, warning=True, hint=True)


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
