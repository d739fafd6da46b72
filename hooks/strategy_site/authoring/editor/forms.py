"""The model → the forms of the editor in the browser, as Decap CMS's configuration.

Labels and hints are the model's own descriptions, so a form always agrees with the check. Goals,
areas, municipalities and funders are chosen by name from written-out options: a goal is inside its
area's file or in one of its own, and a Decap relation covers only one of these. Knows nothing of
how a form is saved. Options of the widgets: https://decapcms.org/docs/widgets/.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from annotated_types import Ge, Le, MinLen
from pydantic import BaseModel

from ...content.content import Content
from ...content.reader import IMAGES_FOLDER
from ...messages import _
from ...model.fields import Text, meanings_of
from ...model.images import Image
from ...model.introspection import bare_type, field_type, is_model, item_type
from ...model.item_kinds import ITEM_KINDS, ItemKind
from ...model.items import Item
from ...paths import STRATEGY_FILE

Form = dict[str, Any]
OPENED = "_opened"
"""The hidden field that says which state of the file a form was opened with."""
_OPENED_FIELD = {"name": OPENED, "widget": "hidden", "required": False}
SETTINGS = ("languages", "sections", "currency", "time_zone")
"""Keys that decide how the whole site is built: not to be changed in a form."""
_SHORT = ("title", "name", "unit", "fund", "support_level", "alt")
"""Texts of a single line; all others may have paragraphs."""


def editor_config(content: Content, url: str, endpoint: str) -> Form:
    """Return Decap's configuration.

    Takes the site's URL, and the URL to which Decap sends the requests for `backend`.
    """
    forms = _Forms(content)
    folder = content.folder.name
    return {
        "backend": {"name": "proxy", "proxy_url": endpoint, "branch": "main"},
        "locale": "sv",
        "site_url": url,
        "display_url": url,
        "media_folder": f"{folder}/{IMAGES_FOLDER}",
        # The model takes the name of a picture without a folder.
        "public_folder": "",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [
            # What is added most often comes first.
            *(
                _folder(kind, forms, folder)
                for kind in sorted(ITEM_KINDS.values(), key=lambda kind: not kind.prompts)
            ),
            {
                "name": "strategy",
                "label": "Strategin",
                "editor": {"preview": True},
                "files": [
                    {
                        "name": "strategy",
                        "label": "Strategin som helhet",
                        "file": f"{folder}/{STRATEGY_FILE}",
                        "fields": [
                            *forms.of(type(content.strategy), leave_out=SETTINGS),
                            _OPENED_FIELD,
                        ],
                    }
                ],
            },
        ],
    }


def _folder(kind: ItemKind, forms: _Forms, folder: str) -> Form:
    source = forms.content.languages[0]
    return {
        "name": kind.folder,
        "label": _(kind.plural),
        "label_singular": _(kind.title),
        "folder": f"{folder}/{kind.folder}",
        "extension": "yml",
        "format": "yml",
        "create": True,
        # What has been published is withdrawn, not deleted.
        "delete": False,
        "identifier_field": "id",
        "slug": "{{id}}",
        "summary": f"{{{{id}}}} – {{{{title.{source}}}}}",
        "sortable_fields": [],
        "fields": [*forms.of(kind.model), _OPENED_FIELD],
    }


class _Forms:
    """Builds forms from models, with the content's languages and options."""

    def __init__(self, content: Content) -> None:
        self.content = content
        source = content.languages[0]

        def items(kind: type[Item]) -> list[Form]:
            # With the withdrawn ones: Decap drops a value that is not among the options.
            return [
                {
                    "label": f"{item.id} – {item.title.get(source)}"
                    + (_(" (ended)") if item.withdrawn else ""),
                    "value": item.id,
                }
                for item in content.by_id.values()
                if isinstance(item, kind)
            ]

        def named(rows: list[Any]) -> list[Form]:
            return [{"label": r.name.get(source), "value": r.id} for r in rows]

        strategy = content.strategy
        self.choices: dict[str, list[Form]] = {
            **{kind.folder: items(kind.model) for kind in ITEM_KINDS.values()},
            "municipalities": named(strategy.municipalities),
            "from": named(strategy.funders),
            "replaced_by": items(Item),
        }

    def of(self, model: type[BaseModel], leave_out: tuple[str, ...] = ()) -> list[Form]:
        """Return the fields of a model's form."""
        return list(self._fields(model, leave_out, needed=True))

    def _fields(
        self, model: type[BaseModel], leave_out: tuple[str, ...] = (), *, needed: bool
    ) -> Iterator[Form]:
        for key, info in model.model_fields.items():
            if key not in leave_out:
                name = info.alias or key
                required = needed and info.is_required()
                plain, limits, description = field_type(info)
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
        if is_model(plain):
            fields = list(self._fields(plain, needed=required))
            if plain is Image:
                # `file` is chosen from the folder of pictures, or uploaded.
                fields[0] |= {"widget": "image", "media_library": {"config": {"multiple": False}}}
            return {"widget": "object", "collapsed": not required, "fields": fields}
        if plain is datetime.date:
            day = {"date_format": "YYYY-MM-DD", "time_format": False, "format": "YYYY-MM-DD"}
            # Without a default Decap fills in today, and everything new would be withdrawn.
            return {"widget": "datetime", "default": "", **day}
        if plain is int or float in get_args(plain):
            kind = "int" if plain is int else "float"
            return {"widget": "number", "value_type": kind, **_bounds(limits)}
        return {"widget": "string"}

    def _list(self, form: Form, inner: Any, limits: list[Any]) -> Form:
        name, plain = form["name"], bare_type(inner)
        least = _bounds(limits)
        if name in self.choices and not is_model(plain):
            return {"widget": "select", "multiple": True, "options": self.choices[name], **least}
        if plain is Text:
            fields = self._languages(form | {"required": True})
        elif is_model(plain):
            fields = list(self._fields(plain, needed=True))
        else:
            # Decap edits a list without fields as one line divided by commas, which an address
            # or a company's name may contain.
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
        """Return a field for each language of a text; its label names the text."""
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
    """Return the label of each key in the model's form; of equal keys, the outermost's."""
    labels: dict[str, str] = {}
    inner: list[type[BaseModel]] = []
    for key, info in model.model_fields.items():
        plain, _limits, description = field_type(info)
        name = info.alias or key
        labels[name] = _label(name, description)[0]
        part = item_type(plain)
        if is_model(part) and part is not Text:
            inner.append(part)
    for part in inner:
        labels = labels_of(part) | labels
    return labels


def _bounds(limits: list[Any]) -> Form:
    """Return the least length of a list, or the range of a number, for Decap."""
    bounds: Form = {}
    for limit in limits:
        match limit:
            case MinLen(least) | Ge(least):
                bounds["min"] = least
            case Le(most):
                bounds["max"] = most
    return bounds


def _label(name: str, description: str) -> tuple[str, str]:
    """Return a field's label, which begins its description, and the rest of it as a hint."""
    short = description.replace(" (id)", "")
    for mark in (":", ";", ",", "."):
        short = short.partition(mark)[0]
    if description.rstrip(".") == short:
        return short or name, ""
    hint = description.removeprefix(f"{short}: ")
    return short, hint[:1].upper() + hint[1:]
