"""``strategy.json``: everything the site holds, for machines, and the JSON Schema it keeps to."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from .addresses import with_language
from .content import Content
from .model import Call, Goal, Licence, Linked, PriorityArea, Project, Strategy
from .pages import Page
from .values import Text
from .versions import Version

LISTED = ("priority_area", "goal", "project", "call")


class _Data(BaseModel):
    model_config = ConfigDict(use_attribute_docstrings=True)


class Item(_Data):
    """A priority area, goal, project or call."""

    kind: Literal["priority_area", "goal", "project", "call"]
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
    """Whether all that is said of it is in the language, or some in the source language."""
    priority_areas: list[str]
    """Ids of the priority areas it belongs to or names."""
    data: PriorityArea | Goal | Project | Call
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
    items: list[Item]


def strategy_json(content: Content, pages: list[Page], site_url: str) -> str:
    """Give the text of ``strategy.json``.

    Takes the site's address with a slash at its end; addresses in the file begin with it. What is
    not known is left out.
    """
    whole = StrategyData(
        site_url=site_url,
        licence=content.strategy.licence,
        source_language=content.languages[0],
        languages={row.code: row.name for row in content.strategy.languages},
        strategy=content.strategy,
        versions=[edition.version for edition in content.editions],
        items=[_item(page, content, site_url) for page in pages if page.kind in LISTED],
    )
    return whole.model_dump_json(by_alias=True, exclude_none=True, indent=1) + "\n"


def data_schema(site_url: str) -> str:
    """Give the text of ``strategy.schema.json``, the JSON Schema of ``strategy.json``."""
    schema = StrategyData.model_json_schema(mode="validation", by_alias=True)
    schema["properties"]["licence"].setdefault("default", None)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"{site_url}strategy.schema.json",
    }
    # What is not known is left out of the file, so it can't be required.
    for part in (schema, *schema["$defs"].values()):
        for name in ("licence", "withdrawn"):
            if name in part.get("required", []):
                part["required"].remove(name)
    return json.dumps({**head, **schema}, ensure_ascii=False, indent=1) + "\n"


def _item(page: Page, content: Content, site_url: str) -> Item:
    languages, item = content.languages, page.item

    def everywhere(address: str) -> dict[str, str]:
        return {code: site_url + with_language(address, code, languages[0]) for code in languages}

    written = _written_in(item, languages)
    if isinstance(item, PriorityArea):
        item = item.model_copy(update={"goals": []})
    return Item.model_construct(
        kind=page.kind,
        id=item.id,
        withdrawn=item.withdrawn and item.withdrawn.date,
        titles={code: item.title.get(code) or item.title.get(languages[0]) for code in languages},
        addresses=everywhere(page.address),
        short_addresses=everywhere(page.short or ""),
        wordings={
            edition.number: everywhere(edition.address_of(item.id))
            for edition in content.editions
            if edition.version.find(item.id)
        },
        texts={code: "own" if code in written else "fallback" for code in languages},
        priority_areas=list(
            content.homes.get(item.id, ()) if isinstance(item, Goal) else _named(item)
        ),
        data=item,
    )


def _named(item: Linked) -> list[str]:
    return item.priority_areas if isinstance(item, Project | Call) else []


def _written_in(item: Linked, languages: list[str]) -> set[str]:
    """Give the languages in which every text of an item has been written.

    The goals inside a priority area have pages of their own and do not count.
    """
    texts = list(_texts(item))
    return {code for code in languages if all(code in text.root for text in texts)}


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            part = getattr(value, name)
            if not (isinstance(part, list) and part and isinstance(part[0], Linked)):
                yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
