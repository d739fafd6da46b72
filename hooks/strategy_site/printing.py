"""A version of the strategy → PDF, set by Typst from ``templates/document.typ``.

Typst because its wheel needs nothing else on the machine, and because it writes tagged PDF/UA-1.
Texts reach it as data: nothing in them can be taken for a command.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .addresses import short_address, with_language
from .documents import DocumentFile, documents_of
from .model import Goal, PriorityArea
from .translations import State
from .values import Text
from .versions import Edition, FrozenGoal, Version
from .voice import Site
from .wording import Wording, message

_TEMPLATE = Path(__file__).parent / "templates" / "document.typ"

Block = dict[str, Any]
Texts = list[dict[str, Any]]
"""What a block says in each language of the document: ``lang`` and ``text``.

A ``mark``, another such text, says what a reader has to know of a translation.
"""
_ALL_DRAFTS = message("The translation is a draft: nobody has reviewed it yet.")
_MARKS: dict[State, str] = {
    "outdated": message("The translation is older than the original."),
    "draft": message("Draft"),
}


def printed(site: Site, wordings: dict[str, Wording]) -> Iterator[tuple[str, bytes]]:
    """Give path and bytes of every PDF of every version."""
    for edition in site.content.editions:
        for document in documents_of(site.content, edition):
            yield document.path, typeset(json.dumps(_data(site, wordings, edition, document)))


@cache
def _compiler() -> typst.Compiler:
    # No font of the machine: the same PDF everywhere.
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=True)


def typeset(data: str) -> bytes:
    """Give the PDF of a document's JSON (see `_Writing.data`); the same data, the same bytes."""
    pdf = _compiler().compile(
        format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=0
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gives bytes for a PDF")
    return pdf


def _data(
    site: Site, wordings: dict[str, Wording], edition: Edition, document: DocumentFile
) -> dict[str, Any]:
    """Give what the template sets: words of the interface and blocks of text, in reading order."""
    return _Writing(site, [wordings[code] for code in document.languages], edition).data()


class _Writing:
    """Writes one document in one language, or in two side by side."""

    def __init__(self, site: Site, voices: list[Wording], edition: Edition) -> None:
        self.site, self.voices, self.edition = site, voices, edition
        self.words = voices[0]

    def data(self) -> dict[str, Any]:
        version, strategy = self.edition.version, self.site.content.strategy
        earlier = self.edition.number != self.site.content.edition.number
        say = self.words.say
        title = self._texts(version.title or strategy.title)[:1]
        blocks = list(self._blocks(version))
        # Where all that is translated is a draft it is said once, at the head.
        lines: list[Texts] = [title, *(block["texts"] for block in blocks)]
        rows = [pair for texts in lines for pair in zip(texts, self.voices, strict=False)]
        states = {row.get("state") for row, _ in rows}
        drafts = "draft" in states and "reviewed" not in states
        for row, voice in rows:
            state = row.pop("state", None)
            if state in _MARKS and not (drafts and state == "draft"):
                row["mark"] = self._said(_MARKS[state], by=[voice])[0]
        return {
            "lang": self.words.code,
            "title": title[0]["text"],
            "title_marks": [row["mark"] for row in title if "mark" in row],
            "edition": say("version %(number)s", number=self.edition.number),
            "publisher": self.words.plain(strategy.name),
            "address": self._whole(self.edition.address),
            "contents": say("Contents"),
            "page_label": say("Page"),
            "notice": say("This is an earlier version of the strategy.") if earlier else None,
            "drafts": self._said(_ALL_DRAFTS) if drafts else [],
            "blocks": blocks,
        }

    def _blocks(self, version: Version) -> Iterator[Block]:
        yield from self._section("The strategy", [("paragraph", version.introduction)])
        yield from self._section("The area", [("paragraph", version.area)])
        yield from self._section(
            "Vision", [("paragraph", version.vision_lead), ("quote", version.vision)]
        )
        yield from self._section(
            "Overall goals", [("item", goal.title) for goal in version.overall_goals]
        )
        if version.cross_cutting_themes:
            yield self._heading(1, "Cross-cutting themes")
        for theme in version.cross_cutting_themes:
            yield self._block("heading", self._texts(theme.title), level=2)
            yield from self._paragraphs("paragraph", theme.text)
        if version.priority_areas:
            yield self._heading(1, "Priority areas")
        for area in version.priority_areas:
            if area.title is not None:
                title = self._texts(area.title)
                yield self._block("heading", title, level=2, identity=area.id)
            yield from self._paragraphs("paragraph", area.purpose)
            goals = version.goals_of(area)
            if goals:
                yield self._heading(3, "Goals")
            for goal in goals:
                yield from self._goal(goal)
        beside = version.goals_beside()
        if beside:
            yield self._heading(1, "Goals beside the priority areas")
        for goal in beside:
            yield from self._goal(goal)

    def _section(self, heading: str, parts: list[tuple[str, Text | None]]) -> Iterator[Block]:
        if any(text for _, text in parts):
            yield self._heading(1, heading)
        for kind, text in parts:
            yield from self._paragraphs(kind, text)

    def _heading(self, level: int, message: str) -> Block:
        return self._block("heading", self._said(message), level=level)

    def _paragraphs(
        self, kind: str, text: Text | None, parts: Iterable[Text] | None = None
    ) -> Iterator[Block]:
        """Give the paragraphs of a text, and of the texts of the content it is made of."""
        if text is None:
            return
        whole = self._texts(text, parts)
        columns = [
            [{"lang": row["lang"], "text": part} for part in re.split(r"\n\s*\n", row["text"])]
            for row in whole
        ]
        # Where a translation has its paragraphs otherwise, whole texts stand side by side.
        if len({len(column) for column in columns}) > 1:
            columns = [[row] for row in whole]
        for row, column in zip(whole, columns, strict=True):
            column[-1] = {**row, **column[-1]}  # a mark stands once, below the last
        for rows in zip(*columns, strict=True):
            yield self._block(kind, list(rows))

    def _goal(self, goal: FrozenGoal) -> Iterator[Block]:
        if goal.title is not None:
            yield self._block("item", self._texts(goal.title), identity=goal.id)
        yield from self._paragraphs("paragraph", goal.description)
        for indicator in goal.indicators:
            texts = indicator.texts()
            yield from self._paragraphs("paragraph", indicator.wording(), texts)

    def _block(
        self, kind: str, texts: Texts, level: int | None = None, identity: str | None = None
    ) -> Block:
        """Give a block of text in each of the document's languages.

        With an id it has a number and the short address, or that of the wording where nothing else
        is left.
        """
        link = None
        if identity is not None:
            item = self.site.content.by_id.get(identity)
            # What has the id of a goal that is gone is not what the version speaks of.
            if isinstance(item, PriorityArea | Goal):
                link = self._whole(short_address(item))
            else:
                link = self._whole(self.edition.address_of(identity))
        return {
            "kind": kind,
            "level": level,
            "number": identity,
            "link": link,
            "shown_link": link and link.partition("://")[2],
            "texts": texts,
        }

    def _texts(self, text: Text, parts: Iterable[Text] | None = None) -> Texts:
        return [
            {
                "lang": voice.code if voice.written(text) else voice.source.code,
                "text": voice.plain(text),
                "state": self._state([text] if parts is None else parts, voice),
            }
            for voice in self.voices
        ]

    def _state(self, texts: Iterable[Text], voice: Wording) -> State | None:
        """Tell how texts stand in a language, the worst of them; ``None`` if it is the source's."""
        if voice.code == voice.source.code:
            return None
        written = [text for text in texts if voice.written(text)]
        found = [self.site.translations.of_text(text, voice.code) for text in written]
        states: set[State] = {one.state if one else "draft" for one in found}
        order: tuple[State, ...] = ("outdated", "draft", "reviewed")
        return next((state for state in order if state in states), None)

    def _said(self, message: str, by: Iterable[Wording] | None = None) -> Texts:
        return [
            {
                "lang": voice.code if voice.knows(message) else voice.source.code,
                "text": voice.say(message),
            }
            for voice in by or self.voices
        ]

    def _whole(self, address: str) -> str:
        source = self.site.content.languages[0]
        return self.site.url + with_language(address, self.words.code, source)
