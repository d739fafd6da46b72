"""What a change does, in Swedish sentences: a line for each edit, then its effects by kind.

Knows neither Markdown nor HTML: `writers` writes the same lines in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..content.reader import IMAGES_FOLDER
from ..model.item_kinds import ITEM_KINDS
from ..pages.markdown_pages import MARKDOWN_KIND as HANDWRITTEN
from ..render.word_diff import word_diff
from .content_diff import (
    FILE_KIND,
    GLOSSARY_KIND,
    ORDER,
    STRATEGY_KIND,
    VERSION_KIND,
    ContentChange,
    content_changes,
    file_changes,
)
from .impact import (
    FEED_KIND,
    PageEffect,
    SiteRevision,
    address_effects,
    citations,
    entry_effects,
    handwritten_without_text,
    new_editions,
    page_effects,
    pictures_without_text,
    translation_effects,
)

_CONTEXT_WORDS = 6
"""How many unchanged words are shown on each side of a change."""
_KIND_NAMES = {
    STRATEGY_KIND: "Strategin",
    GLOSSARY_KIND: "Ordlistan",
    VERSION_KIND: "Version",
    **{kind.name: kind.title for kind in ITEM_KINDS.values()},
    FILE_KIND: "Filen",
    HANDWRITTEN: "Sidan",
}


@dataclass(frozen=True)
class TextRun:
    """A few words of a line, all in one style."""

    kind: Literal["plain", "removed", "added", "code", "strong"]
    text: str


Line = list[TextRun]


@dataclass(frozen=True)
class ReportSection:
    """One kind of effect: a summary, and a line for each effect."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class ChangeReport:
    """What a change does."""

    headline: Line
    edits: list[Line]
    sections: list[ReportSection]
    pages: list[PageEffect]
    """The pages to show before and after."""


def write_report(
    before: SiteRevision, after: SiteRevision, against: str, code_files: Sequence[str] = ()
) -> ChangeReport:
    """Return the report of a change.

    Takes what the site is compared with, as the reader knows it (a branch, say), and the names of
    files changed outside the content.
    """
    languages = after.content.languages
    old_images, new_images = (side.content.folder / IMAGES_FOLDER for side in (before, after))
    changes = [
        *content_changes(before.content, after.content),
        *file_changes(before.docs, after.docs, languages),
        *file_changes(old_images, new_images, languages),
    ]
    pages = page_effects(before, after, changes)
    writer = ReportWriter(before, after)
    sections = [
        section
        for section in (
            writer.pictures(changes),
            writer.translations(),
            writer.pages(pages),
            writer.addresses(),
            writer.entries(),
            writer.code_files(code_files),
        )
        if section.lines
    ]
    compared = _line(" jämfört med ", _code(against), ".")
    if not changes and not sections:
        headline = _line("Ändringen ändrar inget på webbplatsen", *compared)
        return ChangeReport(headline, [], [], [])
    count = _count(len(changes), "ändring", "ändringar") if changes else "Ingen ändring"
    headline = _line(TextRun("strong", f"{count} i innehållet"), *compared)
    return ChangeReport(headline, [writer.edit(change) for change in changes], sections, pages)


def unreadable_report(against: str, mistake: str) -> ChangeReport:
    """Return the report of a change that can't be compared with what is published."""
    reason = f") går inte att läsa, så det finns inget att jämföra med: {mistake}"
    headline = _line("Det som är publicerat nu (", _code(against), reason)
    return ChangeReport(headline, [], [], [])


class ReportWriter:
    """Writes the lines of a report, with the names of both revisions' languages."""

    def __init__(self, before: SiteRevision, after: SiteRevision) -> None:
        self._before, self._after = before, after
        rows = [*before.content.strategy.languages, *after.content.strategy.languages]
        self._names = {row.code: row.name for row in rows}

    def _languages(self, codes: Iterable[str]) -> str:
        return ", ".join(self._names.get(code, code) for code in codes)

    def edit(self, change: ContentChange) -> Line:
        """Return the line of one edit."""
        slash = "/" if change.kind == HANDWRITTEN else ""
        name = f"{_KIND_NAMES[change.kind]} {slash}{change.item_id}".strip()
        line = _line(TextRun("strong", name))
        if change.kind == FILE_KIND:
            word = "är ny" if change.before is None else "är utbytt"
            return [*line, *_line(f" {'är borttagen' if change.after is None else word}.")]
        if not change.field and change.before is None:
            line += _line(" är ny" if change.kind == HANDWRITTEN else " läggs till")
        elif not change.field and change.after is None:
            line += _line(" tas bort")
        is_order = change.field == ORDER or change.field.endswith(f".{ORDER}")
        field = change.field.removesuffix(ORDER).rstrip(".") if is_order else change.field
        if field:
            line += _line(", ", _code(field))
        if is_order:
            line += _line(", ny ordning")
        if change.language:
            line += _line(f", {self._languages([change.language])}")
        return [*line, *_line(": "), *_difference(change.before, change.after)]

    def pictures(self, changes: list[ContentChange]) -> ReportSection:
        """Return which pictures have no text."""
        lines = [
            _line(_code(p.file), f" har ingen text på {self._languages(p.languages)}.")
            for p in pictures_without_text(self._before, self._after, changes)
        ]
        for change in handwritten_without_text(changes):
            language = self._languages([change.language])
            page = _code(f"/{change.item_id}")
            lines.append(_line("En bild på ", page, f" ({language}) har ingen text."))
        return ReportSection(f"Bilder: {len(lines)} utan text för den som inte ser dem", lines)

    def translations(self) -> ReportSection:
        """Return which translations change their state, first those that become outdated."""
        effects = translation_effects(self._before, self._after)
        states: dict[str, tuple[str, str]] = {
            "outdated": ("blir äldre än originalet", "blir äldre än originalet"),
            "missing": ("saknas", "saknas"),
            "draft": ("blir utkast", "blir utkast"),
            "reviewed": ("blir granskad", "blir granskade"),
        }
        counts, lines = [], []
        for state, (one, many) in states.items():
            those = [effect for effect in effects if effect.after == state]
            counts += [_count(len(those), one, many)] if those else []
            for effect in those:
                words = f" ({self._languages([effect.language])}) {one}: "
                where = f"{effect.path.as_posix()}, rad {effect.line}"
                lines.append(_line(_code(effect.place), words, _code(where)))
        return ReportSection(f"Översättningar: {', '.join(counts)}", lines)

    def pages(self, effects: list[PageEffect]) -> ReportSection:
        """Return which pages appear, vanish, move or read differently."""
        kinds = {
            "new": ("ny", "nya"),
            "gone": ("försvinner", "försvinner"),
            "moved": ("flyttar", "flyttar"),
            "edited": ("ändras", "ändras"),
            "follows": ("påverkas", "påverkas"),
        }
        counts: list[str] = []
        lines: list[Line] = []
        for how, (one, many) in kinds.items():
            those = [effect for effect in effects if effect.how == how]
            counts += [_count(len(those), one, many)] if those else []
            for effect in those:
                line = _line(_code(f"/{effect.address}"), f" {'är ny' if how == 'new' else one}")
                if how == "moved":
                    line += _line(" från ", _code(f"/{effect.before}"))
                if effect.languages:
                    line += _line(f" ({self._languages(effect.languages)})")
                lines.append(line)
        return ReportSection(f"Sidor: {', '.join(counts)}", lines)

    def addresses(self) -> ReportSection:
        """Return which addresses are new, dead or redirected, and what is cited differently."""
        effects = address_effects(self._before, self._after)
        new = [effect for effect in effects if effect.before is None]
        dead = [effect for effect in effects if effect.after is None]
        redirected = [effect for effect in effects if effect not in (*new, *dead)]
        lines = [_line(_code(f"/{effect.address}"), " leder ingenstans.") for effect in dead]
        for effect in redirected:
            line = _line(_code(f"/{effect.address}"), " leder nu till ", _code(f"/{effect.after}"))
            if effect.before != effect.address:
                line += _line(", inte längre till ", _code(f"/{effect.before}"))
            lines.append([*line, *_line(".")])
        for number in new_editions(self._before, self._after):
            frozen = "dess lydelse fryses vid publiceringen."
            lines.append(_line(f"Version {number} får adressen /v{number}/; {frozen}"))
        for (old, now), ids in citations(self._before, self._after).items():
            text = f"Citeras efter version {now}, inte längre {old}: {', '.join(ids)}."
            lines.append(_line(text))
        if new:
            spaced = [part for e in new for part in (_code(f"/{e.address}"), " ")][:-1]
            lines.append(_line("Nya: ", *spaced))
        counts = [f"{len(dead)} slutar fungera"] if dead else []
        counts += [f"{len(redirected)} leder om"] if redirected else []
        counts += [_count(len(new), "ny", "nya")] if new else []
        return ReportSection(f"Adresser: {', '.join(counts) or 'citeras annorlunda'}", lines)

    def entries(self) -> ReportSection:
        """Return what subscribers of feeds and calendars get."""
        lines = []
        effects = entry_effects(self._before, self._after)
        for effect in effects:
            name = "Flödet" if effect.where == FEED_KIND else "Kalendern"
            line = _line(f"{name} ({self._languages(effect.languages)}): ")
            if effect.before is None or effect.after is None:
                line += _line("ny: " if effect.before is None else "försvinner: ")
            if effect.before == effect.after:
                what = "ställs in" if effect.cancelled else "får en annan text"
                lines.append([*line, *_line(f"{effect.after} {what}")])
            else:
                lines.append([*line, *_difference(effect.before, effect.after)])
        in_feed = sum(effect.where == FEED_KIND for effect in effects)
        numbers = {"flödet": in_feed, "kalendern": len(effects) - in_feed}
        counts = [f"{number} i {name}" for name, number in numbers.items() if number]
        return ReportSection(f"Flöden och kalendrar: {', '.join(counts)}", lines)

    def code_files(self, names: Sequence[str]) -> ReportSection:
        """Return what is changed outside the content: no other section shows its effects."""
        lines = [_line(_code(name)) for name in names]
        if lines:
            text = "Före och efter är båda byggda med den nya koden; se själv efter vad detta gör."
            lines.append(_line(text))
        return ReportSection(f"Utanför innehållet: {_count(len(names), 'fil', 'filer')}", lines)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _line(*parts: str | TextRun) -> Line:
    return [TextRun("plain", part) if isinstance(part, str) else part for part in parts]


def _code(text: str) -> TextRun:
    return TextRun("code", text)


def _difference(before: str | None, after: str | None) -> Line:
    """Return two wordings as one line: what was taken out and put in, a few words around it."""
    pieces = word_diff(before or "", after or "")
    line: Line = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same":
            text = _shortened(text, first=number == 0, last=number == len(pieces) - 1)
        line += _line(" ") if number else []
        line.append(TextRun("plain" if piece.kind == "same" else piece.kind, text))
    return line


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Return unchanged words without those far from any change."""
    words = text.split()
    left, right = 0 if first else _CONTEXT_WORDS, 0 if last else _CONTEXT_WORDS
    if len(words) <= left + right + 1:
        return text
    return " ".join([*words[:left], "…", *(words[-right:] if right else [])])
