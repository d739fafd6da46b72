"""``make project`` and ``make call``: a new file, asked for at the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from .asking import Questions, Terminal
from .checks import check
from .content import Content
from .mistakes import mistakes_in
from .model import Call, Linked, Project
from .problems import Problem
from .reading import Entry, Reading, read_folder
from .slugs import slug_of
from .writing import new_file, write_if_right
from .yaml_reader import parse
from .yaml_writing import as_yaml

ASKED: dict[str, tuple[type[Linked], tuple[str, ...]]] = {
    "project": (
        Project,
        (
            *("title", "id", "summary", "owner", "partners", "municipalities", "places"),
            *("start_year", "end_year", "published", "priority_areas", "goals"),
            *("total", "funding", "co_funding", "in_kind", "sources"),
        ),
    ),
    "call": (
        Call,
        (
            *("title", "id", "kind", "summary", "who_may_apply", "published", "opens", "closes"),
            *("decision_date", "fund", "budget", "max_per_project", "support_level"),
            *("priority_areas", "goals", "apply_url", "sources"),
        ),
    ),
}
"""What is asked for, in the order of a conversation. The rest is written into the file later."""


class Unwritten(Exception):
    """Whoever was asked stopped answering, or said no."""


def new_item(content: Content, what: str, shown: Path, terminal: Terminal) -> Iterator[str]:
    """Ask for a project or call and write its file; give what to do next, in sentences.

    Takes ``project`` or ``call`` and the path to show for the strategy folder. Raises `Unwritten`,
    and has written nothing, if the questions are not answered to the end.
    """
    try:
        path, text = _asked(content, what, shown, terminal)
        terminal.write(f"\n{(shown / path).as_posix()}:\n\n{text}")
        if not terminal.yes("Ska filen skrivas?"):
            raise Unwritten
    except (EOFError, KeyboardInterrupt):
        raise Unwritten from None
    write_if_right(content.folder, {path: text}, shown)
    yield f"Skrev {(shown / path).as_posix()}."
    yield (
        "Läs igenom filen, lägg till det som saknas, bygg med ”make site” och checka in: "
        f"git add {(shown / path).as_posix()}"
    )


def _asked(content: Content, what: str, shown: Path, terminal: Terminal) -> tuple[Path, str]:
    """Ask everything; give the file's path in the strategy folder, and its text."""
    model, names = ASKED[what]
    trial = _Trial(content, model, read_folder(content.folder, shown))
    questions = Questions(terminal, content)
    terminal.write("Svara på frågorna. Avbryt med Ctrl-C: då skrivs ingenting.")
    value: dict[str, Any] = {}
    for name in names:

        def sentences(answer: Any, name: str = name) -> list[str]:
            return trial.sentences(value, name, answer)

        proposal = trial.free_id(value["title"]) if name == "id" else ""
        answer = questions.field(model, name, sentences, proposal)
        if answer is not None:
            value[name] = answer
    for warning in trial.problems(value):
        terminal.write(f"\n{warning.message[0].upper()}{warning.message[1:]}")
    # The id comes first in a file, as in those written by hand.
    path = trial.file()
    return path, new_file(path, {"id": value.pop("id"), **value})


class _Trial:
    """Holds a file that is not there yet to all that `make check` would say of it."""

    def __init__(self, content: Content, model: type[Linked], reading: Reading) -> None:
        self.content, self.model, self.reading = content, model, reading
        self.folder = f"{model.__name__.lower()}s"
        self.identity = ""

    def file(self) -> Path:
        """Give the path of the file in the strategy folder."""
        return Path(self.folder, f"{self.identity}.yml")

    def free_id(self, title: dict[str, str]) -> str:
        """Propose an id that nothing has: no page, no file, no short address."""
        taken = {*self.content.by_id, *(row.id for row in self.content.published)}
        while True:
            proposal = slug_of(title[self.content.languages[0]], taken, self.folder)
            if not self.sentences({}, "id", proposal):
                return proposal
            taken.add(proposal)

    def sentences(self, before: dict[str, Any], name: str, answer: Any) -> list[str]:
        """Give why a field can't have a value, beside what was answered before."""
        known = {**before, **({} if answer is None else {name: answer})}
        if name == "id" and isinstance(answer, str):
            self.identity = answer
            if (self.content.folder / self.folder / f"{answer}.yml").exists():
                return [f"filen {answer}.yml finns redan; välj ett annat id."]
        try:
            return [p.message for p in self.problems(known, name) if not p.warning]
        except ValueError:
            return ["svaret har tecken som inte går att spara; skriv det utan dem."]

    def problems(self, known: dict[str, Any], name: str = "") -> list[Problem]:
        """Give what is wrong with a value, or only with one field of it as far as that goes."""
        whole = {**self._filled_in(), **known}
        if name and name not in known and self.model.model_fields[name].is_required():
            del whole[name]
        path, languages = self.reading.shown / self.folder / "?.yml", self.content.languages
        document, problems = parse(as_yaml(whole).encode("utf-8", "surrogatepass"), path)
        if document is None:
            return problems
        try:
            item = self.model.model_validate(whole, context={"languages": languages})
        except ValidationError as error:
            errors = [row for row in error.errors() if not name or row["loc"][0] == name]
            return mistakes_in(document, errors, self.model, languages)
        reading = copy(self.reading)
        reading.__dict__.pop("ids", None)
        reading.entries = [*self.reading.entries, Entry(document, item, self.folder)]
        return [problem for problem in check(reading) if problem.path == document.path]

    def _filled_in(self) -> dict[str, Any]:
        """Give something for what has to be there but has not been asked for yet."""
        text = {self.content.languages[0]: "-"}
        whole: dict[str, Any] = {"id": "00-not-asked-yet", "title": text, "summary": text}
        if self.model is Project:
            return whole | {"owner": "-", "sources": ["https://example.org/"]}
        return whole | {"kind": "call"}
