"""``strategy.json``: what the site holds, for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from .addresses import with_language
from .content import Content
from .model import Linked
from .pages import Page
from .values import Text

LISTED = ("priority_area", "goal", "project", "call")


def strategy_json(content: Content, pages: list[Page], site_url: str) -> str:
    """Give the text of ``strategy.json``.

    Takes the site's address with a slash at its end; addresses in the file begin with it. For each
    language ``texts`` tells whether everything said of an item is the language's ``own`` or some of
    it a ``fallback`` to the source language.
    """
    languages, strategy = content.languages, content.strategy
    items = [
        {
            "kind": page.kind,
            "id": page.item.id,
            "withdrawn": page.item.withdrawn and page.item.withdrawn.date.isoformat(),
            "titles": {
                language: page.item.title.get(language) or page.item.title.get(languages[0])
                for language in languages
            },
            "addresses": {
                language: site_url + with_language(page.address, language, languages[0])
                for language in languages
            },
            "texts": {
                language: "own" if is_written(page.item, language) else "fallback"
                for language in languages
            },
        }
        for page in pages
        if page.kind in LISTED
    ]
    whole = {
        "site_url": site_url,
        "name": strategy.name.root,
        "title": strategy.title.root,
        "version": strategy.version,
        "source_language": languages[0],
        "languages": {row.code: row.name for row in strategy.languages},
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def is_written(item: Linked, language: str) -> bool:
    """Tell whether every text of an item has been written in ``language``.

    The goals inside a priority area have pages of their own and do not count.
    """
    return all(language in text.root for text in _texts(item))


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
