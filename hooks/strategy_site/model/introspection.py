"""What the fields of a model can hold: their types without wrappers. Nothing else unwraps types."""

from __future__ import annotations

import types
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel
from pydantic.fields import FieldInfo

from ..messages import _
from ..yaml_io.reader import KeyPath


def bare_type(annotation: Any) -> Any:
    """Return a type without ``| None`` and annotations: of a union, its first type."""
    while get_origin(annotation) in (types.UnionType, Union, Annotated):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def item_type(annotation: Any) -> Any:
    """Return the bare type of what a list holds; any other type bare."""
    bare = bare_type(annotation)
    return bare_type(get_args(bare)[0]) if get_origin(bare) is list else bare


def is_model(bare: Any) -> bool:
    """Return whether a bare type is a pydantic model."""
    return isinstance(bare, type) and issubclass(bare, BaseModel)


def field_type(info: FieldInfo) -> tuple[Any, list[Any], str]:
    """Return a field's type, its constraints (`annotated_types`) and what it is.

    The type is bare, but a union of several types beside ``None`` is kept.
    """
    constraints, description = list(info.metadata), info.description or ""
    annotation = info.annotation
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            for part in more:
                if isinstance(part, FieldInfo):
                    constraints += part.metadata
                    description = description or part.description or ""
                else:
                    constraints.append(part)
            continue
        if get_origin(annotation) in (Union, types.UnionType):
            others = [part for part in get_args(annotation) if part is not type(None)]
            if len(others) == 1:
                annotation = others[0]
                continue
        return annotation, constraints, _(description) if description else ""


def type_at(model: type[BaseModel], key: KeyPath) -> Any:
    """Return the bare type of the value at ``key`` in a file of ``model``."""
    here: Any = model
    for part in key:
        if isinstance(part, int):
            here = item_type(here)
        elif is_model(here) and issubclass(here, RootModel):
            here = get_args(here.model_fields["root"].annotation)[1]  # by language
        else:
            info = field_of(here, part)
            here = bare_type(info.annotation if info else None)
    return here


def field_of(around: Any, part: str | int) -> FieldInfo | None:
    """Return the field of a model with a key."""
    fields = around.model_fields if is_model(around) else {}
    return next((f for n, f in fields.items() if part in (n, f.alias)), None)


def keys_of(around: Any) -> list[str]:
    """Return the keys of a model."""
    fields = around.model_fields if is_model(around) else {}
    return [field.alias or name for name, field in fields.items()]
