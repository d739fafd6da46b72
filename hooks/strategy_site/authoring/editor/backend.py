"""Decap's proxy backend for a strategy folder: reads files, renders previews, saves.

Decap's own server writes the file that the browser sends, which has no comments and another layout.
This one takes only the values, coerces them to the model's types, changes the lines whose values
differ, and saves nothing that `make check` would refuse. Knows nothing of HTTP. Requests:
https://github.com/decaporg/decap-cms/tree/main/packages/decap-server.
"""

from __future__ import annotations

import base64
import binascii
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ...clock import today
from ...content.reader import IMAGES_FOLDER, read_folder
from ...content.validation_messages import validation_diagnostics
from ...diagnostics import ContentError, Severity
from ...hashing import digest
from ...messages import _
from ...model.fields import FILE_NAME
from ...model.images import IMAGE_SUFFIXES
from ...model.item_kinds import ITEM_FOLDERS
from ...model.strategy import Strategy
from ...pages.pages import pages_of
from ...pages.urls import url_path
from ...paths import STRATEGY_FILE
from ...render.renderer import Renderer
from ...render.site_context import SiteContext
from ...yaml_io.diff import changes_between
from ...yaml_io.patch import patch
from ...yaml_io.reader import Document, parse
from ..store import FilesToWrite, new_file, trial, write_if_valid
from .forms import OPENED, labels_of
from .joining import RequestError, joined_changes


@dataclass(frozen=True)
class DraftPreview:
    """A page of the site as it would be with unsaved values."""

    address: str
    """Below the site's root, in its language."""
    kind: str
    title: str
    html: str


class DecapBackend:
    """Reads and saves the files of one strategy folder."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.display_path = Path(folder.name)
        self._opened: dict[str, list[Any]] = {}
        """What each form was opened with and has saved since, the newest first, by its token."""

    def handle(self, action: str, params: dict[str, Any]) -> Any:
        """Return the response to a request, as data for JSON.

        Raises `RequestError`, and has saved nothing then.
        """
        match action:
            case "info":
                return {
                    "repo": self.display_path.name,
                    "publish_modes": ["simple"],
                    "type": "local_fs",
                }
            case "entriesByFolder":
                folder = self._inside(params["folder"])
                files = sorted((self.folder / folder).glob("*.yml"))
                return [self._entry(self._display_path(file)) for file in files]
            case "entriesByFiles":
                return [self._entry(file["path"]) for file in params["files"]]
            case "getEntry":
                return self._entry(params["path"])
            case "persistEntry":
                drafts = params.get("dataFiles") or [params["entry"]]
                self._save(drafts, params.get("assets") or [])
                return {"message": "sparat"}
            case "getMedia":
                folder = self.folder / IMAGES_FOLDER
                files = sorted(folder.iterdir()) if folder.is_dir() else []
                pictures = [f for f in files if f.suffix.lower() in IMAGE_SUFFIXES]
                return [self._picture(self._display_path(file)) for file in pictures]
            case "getMediaFile":
                return self._picture(params["path"])
            case "persistMedia":
                self._write(dict([self._asset(params["asset"])]))
                return self._picture(params["asset"]["path"])
            case "getDeployPreview":
                return None
        raise RequestError(_("that can't be done in the editor; do it in the folder instead."))

    def preview(self, path: str, value: dict[str, Any], language: str) -> DraftPreview:
        """Return the page of unsaved values, rendered by the site's own template.

        Takes the file that they would be saved in. Raises `RequestError` if they can't be saved.
        """
        file = self._inside(path)
        token = value.pop(OPENED, None)
        text, _value = self._text(file, Document(self.display_path / file, value), token)
        try:
            with trial(self.folder, {file: text}, self.display_path) as content:
                renderer = Renderer(
                    SiteContext(content, self.url, today(content.strategy.time_zone))
                )
                item = content.by_id[value["id"]] if "id" in value else content.strategy
                page = next(p for p in pages_of(content) if p.item is item and not p.edition)
                rendered = renderer.render(page, language)
        except ContentError as error:
            raise _refusal(error) from None
        address = url_path(page.address, language, content)
        return DraftPreview(address, page.kind, rendered.title, rendered.html)

    def _display_path(self, file: Path) -> str:
        return (self.display_path / file.relative_to(self.folder)).as_posix()

    def _inside(self, path: Any) -> Path:
        """Return a path below the strategy folder. Raises `RequestError` if no form has it."""
        parts = Path(str(path)).parts
        match parts[1:]:
            case (name,) if name in ITEM_FOLDERS or name == STRATEGY_FILE:
                pass
            case (folder, name) if folder in ITEM_FOLDERS and re.fullmatch(
                rf"{FILE_NAME}\.yml", name, re.ASCII
            ):
                pass
            case (folder, name) if (
                folder == IMAGES_FOLDER
                and re.fullmatch(FILE_NAME, name)
                and Path(name).suffix.lower() in IMAGE_SUFFIXES
            ):
                pass
            case _:
                parts = ()
        if parts[:1] != self.display_path.parts:
            raise RequestError(_("“%(path)s” can't be edited here; rename the file.", path=path))
        inside = Path(*parts[1:])
        if not (self.folder / inside).resolve().is_relative_to(self.folder.resolve()):
            raise RequestError(
                _("“%(path)s” is a link out of the folder; put the file itself there.", path=path)
            )
        return inside

    def _entry(self, path: str) -> dict[str, Any]:
        inside = self._inside(path)
        file = self.folder / inside
        if not file.is_file():
            return {"data": None, "file": {"path": path, "id": None}}
        data = file.read_bytes()
        text = data.decode("utf-8-sig", "replace")
        token = secrets.token_hex(8)
        self._opened[token] = [self._parsed(inside, text)]
        text = f"{text}\n{OPENED}: '{token}'\n"
        return {"data": text, "file": {"path": path, "id": digest(data)}}

    def _picture(self, path: str) -> dict[str, Any]:
        file = self.folder / self._inside(path)
        if not file.is_file():
            raise RequestError(_("the picture “%(name)s” does not exist.", name=file.name))
        data = file.read_bytes()
        return {
            "id": digest(data),
            "content": base64.b64encode(data).decode(),
            "encoding": "base64",
            "path": path,
            "name": file.name,
        }

    def _save(self, drafts: list[dict[str, Any]], assets: list[dict[str, Any]]) -> None:
        files: dict[Path, str | bytes] = dict(map(self._asset, assets))
        saved = []
        for draft in drafts:
            file = self._inside(draft.get("newPath") or draft["path"])
            document, diagnostics = parse(draft["raw"].encode(), self.display_path / file)
            if document is None or diagnostics:
                raise _refusal(ContentError(diagnostics))
            token = document.value.pop(OPENED, None)
            files[file], value = self._text(file, document, token)
            saved += [(token, value)] if token else []
        self._write(files)
        for token, value in saved:
            self._opened.setdefault(token, []).insert(0, value)

    def _asset(self, asset: dict[str, Any]) -> tuple[Path, bytes]:
        file = self._inside(asset["path"])
        try:
            return file, base64.b64decode(asset["content"], validate=True)
        except binascii.Error:
            raise RequestError(
                _("the picture “%(name)s” did not arrive whole; try again.", name=file.name)
            ) from None

    def _write(self, files: FilesToWrite) -> None:
        try:
            write_if_valid(self.folder, files, self.display_path)
        except ContentError as error:
            raise _refusal(error) from None

    def _text(self, file: Path, draft: Document, token: str | None) -> tuple[str, Any]:
        """Return the text of a file with the draft's values, and the values.

        Other lines keep their bytes. Takes the token of the form too: what others have written
        since it was opened is kept.
        """
        strategy = read_folder(self.folder).strategy
        if strategy is None or strategy.item is None:
            raise RequestError(
                _("strategy.yml has errors; correct them first (make check shows them).")
            )
        languages = [language.code for language in strategy.item.languages]
        model: type[BaseModel] = ITEM_FOLDERS.get(file.parts[0], Strategy)
        try:
            item = model.model_validate(
                _filled(draft.value) or {}, strict=False, context={"languages": languages}
            )
        except ValidationError as error:
            raise RequestError("\n".join(_form_messages(draft, error, model, languages))) from None
        value = item.model_dump(by_alias=True, exclude_unset=True)
        path = self.folder / file
        if not path.is_file():
            return new_file(file, value), value
        before = path.read_bytes().decode("utf-8")
        now = self._parsed(file, before)
        # Without a token nobody knows what was changed: a request of another program.
        states = self._opened.get(token, [{}]) if token else [now]
        changes = joined_changes(_base_of(value, states), value, now, labels_of(model))
        return (patch(before, changes) if changes else before), value

    def _parsed(self, file: Path, text: str) -> Any:
        document, _errors = parse(text.encode(), self.display_path / file)
        if document is None:
            raise RequestError(
                _("%(file)s can't be read; correct it by hand first.", file=file.as_posix())
            )
        return document.value


def _base_of(value: Any, states: list[Any]) -> Any:
    """Return the state that a form was changed from: the one it differs least from.

    A form may save several times, and two may have been opened with one answer. Takes the states,
    the newest first.
    """
    newest = states[0]
    sizes = [len([*changes_between(state, value, ())]) for state in states]
    nearest = sizes.index(min(sizes))
    # What the form was opened with, written again, takes back what it has saved.
    return states[nearest] if sizes[nearest] else newest


def _filled(value: Any) -> Any:
    """Return a form's values without empty fields; None if none is left."""
    if isinstance(value, dict):
        kept = {name: _filled(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None} or None
    if isinstance(value, list):
        return [inner for inner in map(_filled, value) if inner is not None] or None
    if isinstance(value, str):
        # Browsers end the lines of a text field differently.
        value = value.replace("\r\n", "\n")
        return value if value.strip() else None
    return value


def _refusal(error: ContentError) -> RequestError:
    return RequestError(
        "\n".join(
            str(diagnostic)
            for diagnostic in error.diagnostics
            if diagnostic.severity is Severity.ERROR
        )
    )


def _form_messages(
    draft: Document, error: ValidationError, model: type[BaseModel], languages: list[str]
) -> list[str]:
    """Return what is wrong with a draft, with the labels of the form instead of keys.

    Nobody has seen the lines of a draft, and a new one has no file, so neither is named.
    """
    labels = labels_of(model)
    sentences = []
    for mistake in error.errors():
        names = [str(part) for part in mistake["loc"] if not isinstance(part, int)]
        label = next((labels[name] for name in reversed(names) if name in labels), _("the field"))
        if mistake["type"] == "missing":
            sentences.append(_("“%(label)s” is missing; fill in the field.", label=label))
        else:
            (diagnostic,) = validation_diagnostics(draft, [mistake], model, languages)
            written = _("“%(mark)s”", mark=names[-1]) if names else diagnostic.message
            sentences.append(diagnostic.message.replace(written, _("“%(mark)s”", mark=label)))
    return list(dict.fromkeys(sentences))
