"""What is wrong with an id that one file takes from another, and which one is probably meant."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from ..diagnostics import suggestion
from ..messages import _
from ..model.slugs import slug_of
from ..yaml_io.emitter import as_id
from ..yaml_io.reader import Position
from ..yaml_io.syntax_errors import CURLY

_SHORT = 60


def named_ids(written: str, known: Iterable[str]) -> list[str]:
    """Return the known ids that a text names, in its order: 3.2 and 3.6 in “3.2 och 3.6”."""
    ids = {item_id.casefold(): item_id for item_id in known}
    if not ids:
        return []
    longest_first = "|".join(re.escape(i) for i in sorted(ids, key=len, reverse=True))
    found = re.findall(rf"(?<![\w.-])(?:{longest_first})(?![\w-]|\.\w)", written.casefold())
    return list(dict.fromkeys(ids[item_id] for item_id in found))


def list_of_ids(written: str, known: Iterable[str]) -> str:
    """Return what a text means as the entries of a list in brackets."""
    parts = named_ids(written, known) or [part.strip() for part in written.split(",")]
    return ", ".join(f"'{part}'" for part in parts)


def bad_id(value: Any, position: Position, context: dict[str, Any]) -> str:
    """Return the message about a value that is no id, with the id that is meant."""
    wrong, name = context["value"][:_SHORT], context["name"]
    plain = wrong.strip(f"{CURLY} ")
    if plain != wrong:
        return _(
            "“%(plain)s” is within curved quotation marks (“%(name)s”); write straight "
            "ones: '%(plain2)s'.",
            plain=plain,
            name=name,
            plain2=plain,
        )
    if name == "id":
        return _(
            "the id “%(wrong)s” may have only a–z, digits, hyphens and points, 80 "
            "characters at most; write %(better)s for instance.",
            wrong=wrong,
            better=slug_of(wrong) or "1.3",
        )
    known = context["known"](name)
    if meant := named_ids(wrong, known):
        return _(
            "“%(wrong)s” is no id (“%(name)s”); write %(ids)s.",
            wrong=wrong,
            name=name,
            ids=", ".join(map(as_id, meant)),
        )
    if known:
        return _(
            "“%(wrong)s” is no id (“%(name)s”); %(advice)s",
            wrong=wrong,
            name=name,
            advice=suggestion(slug_of(wrong), known, as_id),
        )
    return _(
        "“%(wrong)s” is no id (“%(name)s”); write the id in the file of what you "
        "mean, %(slug_of)s for instance.",
        wrong=wrong,
        name=name,
        slug_of=slug_of(wrong),
    )
