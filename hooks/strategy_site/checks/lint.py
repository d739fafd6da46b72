"""Warnings and hints that never stop a build: terms, translations, calls without a version.

``make check`` shows them.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from ..clock import today
from ..content.call_status import call_status
from ..content.content import Content
from ..diagnostics import Diagnostic
from ..i18n.consistency import compare
from ..i18n.translation_units import TranslationUnit, translation_units
from ..messages import _
from ..model.glossary import GLOSSARY, Glossary
from ..model.language import Language
from .slips import translation_slips, written_slips


def lint(content: Content) -> list[Diagnostic]:
    """Return all warnings and hints about a strategy, sorted by file and line."""
    texts, languages = translation_units(content), content.strategy.languages
    day = today(content.strategy.time_zone)
    return sorted(
        [
            *missing_terms(texts, languages, content.glossary),
            *inconsistent_translations(texts, languages),
            *translation_slips(texts, languages),
            *written_slips(content, day),
            *calls_without_version(content, day),
            *nobody_to_ask(content),
            *outcomes_without_source(content),
        ]
    )


def calls_without_version(content: Content, day: datetime.date) -> Iterator[Diagnostic]:
    """Yield a hint for each call that cites goals or areas without naming a version.

    Its links lead to whatever the wording is at the time. A call that is closed on ``day`` gets no
    hint: nobody may know any more which version was in force.
    """
    version = content.edition.number
    for call in content.calls:
        cited = next((name for name in ("goals", "priority_areas") if getattr(call, name)), None)
        if not cited or call.strategy_version or call_status(call, day) == "closed":
            continue
        message = _(
            "the call does not say which version of the strategy it refers to; write "
            "“strategy_version: %(version)s”, and it always leads to the words in "
            "force now.",
            version=version,
        )
        yield content.locations[call.id].document.hint((cited,), message)


def nobody_to_ask(content: Content) -> Iterator[Diagnostic]:
    """Yield a hint if a site that is published says no way to reach the group."""
    if content.published and not (content.strategy.contact or content.strategy.email):
        message = _(
            "nobody can be asked: the site says no address of the group; write “email: …” or "
            "“contact: …” with the page where it is reached."
        )
        yield content.locations[""].document.hint((), message)


def outcomes_without_source(content: Content) -> Iterator[Diagnostic]:
    """Yield a hint for each project whose outcome nobody can look up."""
    for project in content.projects:
        if project.outcome and not project.outcome_source:
            message = _(
                "the outcome has no source; write “outcome_source: https://…” with the page that "
                "tells it."
            )
            yield content.locations[project.id].document.hint(("outcome",), message)


def missing_terms(
    texts: Iterable[TranslationUnit], languages: Sequence[Language], glossary: Glossary
) -> Iterator[Diagnostic]:
    """Yield a hint for each term that is in a source text but not in its translation.

    Takes the strategy's languages, the source language first. Terms that have no agreed word in the
    translation's language are skipped.
    """
    source = languages[0]
    for unit, language, original, translation in _pairs(texts, languages):
        for term in glossary.terms:
            agreed = term.root.get(language.code)
            found = term.root[source.code].find(original) if agreed else None
            if not agreed or not found or agreed.find(translation):
                continue
            accepted = _(" or ").join(
                _("“%(mark)s”", mark=word) for word in (agreed.term, *agreed.also)
            )
            message = _(
                "the text in %(name)s says “%(split)s” but the text in %(name2)s does not "
                "have %(accepted)s; use that word, or write the text's word under “forms” "
                "in %(glossary)s if it is right too.",
                name=source.name,
                split=" ".join(found.split()),
                name2=language.name,
                accepted=accepted,
                glossary=GLOSSARY,
            )
            yield unit.location.document.hint((*unit.key, language.code), message)


def inconsistent_translations(
    texts: Iterable[TranslationUnit], languages: Sequence[Language]
) -> Iterator[Diagnostic]:
    """Yield a warning for each translation whose placeholders, links or numbers differ.

    Takes the strategy's languages, the source language first.
    """
    for unit, language, original, translation in _pairs(texts, languages):
        if difference := compare(original, translation):
            message = _(
                "the text in %(name)s %(difference)s; write the same numbers, links and "
                "placeholders as in %(name2)s.",
                name=language.name,
                difference=difference,
                name2=languages[0].name,
            )
            yield unit.location.document.warning((*unit.key, language.code), message)


def _pairs(
    texts: Iterable[TranslationUnit], languages: Sequence[Language]
) -> Iterator[tuple[TranslationUnit, Language, str, str]]:
    """Yield each translation: its unit, its language, the source text and the translated text."""
    source, *others = languages
    for unit in texts:
        for language in others:
            translation = unit.text.root.get(language.code)
            if translation is not None:
                yield unit, language, unit.text.root[source.code], translation
