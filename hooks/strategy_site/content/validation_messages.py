"""Pydantic's errors → diagnostics that say what to write instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..diagnostics import Diagnostic, closest, suggestion
from ..messages import _
from ..model.introspection import is_model, keys_of, type_at
from ..yaml_io.reader import Document, KeyPath
from .value_messages import VALUE_MESSAGES

_LEAST = 4
"""Shorter words match the ends of too many others."""


def validation_diagnostics(
    document: Document,
    errors: list[ErrorDetails],
    model: type[BaseModel],
    languages: list[str],
    known_ids: Callable[[str], list[str]] = lambda _key: [],
) -> list[Diagnostic]:
    """Return one diagnostic for each error, at its line.

    Takes the model that refused the document, the site's languages, source language first, and what
    returns the ids that a key may name. A misspelt key is one error: the missing correct key is not
    reported as well.
    """
    misspelt = {
        (around, _meant(str(wrong), type_at(model, around)))
        for error in errors
        if error["type"] == "extra_forbidden"
        for *before, wrong in [error["loc"]]
        for around in [tuple(before)]
    }
    return [
        _diagnostic(document, error, model, {"languages": languages, "known": known_ids})
        for error in errors
        if error["type"] != "missing" or (error["loc"][:-1], error["loc"][-1]) not in misspelt
    ]


def _diagnostic(
    document: Document, error: ErrorDetails, model: type[BaseModel], project: dict[str, Any]
) -> Diagnostic:
    key: KeyPath = tuple(error["loc"])
    kind = error["type"]
    context: dict[str, Any] = error.get("ctx") or {}
    if kind == "extra_forbidden":
        message = _unknown_key(str(key[-1]), type_at(model, key[:-1]))
    elif kind == "missing":
        message = _(
            "“%(key)s” is missing%(inside)s; add “%(key2)s: …”.",
            key=key[-1],
            inside=_inside(key),
            key2=key[-1],
        )
    elif kind in VALUE_MESSAGES:
        if "key" in context:
            key = (*key, context["key"])
        context = {**project, "name": _name(key), "model": model, "at": key, **context}
        entry = VALUE_MESSAGES[kind]
        if isinstance(entry, str):
            message = _(entry, **context)
        else:
            message = entry(error["input"], document.position(key), context)
    else:
        message = _(
            "the value of “%(name)s” can't be used; look at the examples in the folder strategy.",
            name=_name(key),
        )
    return document.error(key, message)


def _name(key: KeyPath) -> str:
    """Return the innermost key that is a name: the word that the line begins with."""
    return next((str(part) for part in reversed(key) if isinstance(part, str)), _("the value"))


def _inside(key: KeyPath) -> str:
    outer = next((part for part in reversed(key[:-1]) if isinstance(part, str)), None)
    return _(" under “%(outer)s”", outer=outer) if outer else ""


def _unknown_key(wrong: str, around: Any) -> str:
    name, colon, value = wrong.partition(":")
    meant = _meant(wrong, around)
    if colon and meant == name:
        return _(
            "a space is missing after the colon; write “%(name)s: %(value)s”.",
            name=name,
            value=value,
        )
    if meant:
        return _(
            "the key “%(wrong)s” does not exist here; did you mean “%(meant)s”?",
            wrong=wrong,
            meant=meant,
        )
    return _(
        "the key “%(wrong)s” does not exist here; %(advice)s",
        wrong=wrong,
        advice=suggestion(wrong, keys_of(around)),
    )


def _meant(wrong: str, around: Any) -> str | None:
    """Return the key of a model that resembles ``wrong``, or whose description does."""
    name = wrong.partition(":")[0]
    if close := closest(name, keys_of(around)):
        return close
    # ”kommuner” resembles the description of `municipalities`: ”Kommunernas id”.
    fields = around.model_fields.items() if is_model(around) else ()
    about = {
        _(info.description).split()[0].strip(".:,;").casefold(): info.alias or field
        for field, info in reversed(list(fields))
        if info.description
    }
    plain = name.casefold()
    ending = (word for word in about if len(plain) > _LEAST and word.endswith(plain))
    word = next(ending, closest(plain, about))
    return about[word] if word else None
