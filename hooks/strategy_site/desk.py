"""What the editor in the browser asks for: the files of the strategy, a preview, and to save.

The requests are those of Decap's proxy backend. Its own server writes the file that the browser
made, without its comments and in another layout; this one takes the values alone, coerces them to
what the model wants, changes only the lines that say something else, and saves nothing wrong.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from .addresses import with_language
from .call_states import today
from .editor import labels_of
from .mistakes import mistakes_in
from .model import IMAGE_SUFFIXES, Strategy
from .pages import pages_of
from .problems import ContentError
from .reading import FOLDERS, IMAGES, STRATEGY_FILE, read_folder
from .rendering import Renderer
from .values import FILE_NAME
from .voice import Site
from .writing import Files, differences, new_file, on_trial, write_if_right
from .yaml_editing import edited
from .yaml_reader import Document, parse

Answer = Any


class Refused(Exception):
    """A request that is not done; says why, in Swedish."""


@dataclass(frozen=True)
class Preview:
    """A page of the site as an unsaved text would make it."""

    address: str
    """Below the site's root, in its language."""
    kind: str
    title: str
    html: str


class Desk:
    """Reads and saves the files of one strategy folder."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        self.shown = Path(folder.name)

    def answer(self, action: str, params: dict[str, Any]) -> Answer:
        """Give what Decap's proxy backend asks for, as data for JSON.

        Raises `Refused`; saves nothing then.
        """
        match action:
            case "info":
                return {
                    "repo": self.shown.name,
                    "publish_modes": ["simple"],
                    "type": "local_fs",
                }
            case "entriesByFolder":
                folder = self._inside(params["folder"])
                files = sorted((self.folder / folder).glob("*.yml"))
                return [self._entry((self.shown / folder / file.name).as_posix()) for file in files]
            case "entriesByFiles":
                return [self._entry(file["path"]) for file in params["files"]]
            case "getEntry":
                return self._entry(params["path"])
            case "persistEntry":
                drafts = params.get("dataFiles") or [params["entry"]]
                self._save(drafts, params.get("assets") or [])
                return {"message": "sparat"}
            case "getMedia":
                folder = self.folder / IMAGES
                files = sorted(folder.iterdir()) if folder.is_dir() else []
                pictures = [f for f in files if f.suffix.lower() in IMAGE_SUFFIXES]
                return [self._picture((self.shown / IMAGES / f.name).as_posix()) for f in pictures]
            case "getMediaFile":
                return self._picture(params["path"])
            case "persistMedia":
                self._write(dict([_asset(self, params["asset"])]))
                return self._picture(params["asset"]["path"])
            case "getDeployPreview":
                return None
        raise Refused("det går inte att göra i redigeraren; gör det i mappen i stället.")

    def preview(self, path: str, value: dict[str, Any], language: str) -> Preview:
        """Give the page that unsaved values make, drawn by the site's own template.

        Takes the file they would be saved in. Raises `Refused` if the page can't be made.
        """
        file = self._inside(path)
        text = self._text(file, Document(self.shown / file, value))
        try:
            with on_trial(self.folder, {file: text}, self.shown) as content:
                renderer = Renderer(Site(content, self.url, today(content.strategy)))
                item = content.by_id[value["id"]] if "id" in value else content.strategy
                page = next(p for p in pages_of(content) if p.item is item and not p.edition)
                rendered = renderer.render(page, language)
        except ContentError as error:
            raise _refusal(error) from None
        address = with_language(page.address, language, content.languages[0])
        return Preview(address, page.kind, rendered.title, rendered.html)

    def _inside(self, path: Any) -> Path:
        """Give a path in the strategy folder; only those that the editor is for."""
        parts = Path(str(path)).parts
        match parts[1:]:
            case (name,) if name in FOLDERS or name == STRATEGY_FILE:
                pass
            case (folder, name) if folder in FOLDERS and re.fullmatch(
                rf"{FILE_NAME}\.yml", name, re.ASCII
            ):
                pass
            case (folder, name) if (
                folder == IMAGES
                and re.fullmatch(FILE_NAME, name)
                and Path(name).suffix.lower() in IMAGE_SUFFIXES
            ):
                pass
            case _:
                parts = ()
        if parts[:1] != self.shown.parts:
            raise Refused(f"”{path}” kan inte redigeras här; byt namn på filen.")
        inside = Path(*parts[1:])
        if not (self.folder / inside).resolve().is_relative_to(self.folder.resolve()):
            raise Refused(f"”{path}” är en länk ut ur mappen; lägg själva filen där.")
        return inside

    def _entry(self, path: str) -> Answer:
        file = self.folder / self._inside(path)
        data = file.read_bytes() if file.is_file() else None
        identity = hashlib.sha256(data).hexdigest() if data is not None else None
        text = data.decode("utf-8-sig", "replace") if data is not None else None
        return {"data": text, "file": {"path": path, "id": identity}}

    def _picture(self, path: str) -> Answer:
        file = self.folder / self._inside(path)
        if not file.is_file():
            raise Refused(f"bilden ”{file.name}” finns inte.")
        data = file.read_bytes()
        return {
            "id": hashlib.sha256(data).hexdigest(),
            "content": base64.b64encode(data).decode(),
            "encoding": "base64",
            "path": path,
            "name": file.name,
        }

    def _save(self, drafts: list[dict[str, Any]], assets: list[dict[str, Any]]) -> None:
        files: dict[Path, str | bytes] = dict(_asset(self, asset) for asset in assets)
        for draft in drafts:
            file = self._inside(draft.get("newPath") or draft["path"])
            document, problems = parse(draft["raw"].encode(), self.shown / file)
            if document is None or problems:
                raise _refusal(ContentError(problems))
            files[file] = self._text(file, document)
        self._write(files)

    def _write(self, files: Files) -> None:
        try:
            write_if_right(self.folder, files, self.shown)
        except ContentError as error:
            raise _refusal(error) from None

    def _text(self, file: Path, draft: Document) -> str:
        """Give the text of a file with the draft's values; what stays the same stays untouched."""
        strategy = read_folder(self.folder).strategy
        if strategy is None or strategy.item is None:
            raise Refused("strategy.yml har fel; rätta dem först (make check visar dem).")
        languages = [language.code for language in strategy.item.languages]
        model: type[BaseModel] = FOLDERS.get(file.parts[0], Strategy)
        try:
            item = model.model_validate(
                _filled(draft.value) or {}, strict=False, context={"languages": languages}
            )
        except ValidationError as error:
            raise Refused("\n".join(_of_a_form(draft, error, model, languages))) from None
        value = item.model_dump(by_alias=True, exclude_unset=True)
        there = self.folder / file
        if not there.is_file():
            return new_file(file, value)
        before = there.read_bytes().decode("utf-8")
        old, _ = parse(before.encode(), self.shown / file)
        if old is None:
            raise Refused(f"{file.as_posix()} går inte att läsa; rätta den för hand först.")
        changes = dict(differences(old.value, value, ()))
        return edited(before, changes) if changes else before


def _filled(value: Any) -> Any:
    """Give a form's values without the fields that nobody filled in; ``None`` if none is left."""
    if isinstance(value, dict):
        kept = {name: _filled(inner) for name, inner in value.items()}
        return {name: inner for name, inner in kept.items() if inner is not None} or None
    if isinstance(value, list):
        return [inner for inner in map(_filled, value) if inner is not None] or None
    if isinstance(value, str):
        # A browser's text field ends lines as it likes.
        value = value.replace("\r\n", "\n")
        return value if value.strip() else None
    return value


def _asset(desk: Desk, asset: dict[str, Any]) -> tuple[Path, bytes]:
    file = desk._inside(asset["path"])
    try:
        return file, base64.b64decode(asset["content"], validate=True)
    except binascii.Error:
        raise Refused(f"bilden ”{file.name}” kom inte fram hel; försök igen.") from None


def _refusal(error: ContentError) -> Refused:
    return Refused("\n".join(str(problem) for problem in error.problems if not problem.warning))


def _of_a_form(
    draft: Document, error: ValidationError, model: type[BaseModel], languages: list[str]
) -> list[str]:
    """Say what is wrong with a form by the names that its fields have there.

    A draft has neither lines that anybody has seen nor, when it is new, a file.
    """
    labels = labels_of(model)
    sentences = []
    for mistake in error.errors():
        names = [str(part) for part in mistake["loc"] if not isinstance(part, int)]
        label = next((labels[name] for name in reversed(names) if name in labels), "fältet")
        if mistake["type"] == "missing":
            sentences.append(f"”{label}” saknas; fyll i fältet.")
        else:
            (problem,) = mistakes_in(draft, [mistake], model, languages)
            written = f"”{names[-1]}”" if names else problem.message
            sentences.append(problem.message.replace(written, f"”{label}”"))
    return list(dict.fromkeys(sentences))
