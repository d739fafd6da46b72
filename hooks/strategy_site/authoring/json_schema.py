"""The model → JSON Schemas beside the content, by which an editor completes and checks YAML.

Draft 2020-12, with the keywords of VS Code's language servers (errorMessage, defaultSnippets).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ..messages import message_id, message_in, schema_in
from ..model.accessibility import Quality
from ..model.fields import SEEN, filled_choices
from ..model.glossary import Glossary
from ..model.item_kinds import ITEM_KINDS
from ..model.language import Language
from ..model.strategy import Strategy
from ..paths import SCHEMAS

ONLY_THE_CHECK = (
    message_id("whether what an id names is there, and whether it is there once"),
    message_id("whether a picture is there and can be read"),
    message_id("whether days and amounts fit each other"),
    message_id("whether an address, a time zone or a date format can exist"),
    message_id("how a language writes numbers"),
    message_id("whether a colour can be seen against its background"),
    message_id("whether quotation marks or decimals make a text of a date or a number"),
    message_id("what versions and addresses that have been published hold"),
)
"""What no JSON Schema can tell; each schema lists it."""


def schemas(languages: list[Language]) -> dict[str, str]:
    """Return the JSON Schemas by file name, with texts narrowed to the strategy's languages."""
    models: dict[str, type[BaseModel]] = {"strategy": Strategy, "glossary": Glossary}
    models["quality"] = Quality
    models |= {kind.name: kind.model for kind in ITEM_KINDS.values()}
    return {
        f"{name}.schema.json": json.dumps(_schema(model, languages), ensure_ascii=False, indent=2)
        + "\n"
        for name, model in models.items()
    }


def _schema(model: type[BaseModel], languages: list[Language]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    inner: dict[str, dict[str, Any]] = {
        "Text": {"type": "string", "pattern": SEEN},
        "Term": {"$ref": "#/$defs/Word"},
    }
    for name in inner.keys() & schema.get("$defs", {}).keys():
        schema["$defs"][name] = {
            "type": "object",
            "description": message_id("The text in each language, side by side."),
            "errorMessage": _text_message(languages),
            "properties": {row.code: {**inner[name], "description": row.name} for row in languages},
            "required": [languages[0].code],
            "additionalProperties": False,
        }
    source = languages[0].code
    schema = filled_choices(schema_in(source, _for_editors(schema, source)))
    label = message_in(source, message_id("All that has to be there"))
    listed = "; ".join(message_in(source, what) for what in ONLY_THE_CHECK)
    template = message_id("Only the command check can tell: %(listed)s.")
    snippet = {"label": label, "body": _snippet(schema, schema, count(1))}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": message_in(source, template) % {"listed": listed},
        **schema,
        "defaultSnippets": [snippet],
    }


_MESSAGES = {
    "array": message_id("Write a list: “- ” before each line."),
    "string": message_id("Write a text; digits, dates, yes and no within quotation marks."),
    "integer": message_id("Write a whole number, digits alone."),
    "number": message_id("Write a number, digits alone."),
    "boolean": message_id("Write true or false."),
}
"""What an editor shows for a value of another type, unless the field has a message of its own."""


def _text_message(languages: list[Language]) -> str:
    codes = ", ".join(row.code for row in languages)
    source = languages[0].code
    template = message_id(
        "Write the text on indented lines of its own: “%(source)s: …”. The languages are %(codes)s;"
        " %(source)s has to be there."
    )
    return message_in(source, template) % {"source": source, "codes": codes}


def _for_editors(node: Any, source: str) -> Any:
    """Return the schema with messages, for VS Code's language servers.

    Takes the source language.
    """
    if isinstance(node, list):
        return [_for_editors(part, source) for part in node]
    if not isinstance(node, dict):
        return node
    choice = [part for part in node.get("anyOf", []) if part != {"type": "null"}]
    if len(choice) == 1:
        outer = {key: value for key, value in node.items() if key not in ("anyOf", "default")}
        return _for_editors(_or_nothing({**choice[0], **outer}), source)
    # Pydantic's titles repeat the keys; a property may itself be called title.
    schema = {
        key: _for_editors(value, source)
        for key, value in node.items()
        if key != "title" or isinstance(value, dict)
    }
    if "properties" in schema and "errorMessage" not in schema:
        # The docstring of a class is for programmers.
        schema.pop("description", None)
        required = ", ".join(schema.get("required", [])) or message_in(source, message_id("none"))
        template = message_id("Here may be: %(keys)s. Has to be there: %(required)s.")
        keys = ", ".join(schema["properties"])
        schema["errorMessage"] = message_in(source, template) % {"keys": keys, "required": required}
    elif message := _MESSAGES.get(_type_of(schema)):
        schema.setdefault("errorMessage", message)
    if "pattern" in schema:
        schema.setdefault("patternErrorMessage", schema["errorMessage"])
    return schema


def _or_nothing(node: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a field that may be left out: its key may also be there alone.

    With a list of types editors keep the message of the field, which a choice of schemas hides.
    """
    if "enum" in node or "$ref" in node:
        inner = {key: value for key, value in node.items() if key != "description"}
        return {"description": node["description"], "anyOf": [inner, {"const": None}]}
    return {**node, "type": [node["type"], "null"]}


def _type_of(node: dict[str, Any]) -> str:
    """Return the type of a value that is there; empty if the schema names none."""
    types = node.get("type", "")
    return str(types[0] if isinstance(types, list) else types)


def _snippet(node: dict[str, Any], schema: dict[str, Any], numbers: Iterator[int]) -> Any:
    """Return what an editor inserts for a value: all that is required, with tab stops."""
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rpartition("/")[2]]
    match _type_of(node):
        case "object":
            required = node.get("required", [])
            return {name: _snippet(node["properties"][name], schema, numbers) for name in required}
        case "array":
            return [_snippet(node["items"], schema, numbers)]
        case "integer":
            return f"${{{next(numbers)}:1}}"
    choice = f"|{','.join(node['enum'])}|" if "enum" in node else ""
    return f"${{{next(numbers)}{choice}}}"


def write_schemas(folder: Path, languages: list[Language]) -> list[Path]:
    """Write the schemas into ``folder/schema/`` where they differ; return the files written."""
    target = folder / SCHEMAS
    target.mkdir(exist_ok=True)
    written = []
    for name, text in schemas(languages).items():
        path = target / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written
