"""The model → the forms of the editor in the browser, as Decap CMS takes them.

Labels and hints are the model's own descriptions, so a form can't drift from what the check takes.
Goals, areas, municipalities and funders are chosen by name. They are written out as choices, since
a goal stands inside its area's file or in one of its own, and Decap's relations know one of these.
"""

from __future__ import annotations

import datetime
import types
from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from .content import Content
from .model import Goal, Image, Linked, PriorityArea
from .reading import FOLDERS, IMAGES, STRATEGY_FILE
from .values import Text, meanings_of

Form = dict[str, Any]

SETTINGS = ("languages", "sections", "currency", "time_zone")
"""What the site as a whole is built on: changed with whoever keeps the site, not in a form."""

NAMES: dict[str, tuple[str, str]] = {
    "priority_areas": ("Insatsområden", "Insatsområde"),
    "goals": ("Mål", "Mål"),
    "projects": ("Projekt", "Projekt"),
    "calls": ("Utlysningar", "Utlysning"),
}
"""What a folder is called in the menu, and one thing in it."""

_SHORT = ("title", "name", "unit", "fund", "support_level", "alt")
"""Texts of one line; all others may have paragraphs."""


def editor_config(content: Content, url: str, endpoint: str) -> Form:
    """Give Decap's configuration.

    Takes the site's address and the whole address of the server that keeps the files (`desk`).
    """
    forms = _Forms(content)
    folder = content.folder.name
    pictures = f"{folder}/{IMAGES}"
    return {
        "backend": {"name": "proxy", "proxy_url": endpoint, "branch": "main"},
        "locale": "sv",
        "site_url": url,
        "display_url": url,
        "media_folder": pictures,
        # The model takes a picture's name alone.
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            *(_folder(name, forms, folder) for name in ("projects", "calls", "priority_areas")),
            _folder("goals", forms, folder),
            {
                "name": "strategy",
                "label": "Strategin",
                "editor": {"preview": True},
                "files": [
                    {
                        "name": "strategy",
                        "label": "Strategin som helhet",
                        "file": f"{folder}/{STRATEGY_FILE}",
                        "fields": forms.of(type(content.strategy), leave_out=SETTINGS),
                    }
                ],
            },
        ],
    }


def _folder(name: str, forms: _Forms, folder: str) -> Form:
    several, one = NAMES[name]
    source = forms.content.languages[0]
    return {
        "name": name,
        "label": several,
        "label_singular": one,
        "folder": f"{folder}/{name}",
        "extension": "yml",
        "format": "yml",
        "create": True,
        # What has been published is withdrawn, not deleted.
        "delete": False,
        "identifier_field": "id",
        "slug": "{{id}}",
        "summary": f"{{{{id}}}} – {{{{title.{source}}}}}",
        "sortable_fields": [],
        "fields": forms.of(FOLDERS[name]),
    }


class _Forms:
    """Makes forms of models, with the content's languages and choices."""

    def __init__(self, content: Content) -> None:
        self.content = content
        source = content.languages[0]

        def items(kind: type[Linked]) -> list[Form]:
            # What no longer holds can't be left out: Decap drops a choice that it doesn't know.
            return [
                {
                    "label": f"{item.id} – {item.title.get(source)}"
                    + (" (upphört)" if item.withdrawn else ""),
                    "value": item.id,
                }
                for item in content.by_id.values()
                if isinstance(item, kind)
            ]

        def named(rows: list[Any]) -> list[Form]:
            return [{"label": r.name.get(source), "value": r.id} for r in rows]

        strategy = content.strategy
        self.choices: dict[str, list[Form]] = {
            "priority_areas": items(PriorityArea),
            "goals": items(Goal),
            "municipalities": named(strategy.municipalities),
            "from": named(strategy.funders),
            "replaced_by": items(Linked),
        }

    def of(self, model: type[BaseModel], leave_out: tuple[str, ...] = ()) -> list[Form]:
        """Give the fields of a model's form."""
        return list(self._fields(model, leave_out, needed=True))

    def _fields(
        self, model: type[BaseModel], leave_out: tuple[str, ...] = (), *, needed: bool
    ) -> Iterator[Form]:
        for key, info in model.model_fields.items():
            if key not in leave_out:
                name = info.alias or key
                required = needed and info.is_required()
                plain, limits, description = _plain(info)
                label, hint = _label(name, description)
                form: Form = {"name": name, "label": label, "required": required}
                if hint:
                    form["hint"] = hint
                if get_origin(plain) is Literal:
                    pairs = zip(get_args(plain), meanings_of(info), strict=True)
                    options = [{"label": m[:1].upper() + m[1:], "value": v} for v, m in pairs]
                    yield form | {"widget": "select", "options": options}
                else:
                    yield form | self._widget(form, plain, limits)

    def _widget(self, form: Form, plain: Any, limits: list[Any]) -> Form:
        name, required = form["name"], form["required"]
        if get_origin(plain) is list:
            return self._list(form, get_args(plain)[0], limits)
        if name in self.choices:
            return {"widget": "select", "options": self.choices[name]}
        if plain is Text:
            return {"widget": "object", "fields": self._languages(form)}
        if _is_model(plain):
            fields = list(self._fields(plain, needed=required))
            if plain is Image:
                # `file` is a name in the folder of pictures: chosen, or put there.
                fields[0] |= {"widget": "image", "media_library": {"config": {"multiple": False}}}
            return {"widget": "object", "collapsed": not required, "fields": fields}
        if plain is datetime.date:
            day = {"date_format": "YYYY-MM-DD", "time_format": False, "format": "YYYY-MM-DD"}
            # Otherwise Decap fills in today, and everything new would be withdrawn.
            return {"widget": "datetime", "default": "", **day}
        if plain is int or float in get_args(plain):
            kind = "int" if plain is int else "float"
            return {"widget": "number", "value_type": kind, **_bounds(limits)}
        return {"widget": "string"}

    def _list(self, form: Form, inner: Any, limits: list[Any]) -> Form:
        name, plain = form["name"], _inner(inner)
        least = _bounds(limits)
        if name in self.choices and not _is_model(plain):
            return {"widget": "select", "multiple": True, "options": self.choices[name], **least}
        if plain is Text:
            fields = self._languages(form | {"required": True})
        elif _is_model(plain):
            fields = list(self._fields(plain, needed=True))
        else:
            # Decap shows a list without fields as one line with commas between: an address or a
            # company's name may hold one.
            field = {"name": name, "label": "Rad", "widget": "string"}
            return {"widget": "list", "field": field, "collapsed": False, **least}
        source = self.content.languages[0]
        titles = {f["name"] for f in fields} & {"title", "name"}
        summary = f"{{{{fields.{min(titles)}.{source}}}}}" if titles else ""
        if titles and fields[0]["name"] == "id":
            summary = f"{{{{fields.id}}}} – {summary}"
        return {
            "widget": "list",
            "fields": fields,
            "collapsed": True,
            **({"summary": summary} if summary else {}),
            **least,
        }

    def _languages(self, form: Form) -> list[Form]:
        """Give the languages of a text side by side; each says of which text it is."""
        widget = "string" if form["name"] in _SHORT else "text"
        return [
            {
                "name": row.code,
                "label": f"{form['label']}, {row.name}",
                "widget": widget,
                "required": form["required"] and not number,
            }
            for number, row in enumerate(self.content.strategy.languages)
        ]


def labels_of(model: type[BaseModel]) -> dict[str, str]:
    """Give what each key is called in the model's form, the outermost of one name."""
    labels: dict[str, str] = {}
    inner: list[type[BaseModel]] = []
    for key, info in model.model_fields.items():
        plain, _limits, description = _plain(info)
        name = info.alias or key
        labels[name] = _label(name, description)[0]
        part = _inner(get_args(plain)[0]) if get_origin(plain) is list else plain
        if _is_model(part) and part is not Text:
            inner.append(part)
    for part in inner:
        labels = labels_of(part) | labels
    return labels


def _bounds(limits: list[Any]) -> Form:
    """Give how many a list must hold, or between which a number must lie."""
    bounds: Form = {}
    for limit in limits:
        match limit:
            case MinLen(least) | Ge(least):
                bounds["min"] = least
            case Le(most):
                bounds["max"] = most
    return bounds


def _is_model(plain: Any) -> bool:
    return isinstance(plain, type) and issubclass(plain, BaseModel)


def _plain(info: FieldInfo) -> tuple[Any, list[Any], str]:
    """Give a field's type without ``None`` and annotations, its limits and its description."""
    limits, description = list(info.metadata), info.description or ""
    annotation = info.annotation
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *more = get_args(annotation)
            for note in more:
                if isinstance(note, FieldInfo):
                    limits += note.metadata
                    description = description or note.description or ""
                else:
                    limits.append(note)
            continue
        if get_origin(annotation) in (Union, types.UnionType):
            without = [part for part in get_args(annotation) if part is not type(None)]
            if len(without) == 1:
                annotation = without[0]
                continue
        return annotation, limits, description


def _inner(annotation: Any) -> Any:
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _label(name: str, description: str) -> tuple[str, str]:
    """Give a field's label, its description's first words, and the rest of it as a hint."""
    short = description.replace(" (id)", "")
    for mark in (":", ";", ",", "."):
        short = short.partition(mark)[0]
    if description.rstrip(".") == short:
        return short or name, ""
    hint = description.removeprefix(f"{short}: ")
    return short, hint[:1].upper() + hint[1:]
