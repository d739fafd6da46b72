"""``strategy.json``: all of the site's content for other programs, and its JSON Schema."""

from __future__ import annotations

import datetime
import json
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from ..messages import schema_in
from ..model.fields import filled_choices
from ..model.item_kinds import ITEM_KINDS
from ..model.items import Goal, Item, PriorityArea
from ..model.strategy import Licence, Strategy
from ..model.versions import Version
from ..model.walk import texts_in
from ..pages.pages import Page
from ..render.site_context import SiteContext

if TYPE_CHECKING:
    KindName = str
    AnyItem = Item
else:
    # For the JSON Schema, which names each kind.
    KindName = Literal[tuple(ITEM_KINDS)]
    AnyItem = reduce(or_, (kind.model for kind in ITEM_KINDS.values()))


class _Data(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)


class ItemData(_Data):
    """A priority area, goal, project or call."""

    kind: KindName
    id: str
    """Never changes and is never used again."""
    withdrawn: datetime.date | None
    """Since when it no longer holds; its page stays."""
    titles: dict[str, str]
    """By language; the source language's where there is no translation."""
    addresses: dict[str, str]
    """The page's address by language."""
    short_addresses: dict[str, str]
    """By language; they lead to the page for ever."""
    wordings: dict[int, dict[str, str]]
    """For each version of the strategy that has it: the lasting address of that wording."""
    texts: dict[str, Literal["own", "fallback"]]
    """Whether all of its texts are in the language, or some in the source language."""
    priority_areas: list[str]
    """Ids of the priority areas it belongs to or names."""
    data: AnyItem
    """All that the YAML says of it; a priority area's goals are items of their own."""


class StrategyData(_Data):
    """A local development strategy with its projects and calls."""

    site_url: str
    licence: Licence | None
    source_language: str
    languages: dict[str, str]
    strategy: Strategy
    versions: list[Version]
    """The wording of each version, the one in force last."""
    items: list[ItemData]


def strategy_json(site: SiteContext, pages: list[Page]) -> str:
    """Return the text of ``strategy.json``; values that are not known are left out."""
    content = site.content
    data = StrategyData(
        site_url=site.url,
        licence=content.strategy.licence,
        source_language=content.source_language,
        languages={row.code: row.name for row in content.strategy.languages},
        strategy=content.strategy,
        versions=[edition.version for edition in content.editions],
        items=[_item(page, site) for page in pages if page.kind in ITEM_KINDS],
    )
    return data.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


def data_schema(site_url: str, language: str) -> str:
    """Return the text of ``strategy.schema.json``, the JSON Schema of ``strategy.json``.

    Takes the language of its descriptions.
    """
    schema = StrategyData.model_json_schema(mode="validation", by_alias=True)
    schema["properties"]["licence"].setdefault("default", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}strategy.schema.json",
    }
    # Values that are not known are left out of the file, so they can't be required.
    for part in (schema, *schema["$defs"].values()):
        for name in ("licence", "withdrawn"):
            if name in part.get("required", []):
                part["required"].remove(name)
    schema = filled_choices(schema_in(language, schema), editors=False)
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _item(page: Page, site: SiteContext) -> ItemData:
    content, item = site.content, page.item
    languages, source = content.languages, content.source_language

    def urls(address: str) -> dict[str, str]:
        return {code: site.absolute_url(address, code) for code in languages}

    complete = _complete_languages(item, languages)
    if isinstance(item, PriorityArea):
        item = item.model_copy(update={"goals": []})
    return ItemData.model_construct(
        kind=page.kind,
        id=item.id,
        withdrawn=item.withdrawn and item.withdrawn.date,
        titles={code: item.title.get(code) or item.title.get(source) for code in languages},
        addresses=urls(page.address),
        short_addresses=urls(page.short_address or ""),
        wordings={
            edition.number: urls(edition.address_of(item.id))
            for edition in content.editions
            if edition.version.find(item.id)
        },
        texts={code: "own" if code in complete else "fallback" for code in languages},
        priority_areas=list(
            content.areas_by_goal.get(item.id, ())
            if isinstance(item, Goal)
            else getattr(item, "priority_areas", ())
        ),
        data=item,
    )


def _complete_languages(item: Item, languages: list[str]) -> set[str]:
    """Return the languages into which every text of an item has been translated.

    The goals inside a priority area have pages of their own and do not count.
    """
    texts = list(texts_in(item))
    return {code for code in languages if all(code in text.root for text in texts)}
