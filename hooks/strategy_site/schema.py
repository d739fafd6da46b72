"""The model → JSON Schemas beside the content, by which an editor completes and checks YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from .glossary import Glossary
from .model import Language, Strategy
from .reading import FOLDERS, SCHEMAS


def schemas(languages: list[Language]) -> dict[str, str]:
    """Give the JSON Schemas by file name, with texts narrowed to the strategy's languages."""
    models: dict[str, type[BaseModel]] = {"strategy": Strategy, "glossary": Glossary}
    models |= {folder.removesuffix("s"): model for folder, model in FOLDERS.items()}
    return {
        f"{name}.schema.json": json.dumps(_schema(model, languages), ensure_ascii=False, indent=2)
        + "\n"
        for name, model in models.items()
    }


def _schema(model: type[BaseModel], languages: list[Language]) -> dict[str, Any]:
    schema = model.model_json_schema(by_alias=True)
    inner: dict[str, dict[str, Any]] = {
        "Text": {"type": "string", "minLength": 1},
        "Term": {"$ref": "#/$defs/Word"},
    }
    for name in inner.keys() & schema.get("$defs", {}).keys():
        schema["$defs"][name] = {
            "type": "object",
            "title": name,
            "description": "Texten på varje språk, sida vid sida.",
            "properties": {row.code: {**inner[name], "description": row.name} for row in languages},
            "required": [languages[0].code],
            "additionalProperties": False,
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def write_schemas(folder: Path, languages: list[Language]) -> list[Path]:
    """Write the schemas into ``folder/schema/`` where they differ; give the files written."""
    target = folder / SCHEMAS
    target.mkdir(exist_ok=True)
    written = []
    for name, text in schemas(languages).items():
        path = target / name
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return written
