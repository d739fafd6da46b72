"""What a change does, said in Swedish to the one who proposes it: one line an edit, then effects.

Knows neither Markdown nor HTML: `preview` writes the same lines in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from .changes import FILE, GLOSSARY, ORDER, STRATEGY, VERSION, Change, changes, changes_of_files
from .difference import difference
from .effects import (
    FEED,
    PageEffect,
    Side,
    address_effects,
    citations,
    entry_effects,
    handwritten_without_text,
    new_editions,
    page_effects,
    pictures_without_text,
    translation_effects,
)
from .handwritten import KIND as HANDWRITTEN
from .reading import IMAGES

_AROUND = 6
"""So many unchanged words are shown on each side of a change."""
_THINGS = {
    STRATEGY: "Strategin",
    GLOSSARY: "Ordlistan",
    VERSION: "Version",
    "priority_area": "Insatsområde",
    "goal": "Mål",
    "project": "Projekt",
    "call": "Utlysning",
    FILE: "Filen",
    HANDWRITTEN: "Sidan",
}


@dataclass(frozen=True)
class Part:
    """A few words of a line."""

    kind: Literal["plain", "removed", "added", "code", "strong"]
    text: str


Line = list[Part]


@dataclass(frozen=True)
class Section:
    """One kind of effect: what there is of it in a word, and each of them."""

    heading: str
    lines: list[Line]


@dataclass(frozen=True)
class Report:
    """What a change does."""

    headline: Line
    edits: list[Line]
    sections: list[Section]
    pages: list[PageEffect]
    """For showing them before and after."""


def report(before: Side, after: Side, against: str, others: Iterable[str] = ()) -> Report:
    """Tell what a change does.

    Takes what the site is compared with, as the reader knows it (a branch, say), and the names of
    files changed outside the content.
    """
    found = [
        *changes(before.content, after.content),
        *changes_of_files(before.docs, after.docs, after.content.languages),
        *changes_of_files(
            before.content.folder / IMAGES, after.content.folder / IMAGES, after.content.languages
        ),
    ]
    pages = page_effects(before, after, found)
    teller = _Teller(before, after)
    told = (
        teller.pictures(found),
        teller.translations(),
        teller.pages(pages),
        teller.addresses(),
        teller.entries(),
        teller.others(list(others)),
    )
    sections = [section for section in told if section.lines]
    with_it = [*_plain(" jämfört med "), Part("code", against), *_plain(".")]
    if not found and not sections:
        return Report([*_plain("Ändringen ändrar inget på webbplatsen"), *with_it], [], [], [])
    count = _count(len(found), "ändring", "ändringar") if found else "Ingen ändring"
    headline = [Part("strong", f"{count} i innehållet"), *with_it]
    return Report(headline, [teller.edit(change) for change in found], sections, pages)


def unreadable(against: str, mistake: str) -> Report:
    """Tell that what is published can't be read, and so nothing can be compared with it."""
    line = [
        *_plain("Det som är publicerat nu ("),
        Part("code", against),
        *_plain(f") går inte att läsa, så det finns inget att jämföra med: {mistake}"),
    ]
    return Report(line, [], [], [])


class _Teller:
    """Says what is found in words; knows what the two sides call things."""

    def __init__(self, before: Side, after: Side) -> None:
        self._before, self._after = before, after
        rows = [*before.content.strategy.languages, *after.content.strategy.languages]
        self._names = {row.code: row.name for row in rows}

    def _languages(self, codes: Iterable[str]) -> str:
        return ", ".join(self._names.get(code, code) for code in codes)

    def edit(self, change: Change) -> Line:
        """Tell one edit in one line."""
        name = f"{_THINGS[change.kind]} {change.identity}".strip()
        if change.kind == HANDWRITTEN:
            name = f"{_THINGS[HANDWRITTEN]} /{change.identity}"
        line = [Part("strong", name)]
        if change.kind == FILE:
            word = "är ny" if change.before is None else "är utbytt"
            return [*line, *_plain(f" {'är borttagen' if change.after is None else word}.")]
        if not change.field and change.before is None:
            line += _plain(" är ny" if change.kind == HANDWRITTEN else " läggs till")
        elif not change.field and change.after is None:
            line += _plain(" tas bort")
        if change.field == ORDER or change.field.endswith(f".{ORDER}"):
            where = change.field.removesuffix(ORDER).rstrip(".")
            line += [*_plain(", "), Part("code", where)] if where else []
            line += _plain(", ny ordning")
        elif change.field:
            line += [*_plain(", "), Part("code", change.field)]
        if change.language:
            line += _plain(f", {self._languages([change.language])}")
        return [*line, *_plain(": "), *_words(change.before, change.after)]

    def pictures(self, found: list[Change]) -> Section:
        """Tell which pictures have no text."""
        lines = [
            [Part("code", picture.file), *_plain(f" har ingen text på {languages}.")]
            for picture in pictures_without_text(self._before, self._after, found)
            for languages in [self._languages(picture.languages)]
        ]
        lines += [
            [
                *_plain("En bild på "),
                Part("code", f"/{change.identity}"),
                *_plain(f" ({self._languages([change.language])}) har ingen text."),
            ]
            for change in handwritten_without_text(found)
        ]
        return Section(f"Bilder: {len(lines)} utan text för den som inte ser dem", lines)

    def translations(self) -> Section:
        """Tell which translations stand otherwise, those first that become outdated."""
        effects = translation_effects(self._before, self._after)
        kinds: dict[str, tuple[str, str]] = {
            "outdated": ("blir äldre än originalet", "blir äldre än originalet"),
            "missing": ("saknas", "saknas"),
            "draft": ("blir utkast", "blir utkast"),
            "reviewed": ("blir granskad", "blir granskade"),
        }
        counts, lines = [], []
        for state, words in kinds.items():
            those = [effect for effect in effects if effect.after == state]
            if those:
                counts.append(f"{len(those)} {words[len(those) > 1]}")
            for one in those:
                line = f" ({self._languages([one.language])}) {words[0]}: "
                where = f"{one.path.as_posix()}, rad {one.line}"
                lines.append([Part("code", one.place), *_plain(line), Part("code", where)])
        return Section(f"Översättningar: {', '.join(counts)}", lines)

    def pages(self, effects: list[PageEffect]) -> Section:
        """Tell which pages appear, vanish, move or read otherwise."""
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
                here = effect.before if effect.after is None else effect.after
                line = [Part("code", f"/{here}"), *_plain(f" {'är ny' if how == 'new' else one}")]
                if how == "moved":
                    line += [*_plain(" från "), Part("code", f"/{effect.before}")]
                if effect.languages:
                    line += _plain(f" ({self._languages(effect.languages)})")
                lines.append(line)
        return Section(f"Sidor: {', '.join(counts)}", lines)

    def addresses(self) -> Section:
        """Tell which addresses are new, die or lead elsewhere, and what is cited otherwise."""
        effects = address_effects(self._before, self._after)
        new = [effect for effect in effects if effect.before is None]
        dead = [effect for effect in effects if effect.after is None]
        led = [effect for effect in effects if effect not in (*new, *dead)]
        lines = [[Part("code", f"/{e.address}"), *_plain(" leder ingenstans.")] for e in dead]
        for effect in led:
            line = [Part("code", f"/{effect.address}"), *_plain(" leder nu till ")]
            line.append(Part("code", f"/{effect.after}"))
            if effect.before != effect.address:
                line += [*_plain(", inte längre till "), Part("code", f"/{effect.before}")]
            lines.append([*line, *_plain(".")])
        for number in new_editions(self._before, self._after):
            text = (
                f"Version {number} får adressen /v{number}/; dess lydelse fryses vid publiceringen."
            )
            lines.append(_plain(text))
        for (old, now), ids in citations(self._before, self._after).items():
            text = f"Citeras efter version {now}, inte längre {old}: {', '.join(ids)}."
            lines.append(_plain(text))
        if new:
            codes = [Part("code", f"/{effect.address}") for effect in new]
            spaced = [part for code in codes for part in (code, *_plain(" "))][:-1]
            lines.append([*_plain("Nya: "), *spaced])
        counts = [f"{len(dead)} slutar fungera"] if dead else []
        counts += [f"{len(led)} leder om"] if led else []
        counts += [_count(len(new), "ny", "nya")] if new else []
        return Section(f"Adresser: {', '.join(counts) or 'citeras annorlunda'}", lines)

    def entries(self) -> Section:
        """Tell what subscribers of feeds and calendars meet."""
        lines = []
        effects = entry_effects(self._before, self._after)
        for effect in effects:
            name = "Flödet" if effect.where == FEED else "Kalendern"
            line = _plain(f"{name} ({self._languages(effect.languages)}): ")
            if effect.before is None or effect.after is None:
                line += _plain("ny: " if effect.before is None else "försvinner: ")
            if effect.before == effect.after:
                what = "ställs in" if effect.cancelled else "får en annan text"
                lines.append([*line, *_plain(f"{effect.after} {what}")])
            else:
                lines.append([*line, *_words(effect.before, effect.after)])
        counts = [
            f"{number} i {name}"
            for name, number in (
                ("flödet", sum(effect.where == FEED for effect in effects)),
                ("kalendern", sum(effect.where != FEED for effect in effects)),
            )
            if number
        ]
        return Section(f"Flöden och kalendrar: {', '.join(counts)}", lines)

    def others(self, names: list[str]) -> Section:
        """Tell what is changed outside the content, of which nothing else here tells."""
        lines: list[Line] = [[Part("code", name)] for name in names]
        if lines:
            text = "Före och efter är båda byggda med den nya koden; se själv efter vad detta gör."
            lines.append(_plain(text))
        return Section(f"Utanför innehållet: {_count(len(names), 'fil', 'filer')}", lines)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _plain(text: str) -> Line:
    return [Part("plain", text)]


def _words(before: str | None, after: str | None) -> Line:
    """Give two wordings as one line: what was taken out and put in, a few words around it."""
    pieces = difference(before or "", after or "")
    line: Line = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.kind == "same":
            text = _shortened(text, first=number == 0, last=number == len(pieces) - 1)
        line += [*_plain(" ")] if number else []
        line.append(Part("plain" if piece.kind == "same" else piece.kind, text))
    return line


def _shortened(text: str, *, first: bool, last: bool) -> str:
    """Give unchanged words without those far from any change."""
    words = text.split()
    left, right = 0 if first else _AROUND, 0 if last else _AROUND
    if len(words) <= left + right + 1:
        return text
    return " ".join([*words[:left], "…", *(words[-right:] if right else [])])
