"""A version of the strategy → PDF, typeset by Typst from ``document.typ``.

Typst because its wheel needs no other program, and because it writes tagged PDF (PDF/UA-1). Texts
reach it as data: nothing in them can be taken for a command.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import typst

from ..i18n.localizer import Localizer, fallback_message
from ..i18n.translation_status import TranslationState
from ..messages import N_
from ..model.fields import Text
from ..model.indicators import Indicator
from ..model.items import Goal, PriorityArea
from ..model.text_blocks import text_blocks
from ..model.versions import Edition, FrozenGoal, Version
from ..package_files import DOCUMENT_TEMPLATE
from ..pages.documents import documents_of
from ..pages.urls import short_address
from ..render.chart import draw_chart
from ..render.site_context import SiteContext
from ..render.standing import EDITORS_OWN, standing

Block = dict[str, Any]
Texts = list[dict[str, Any]]
"""A text in each language of the document: ``lang``, ``text``, and ``mark`` where a reader has to
know the state of the translation, as another such text."""
_ALL_DRAFTS = N_("The translation is a draft: nobody has reviewed it yet.")
_NOT_ADOPTED = N_("What was measured is not a part of the adopted text and is added year by year.")
_MARKS: dict[TranslationState, str] = {
    "outdated": N_("The translation is older than the original."),
    "draft": N_("Draft"),
}


def pdf_documents(
    site: SiteContext, localizers: dict[str, Localizer]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every PDF of every version."""
    for edition in site.content.editions:
        for document in documents_of(site.content, edition):
            shown = [localizers[code] for code in document.languages]
            data = _DocumentData(site, shown, edition).data()
            yield document.path, typeset(json.dumps(data))


@cache
def _compiler() -> typst.Compiler:
    # No fonts of the machine, so that the PDF is the same everywhere.
    return typst.Compiler(DOCUMENT_TEMPLATE, ignore_system_fonts=True)


def typeset(data: str) -> bytes:
    """Return the PDF of a document's JSON (see `_DocumentData`), always the same bytes."""
    pdf = _compiler().compile(
        format="pdf", sys_inputs={"data": data}, pdf_standards=["ua-1"], timestamp=0
    )
    if not isinstance(pdf, bytes):
        raise TypeError("Typst returns bytes for a PDF")
    return pdf


class _DocumentData:
    """The input of the template for a document in one language, or in two side by side."""

    def __init__(self, site: SiteContext, localizers: list[Localizer], edition: Edition) -> None:
        self.site, self.localizers, self.edition = site, localizers, edition
        self.localizer = localizers[0]

    def data(self) -> dict[str, Any]:
        """Return the interface's texts, and blocks of text in reading order."""
        version, strategy = self.edition.version, self.site.content.strategy
        earlier = self.edition.number != self.site.content.edition.number
        gettext = self.localizer.gettext_plain
        title = self._texts(version.title or strategy.title)[:1]
        blocks = list(self._blocks(version))
        # If every translation is a draft, one notice at the beginning says so.
        lines: list[Texts] = [title, *(block["texts"] for block in blocks)]
        rows = [pair for texts in lines for pair in zip(texts, self.localizers, strict=False)]
        states = {row.get("state") for row, _ in rows}
        drafts = "draft" in states and "reviewed" not in states
        for row, localizer in rows:
            state = row.pop("state", None)
            if state in _MARKS and not (drafts and state == "draft"):
                row["mark"] = _message(_MARKS[state], localizer)
        falls_back = sum(row["lang"] != localizer.code for row, localizer in rows) * 2 > len(rows)
        return {
            "lang": self.localizer.code,
            "title": title[0]["text"],
            "title_marks": [row["mark"] for row in title if "mark" in row],
            "edition": gettext("version %(number)s", number=self.edition.number),
            "publisher": self.localizer.plain(strategy.name),
            "address": self._url(self.edition.address),
            "contents": gettext("Contents"),
            "page_label": gettext("Page"),
            "notice": gettext("This is an earlier version of the strategy.") if earlier else None,
            "drafts": [
                *(self._messages(_ALL_DRAFTS) if drafts else []),
                *(self._messages(fallback_message(self.localizer)) if falls_back else []),
            ],
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
                yield self._block("heading", title, level=2, item_id=area.id)
            yield from self._paragraphs("paragraph", area.purpose)
            goals = version.goals_of(area)
            if goals:
                yield self._heading(3, "Goals")
            for goal in goals:
                yield from self._goal(goal)
        yield from self._goals_beside(version)
        if self.edition is self.site.content.edition:
            yield from self._indicators()

    def _goals_beside(self, version: Version) -> Iterator[Block]:
        beside = version.goals_beside()
        if beside:
            yield self._heading(1, "Goals beside the priority areas")
        for goal in beside:
            yield from self._goal(goal)

    def _indicators(self) -> Iterator[Block]:
        """Yield what was measured, as charts and words: today's figures, which nobody adopted."""
        rows = [(goal, row) for goal in self.site.content.goals for row in goal.indicators]
        if not any(row.latest for _, row in rows):
            return
        yield self._heading(1, N_("How the indicators stand"))
        yield self._block("paragraph", self._messages(_NOT_ADOPTED))
        for goal, row in rows:
            if row.latest:
                yield from self._indicator(goal, row)

    def _indicator(self, goal: Goal, row: Indicator) -> Iterator[Block]:
        title = self._texts(row.title)
        yield self._block("heading", title, level=2, item_id=goal.id)
        if row.editors_own:
            yield self._block("paragraph", self._messages(EDITORS_OWN))
        said = [self._figures(row, localizer) for localizer in self.localizers]
        chart = draw_chart(row, self.localizer.number)
        if chart:
            yield self._block("chart", said) | {"chart": chart}
        else:
            yield self._block("paragraph", said)

    def _figures(self, row: Indicator, localizer: Localizer) -> dict[str, Any]:
        """Return how an indicator stands, and all its figures, in words."""
        kinds: dict[str, str] = {
            "baseline": N_("Baseline"),
            "outcome": N_("Outcome"),
            "target": N_("Target"),
        }
        unit = f" {localizer.plain(row.unit)}" if row.unit else ""
        figures = [
            f"{localizer.gettext_plain(kinds[kind])}: {localizer.number(figure.value)}{unit}"
            + (f" ({figure.year})" if figure.year else "")
            for kind, figure in row.measurements
        ]
        sentences = [
            localizer.gettext_plain(text, **values) for text, values in standing(row, localizer)
        ]
        lang = localizer.language_of_message("Outcome")
        listed = [f"{'; '.join(figures)}."] if len(figures) > 1 else []
        return {"lang": lang, "text": " ".join([*sentences, *listed])}

    def _section(self, heading: str, parts: list[tuple[str, Text | None]]) -> Iterator[Block]:
        if any(text for _, text in parts):
            yield self._heading(1, heading)
        for kind, text in parts:
            yield from self._paragraphs(kind, text)

    def _heading(self, level: int, message: str) -> Block:
        return self._block("heading", self._messages(message), level=level)

    def _paragraphs(self, kind: str, text: Text | None) -> Iterator[Block]:
        """Yield the paragraphs of a text, and the entries of its lists."""
        if text is None:
            return
        whole = self._texts(text)
        columns = [list(_parts(kind, row["text"])) for row in whole]
        # If a translation has other paragraphs, whole texts are side by side.
        if len({tuple(kind for kind, _ in column) for column in columns}) > 1:
            columns = [[(kind, row["text"])] for row in whole]
        for number, parts_of_row in enumerate(zip(*columns, strict=True)):
            last = number == len(columns[0]) - 1  # one mark, below the last paragraph
            texts = [
                {**(row if last else {"lang": row["lang"]}), "text": part}
                for row, (_, part) in zip(whole, parts_of_row, strict=True)
            ]
            yield self._block(parts_of_row[0][0], texts)

    def _goal(self, goal: FrozenGoal) -> Iterator[Block]:
        if goal.title is not None:
            yield self._block("item", self._texts(goal.title), item_id=goal.id)
        yield from self._paragraphs("paragraph", goal.description)
        for indicator in goal.indicators:
            texts = self._texts(indicator.title, indicator.texts())
            for row, localizer in zip(texts, self.localizers, strict=True):
                row["text"] = localizer.plain(indicator.wording(localizer.number))
            yield self._block("paragraph", texts)

    def _block(
        self, kind: str, texts: Texts, level: int | None = None, item_id: str | None = None
    ) -> Block:
        """Return a block of text in each of the document's languages.

        A block with an id has a number and the short URL, or the URL of the wording if the item is
        no longer in the content.
        """
        link = None
        if item_id is not None:
            item = self.site.content.by_id.get(item_id)
            # A project or call with the id of a former goal is not what the version means.
            link = self._url(
                short_address(item)
                if isinstance(item, PriorityArea | Goal)
                else self.edition.address_of(item_id)
            )
        return {
            "kind": kind,
            "level": level,
            "number": item_id,
            "link": link,
            "shown_link": link and link.partition("://")[2],
            "texts": texts,
        }

    def _texts(self, text: Text, parts: Iterable[Text] | None = None) -> Texts:
        return [
            {
                "lang": localizer.language_of_text(text),
                "text": localizer.plain(text),
                "state": self._state([text] if parts is None else parts, localizer),
            }
            for localizer in self.localizers
        ]

    def _state(self, texts: Iterable[Text], localizer: Localizer) -> TranslationState | None:
        """Return the worst state of some texts' translations; ``None`` in the source language."""
        if localizer.code == localizer.source.code:
            return None
        translated = [text for text in texts if localizer.has_translation(text)]
        found = [self.site.translations.of_text(text, localizer.code) for text in translated]
        states: set[TranslationState] = {one.state if one else "draft" for one in found}
        order: tuple[TranslationState, ...] = ("outdated", "draft", "reviewed")
        return next((state for state in order if state in states), None)

    def _messages(self, message: str) -> Texts:
        return [_message(message, localizer) for localizer in self.localizers]

    def _url(self, address: str) -> str:
        return self.site.absolute_url(address, self.localizer.code)


def _parts(kind: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield kind and text of each paragraph, and of each entry of a list; lines are kept."""
    for block in text_blocks(text):
        if block.is_list:
            yield from (("item", line) for line in block.lines)
        else:
            yield kind, "\n".join(block.lines)


def _message(message: str, localizer: Localizer) -> dict[str, Any]:
    shown = localizer.lang_message(message)
    return {"lang": shown.language, "text": shown.text}
