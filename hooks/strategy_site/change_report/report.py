"""What a change does, in sentences: a line for each edit, then its effects by kind.

Knows neither Markdown nor HTML: `writers` writes the same lines in both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..content.reader import IMAGES_FOLDER
from ..messages import _, _n, message_id, message_ids
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
    STRATEGY_KIND: message_id("The strategy"),
    GLOSSARY_KIND: message_id("The glossary"),
    VERSION_KIND: message_id("Version"),
    **{kind.name: kind.title for kind in ITEM_KINDS.values()},
    FILE_KIND: message_id("The file"),
    HANDWRITTEN: message_id("The page"),
}
_TRANSLATION_STATES = {
    "outdated": (
        message_id("becomes older than the original"),
        message_ids(
            "%(num)d becomes older than the original", "%(num)d become older than the original"
        ),
    ),
    "missing": (message_id("is missing"), message_ids("%(num)d is missing", "%(num)d are missing")),
    "draft": (
        message_id("becomes a draft"),
        message_ids("%(num)d becomes a draft", "%(num)d become drafts"),
    ),
    "reviewed": (
        message_id("becomes reviewed"),
        message_ids("%(num)d becomes reviewed", "%(num)d become reviewed"),
    ),
}
_PAGE_EFFECTS = {
    "new": (message_id("%(page)s is new"), message_ids("%(num)d new one", "%(num)d new ones")),
    "gone": (message_id("%(page)s vanishes"), message_ids("%(num)d vanishes", "%(num)d vanish")),
    "moved": (
        message_id("%(page)s moves from %(before)s"),
        message_ids("%(num)d moves", "%(num)d move"),
    ),
    "edited": (message_id("%(page)s changes"), message_ids("%(num)d changes", "%(num)d change")),
    "follows": (
        message_id("%(page)s is affected"),
        message_ids("%(num)d is affected", "%(num)d are affected"),
    ),
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
    reference = _code(against)
    if not changes and not sections:
        headline = _filled(
            _("The change changes nothing on the site compared with %(reference)s."),
            reference=reference,
        )
        return ChangeReport(headline, [], [], [])
    count = (
        _n("%(num)d change in the content", "%(num)d changes in the content", len(changes))
        if changes
        else _("No change in the content")
    )
    headline = _filled(
        _("%(count)s compared with %(reference)s."),
        count=TextRun("strong", count),
        reference=reference,
    )
    return ChangeReport(headline, [writer.edit(change) for change in changes], sections, pages)


def unreadable_report(against: str, mistake: str) -> ChangeReport:
    """Return the report of a change that can't be compared with what is published."""
    headline = _filled(
        _(
            "What is published now (%(reference)s) can't be read, so there is nothing to compare"
            " with: %(mistake)s"
        ),
        reference=_code(against),
        mistake=mistake,
    )
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
        name = f"{_(_KIND_NAMES[change.kind])} {slash}{change.item_id}".strip()
        line = _line(TextRun("strong", name))
        if change.kind == FILE_KIND:
            word = _(" is new.") if change.before is None else _(" is replaced.")
            return [*line, *_line(_(" is removed.") if change.after is None else word)]
        if not change.field and change.before is None:
            line += _line(_(" is new") if change.kind == HANDWRITTEN else _(" is added"))
        elif not change.field and change.after is None:
            line += _line(_(" is taken away"))
        is_order = change.field == ORDER or change.field.endswith(f".{ORDER}")
        field = change.field.removesuffix(ORDER).rstrip(".") if is_order else change.field
        if field:
            line += _line(", ", _code(field))
        if is_order:
            line += _line(_(", new order"))
        if change.language:
            line += _line(f", {self._languages([change.language])}")
        return [*line, *_line(": "), *_difference(change.before, change.after)]

    def pictures(self, changes: list[ContentChange]) -> ReportSection:
        """Return which pictures have no text."""
        lines = [
            _filled(
                _("%(file)s has no text in %(languages)s."),
                file=_code(p.file),
                languages=self._languages(p.languages),
            )
            for p in pictures_without_text(self._before, self._after, changes)
        ]
        for change in handwritten_without_text(changes):
            language = self._languages([change.language])
            page = _code(f"/{change.item_id}")
            template = _("A picture on %(page)s (%(language)s) has no text.")
            lines.append(_filled(template, page=page, language=language))
        heading = _(
            "Pictures: %(number)d without a text for those who don't see them", number=len(lines)
        )
        return ReportSection(heading, lines)

    def translations(self) -> ReportSection:
        """Return which translations change their state, first those that become outdated."""
        effects = translation_effects(self._before, self._after)
        counts, lines = [], []
        for state, (verb, forms) in _TRANSLATION_STATES.items():
            those = [effect for effect in effects if effect.after == state]
            counts += [_n(*forms, len(those))] if those else []
            for effect in those:
                words = f" ({self._languages([effect.language])}) {_(verb)}: "
                where = _("%(file)s, line %(line)d", file=effect.path.as_posix(), line=effect.line)
                lines.append(_line(_code(effect.place), words, _code(where)))
        return ReportSection(_("Translations: %(counts)s", counts=", ".join(counts)), lines)

    def pages(self, effects: list[PageEffect]) -> ReportSection:
        """Return which pages appear, vanish, move or read differently."""
        counts: list[str] = []
        lines: list[Line] = []
        for how, (sentence, forms) in _PAGE_EFFECTS.items():
            those = [effect for effect in effects if effect.how == how]
            counts += [_n(*forms, len(those))] if those else []
            for effect in those:
                line = _filled(
                    _(sentence), page=_code(f"/{effect.address}"), before=_code(f"/{effect.before}")
                )
                if effect.languages:
                    line += _line(f" ({self._languages(effect.languages)})")
                lines.append(line)
        return ReportSection(_("Pages: %(counts)s", counts=", ".join(counts)), lines)

    def addresses(self) -> ReportSection:
        """Return which addresses are new, dead or redirected, and what is cited differently."""
        effects = address_effects(self._before, self._after)
        new = [effect for effect in effects if effect.before is None]
        dead = [effect for effect in effects if effect.after is None]
        redirected = [effect for effect in effects if effect not in (*new, *dead)]
        lines = [
            _filled(_("%(address)s leads nowhere."), address=_code(f"/{effect.address}"))
            for effect in dead
        ]
        for effect in redirected:
            template = (
                _("%(address)s leads to %(after)s now.")
                if effect.before == effect.address
                else _("%(address)s leads to %(after)s now, no longer to %(before)s.")
            )
            lines.append(
                _filled(
                    template,
                    address=_code(f"/{effect.address}"),
                    after=_code(f"/{effect.after}"),
                    before=_code(f"/{effect.before}"),
                )
            )
        for number in new_editions(self._before, self._after):
            text = _(
                "Version %(number)s gets the address /v%(number)s/; its wording is frozen when it"
                " is published.",
                number=number,
            )
            lines.append(_line(text))
        for (old, now), ids in citations(self._before, self._after).items():
            text = _(
                "Cited by version %(now)s, no longer %(old)s: %(ids)s.",
                now=now,
                old=old,
                ids=", ".join(ids),
            )
            lines.append(_line(text))
        if new:
            spaced = [part for e in new for part in (_code(f"/{e.address}"), " ")][:-1]
            lines.append(_line(_("New: "), *spaced))
        forms = (
            (len(dead), message_ids("%(num)d stops working", "%(num)d stop working")),
            (len(redirected), message_ids("%(num)d leads elsewhere", "%(num)d lead elsewhere")),
            (len(new), _PAGE_EFFECTS["new"][1]),
        )
        counts = ", ".join(_n(*pair, number) for number, pair in forms if number)
        heading = _("Addresses: %(counts)s", counts=counts or _("cited in another way"))
        return ReportSection(heading, lines)

    def entries(self) -> ReportSection:
        """Return what subscribers of feeds and calendars get."""
        lines = []
        effects = entry_effects(self._before, self._after)
        for effect in effects:
            name = _("The feed") if effect.where == FEED_KIND else _("The calendar")
            line = _line(f"{name} ({self._languages(effect.languages)}): ")
            if effect.before is None or effect.after is None:
                line += _line(_("new: ") if effect.before is None else _("vanishes: "))
            if effect.before == effect.after:
                what = (
                    _("%(entry)s is cancelled", entry=effect.after)
                    if effect.cancelled
                    else _("%(entry)s gets another text", entry=effect.after)
                )
                lines.append([*line, *_line(what)])
            else:
                lines.append([*line, *_difference(effect.before, effect.after)])
        in_feed = sum(effect.where == FEED_KIND for effect in effects)
        in_calendar = len(effects) - in_feed
        counts = [_("%(number)d in the feed", number=in_feed)] if in_feed else []
        counts += [_("%(number)d in the calendar", number=in_calendar)] if in_calendar else []
        heading = _("Feeds and calendars: %(counts)s", counts=", ".join(counts))
        return ReportSection(heading, lines)

    def code_files(self, names: Sequence[str]) -> ReportSection:
        """Return what is changed outside the content: no other section shows its effects."""
        lines = [_line(_code(name)) for name in names]
        if lines:
            text = _(
                "Before and after are both built with the new code; see for yourself what this"
                " does."
            )
            lines.append(_line(text))
        heading = _n(
            "Outside the content: %(num)d file", "Outside the content: %(num)d files", len(names)
        )
        return ReportSection(heading, lines)


def _filled(template: str, **parts: str | TextRun) -> Line:
    """Return a message as a line; takes what stands in place of its ``%(name)s``."""
    pieces = re.split(r"%\((\w+)\)s", template)
    # Text and names take turns.
    return _line(*(parts[piece] if at % 2 else piece for at, piece in enumerate(pieces) if piece))


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
