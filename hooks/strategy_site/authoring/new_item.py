"""Asks for a new project or call at the terminal and writes its file."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..checks.run import check_reading
from ..content.content import Content
from ..content.reader import Entry, Reading, read_folder
from ..content.validation_messages import validation_diagnostics
from ..diagnostics import Diagnostic, Severity
from ..messages import _
from ..model.item_kinds import ITEM_KINDS, ItemKind
from ..model.slugs import slug_of
from ..yaml_io.emitter import as_yaml
from ..yaml_io.reader import parse
from .prompts import ModelPrompts, Prompter
from .store import new_file, write_if_valid


class Aborted(Exception):
    """The user broke off the questions, or does not want the file."""


def new_item(content: Content, kind: str, display_path: Path, terminal: Prompter) -> Iterator[str]:
    """Ask for a project or call and write its file; yield sentences about what to do next.

    Takes ``project`` or ``call`` and the path to show for the strategy folder. Raises `Aborted`,
    and has written nothing, if the questions are not answered to the end.
    """
    try:
        path, text = _ask(content, kind, display_path, terminal)
        terminal.write(f"\n{(display_path / path).as_posix()}:\n\n{text}")
        if not terminal.yes("Ska filen skrivas?"):
            raise Aborted
    except (EOFError, KeyboardInterrupt):
        raise Aborted from None
    write_if_valid(content.folder, {path: text}, display_path)
    yield f"Skrev {(display_path / path).as_posix()}."
    yield (
        _(
            "Read the file through, add what is missing, build with “make site” and "
            "commit: git add %(file)s",
            file=(display_path / path).as_posix(),
        )
    )


def _ask(content: Content, name: str, display_path: Path, terminal: Prompter) -> tuple[Path, str]:
    """Ask for all fields; return the file's path in the strategy folder, and its text."""
    kind = ITEM_KINDS[name]
    draft = DraftValidator(content, kind, read_folder(content.folder, display_path))
    prompts = ModelPrompts(terminal, content)
    terminal.write(_("Answer the questions. Stop with Ctrl-C: then nothing is written."))
    value: dict[str, Any] = {}
    for name in kind.prompts:

        def messages(answer: Any, name: str = name) -> list[str]:
            return draft.messages(value, name, answer)

        proposal = draft.free_id(value["title"]) if name == "id" else ""
        answer = prompts.field(kind.model, name, messages, proposal)
        if answer is not None:
            value[name] = answer
    for warning in draft.diagnostics(value):
        terminal.write(f"\n{warning.message[0].upper()}{warning.message[1:]}")
    # The id comes first in a file, as in those written by hand.
    path = draft.file()
    return path, new_file(path, {"id": value.pop("id"), **value})


class DraftValidator:
    """Checks a file that does not exist yet as `make check` would."""

    def __init__(self, content: Content, kind: ItemKind, reading: Reading) -> None:
        self.content, self.model, self.reading = content, kind.model, reading
        self.folder = kind.folder
        self.item_id = ""

    def file(self) -> Path:
        """Return the path of the file in the strategy folder."""
        return Path(self.folder, f"{self.item_id}.yml")

    def free_id(self, title: dict[str, str]) -> str:
        """Return an id that no page, file or short address has."""
        taken = {*self.content.by_id, *(row.id for row in self.content.published)}
        while True:
            proposal = slug_of(title[self.content.languages[0]], taken, self.folder)
            if not self.messages({}, "id", proposal):
                return proposal
            taken.add(proposal)

    def messages(self, earlier: dict[str, Any], name: str, answer: Any) -> list[str]:
        """Return why a field can't have a value, given the earlier answers; empty if it can."""
        answers = {**earlier, **({} if answer is None else {name: answer})}
        if name == "id" and isinstance(answer, str):
            self.item_id = answer
            if (self.content.folder / self.folder / f"{answer}.yml").exists():
                return [
                    _("the file %(answer)s.yml is there already; choose another id.", answer=answer)
                ]
        try:
            return [
                p.message for p in self.diagnostics(answers, name) if p.severity is Severity.ERROR
            ]
        except ValueError:
            return [_("the answer has characters that can't be saved; write it without them.")]

    def diagnostics(self, answers: dict[str, Any], name: str = "") -> list[Diagnostic]:
        """Return what is wrong with the answers, or with one field if the model sees it alone."""
        whole = {**self._placeholders(), **answers}
        if name and name not in answers and self.model.model_fields[name].is_required():
            del whole[name]
        path, languages = self.reading.display_path / self.folder / "?.yml", self.content.languages
        document, diagnostics = parse(as_yaml(whole).encode("utf-8", "surrogatepass"), path)
        if document is None:
            return diagnostics
        try:
            item = self.model.model_validate(whole, context={"languages": languages})
        except ValidationError as error:
            errors = [row for row in error.errors() if not name or row["loc"][0] == name]
            return validation_diagnostics(document, errors, self.model, languages)
        reading = copy(self.reading)
        reading.__dict__.pop("ids", None)
        reading.entries = [*self.reading.entries, Entry(document, item, self.folder)]
        return [found for found in check_reading(reading) if found.path == document.path]

    def _placeholders(self) -> dict[str, Any]:
        """Return values for the required fields, until they are answered."""
        text = {self.content.source_language: "-"}
        values = {"id": "00-not-asked-yet", "title": text, "summary": text}
        values |= {"owner": "-", "sources": ["https://example.org/"], "kind": "call"}
        fields = self.model.model_fields
        return {n: v for n, v in values.items() if n in fields and fields[n].is_required()}
