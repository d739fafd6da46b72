"""What no single file can know: ids, addresses, and sums across files; all checks together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .addresses import address_of, section_of, short_address
from .call_checks import check_call
from .content import Content
from .file_names import FILES
from .freezing import check_frozen, check_wording
from .map_drawing import check_borders
from .model import (
    Call,
    Goal,
    Linked,
    PriorityArea,
    Project,
    Sections,
    Strategy,
    Withdrawn,
)
from .pages import pages_of
from .picture_checks import check_image
from .problems import ContentError, Problem, suggestion
from .publishing import check_languages, check_published
from .reading import Reading, read_folder
from .references import areas_known, goals_known, registered
from .yaml_reader import Document, Key, Parsed

_VERSION = re.compile(r"v\d+/")
"""The address of a version's wording."""


def load(
    folder: Path, shown: Path | None = None, parsed: Parsed | None = None
) -> tuple[Content, list[Problem]]:
    """Read, validate and check a strategy folder.

    Takes the folder, the path to show for it in messages, and what was parsed before. Gives the
    content and the warnings. Raises `ContentError` with every mistake of the run (and the warnings)
    if there is any.
    """
    reading = read_folder(folder, shown, parsed)
    problems = [*reading.problems, *check(reading)]
    if any(not problem.warning for problem in problems):
        raise ContentError(problems)
    content = reading.finish()
    broken = [
        *check_published(content, pages_of(content), reading.shown),
        *check_wording(content),
    ]
    if broken:
        raise ContentError([*problems, *broken])
    return content, sorted(problems)


def check(reading: Reading) -> Iterator[Problem]:
    """Give what is wrong between the files that could be read."""
    yield from _unique_ids(reading)
    if reading.strategy and reading.languages:
        document = reading.strategy.document
        yield from check_languages(reading.published, document, reading.languages)
    if reading.strategy and reading.strategy.item:
        document, strategy = reading.strategy.document, reading.strategy.item
        yield from _unique_names(document, strategy)
        yield from _unique_addresses(reading, strategy.sections)
        yield from check_image(reading, document, (), strategy.image)
        ids = [row.id for row in strategy.municipalities]
        yield from check_borders(reading.borders, reading.shown, ids)
    ended: dict[str, Withdrawn] = {}
    for document, place, item in _written(reading):
        if item.withdrawn:
            ended[item.id] = item.withdrawn
            yield from _withdrawn(reading, document, place, item.id, item.withdrawn)
    yield from check_frozen(reading)
    for entry in reading.entries:
        match entry.item:
            case Project() as project:
                yield from _project(reading, entry.document, project)
            case Call() as call:
                yield from check_call(reading, entry.document, call, ended)
            case PriorityArea() as area:
                yield from check_image(reading, entry.document, (), area.image)
                for number, goal in enumerate(area.goals):
                    key: Key = ("goals", number)
                    yield from areas_known(reading, entry.document, key, goal.priority_areas)
            case Goal() as goal:
                yield from areas_known(reading, entry.document, (), goal.priority_areas)


def _unique_ids(reading: Reading) -> Iterator[Problem]:
    seen: dict[str, tuple[Path, int]] = {}
    # A file bears the name of what is in it: the copy is to blame, whichever comes first.
    rows = sorted(reading.origins(), key=lambda row: row[1].path.stem != row[0])
    for identity, origin in rows:
        line = origin.document.line((*origin.key, "id"))
        if identity in seen:
            path, first = seen[identity]
            message = (
                f"id ”{identity}” används redan i {path.as_posix()}, rad {first}; "
                "välj ett eget id, det får aldrig delas."
            )
            yield Problem(origin.path, line, message)
        seen.setdefault(identity, (origin.path, line))


def _unique_names(document: Document, strategy: Strategy) -> Iterator[Problem]:
    codes = [language.code for language in strategy.languages]
    yield from _repeated(document, "languages", "code", codes)
    for name in ("overall_goals", "cross_cutting_themes", "municipalities", "funders"):
        ids = [row.id for row in getattr(strategy, name)]
        yield from _repeated(document, name, "id", ids)


def _repeated(document: Document, name: str, part: str, values: list[str]) -> Iterator[Problem]:
    for number, value in enumerate(values):
        if value in values[:number]:
            message = f"”{value}” står två gånger under ”{name}”; ta bort den ena."
            yield Problem(document.path, document.line((name, number, part)), message)


def _unique_addresses(reading: Reading, sections: Sections) -> Iterator[Problem]:
    strategy_document = reading.strategy.document if reading.strategy else Document(Path(), {})
    languages = (
        reading.strategy.item.languages if reading.strategy and reading.strategy.item else []
    )
    taken: dict[str, str] = {f"{language.code}/": "ett språk" for language in languages}
    taken |= {"images/": "mappen med bilder", "assets/": "mappen med utseendet"}
    taken["pagefind/"] = "sökningens filer"
    taken |= {f"{name}/": "en fil med öppna data" for name in FILES}
    for name, part in sections.model_dump().items():
        address = f"{part}/"
        if _VERSION.fullmatch(address):
            taken.setdefault(address, "en version av strategin")
        if address in taken:
            message = f"adressen /{address} är redan upptagen av {taken[address]}; välj en annan."
            line = strategy_document.line(("sections", name))
            yield Problem(strategy_document.path, line, message)
        taken.setdefault(address, f"”{name}”")
    projects = section_of(Project, sections)
    for part in (sections.priority_areas, sections.goals, sections.municipalities, sections.years):
        taken[f"{projects}{part}/"] = "en lista över projekt"
    ids: set[tuple[str, type[Linked]]] = set()
    for document, key, item in _written(reading):
        if (item.id, type(item)) in ids:
            continue  # the same id is one mistake, and said already
        ids.add((item.id, type(item)))
        address, short = address_of(item, sections), short_address(item)
        if address in taken:
            line = document.line((*key, "slug" if item.slug else "id"))
            message = (
                f"adressen /{address} är redan upptagen av {taken[address]}; skriv en annan ”slug”."
            )
            yield Problem(document.path, line, message)
        taken.setdefault(address, f"”{item.id}” i {document.path.as_posix()}")
        if _VERSION.fullmatch(short):
            taken.setdefault(short, "en version av strategin")
        if short in taken:
            message = (
                f"kortadressen /{short} är redan upptagen av {taken[short]}; välj ett annat id."
            )
            yield Problem(document.path, document.line((*key, "id")), message)


def _written(reading: Reading) -> Iterator[tuple[Document, Key, Linked]]:
    """Give everything with a page of its own, with its file and its place in it."""
    for entry in reading.entries:
        if entry.item is None:
            continue
        yield entry.document, (), entry.item
        if isinstance(entry.item, PriorityArea):
            for number, goal in enumerate(entry.item.goals):
                yield entry.document, ("goals", number), goal


def _withdrawn(
    reading: Reading, document: Document, key: Key, own: str, withdrawn: Withdrawn
) -> Iterator[Problem]:
    known = [identity for identity, _ in reading.origins()]
    for number, identity in enumerate(withdrawn.replaced_by):
        line = document.line((*key, "withdrawn", "replaced_by", number))
        if identity == own:
            message = f"”{identity}” kan inte ersättas av sig självt; skriv vad som ersätter det."
            yield Problem(document.path, line, message)
        elif identity not in known and not reading.unread:
            message = f"”{identity}” finns inte; {suggestion(identity, known)}"
            yield Problem(document.path, line, message)


def _project(reading: Reading, document: Document, project: Project) -> Iterator[Problem]:
    yield from check_image(reading, document, (), project.image)
    yield from areas_known(reading, document, (), project.priority_areas)
    yield from goals_known(reading, document, project.goals)
    municipalities: list[tuple[Key, str]] = [
        (("municipalities", n), identity) for n, identity in enumerate(project.municipalities)
    ]
    yield from registered(reading, document, municipalities, "municipalities", "kommunen")
    funders: list[tuple[Key, str]] = [
        ((name, n, "from"), part.source)
        for name in ("funding", "co_funding", "in_kind")
        for n, part in enumerate(getattr(project, name))
        if part.source is not None
    ]
    yield from registered(reading, document, funders, "funders", "finansiären")
    if project.start_year and project.end_year and project.start_year > project.end_year:
        message = (
            f"projektet slutar {project.end_year} men börjar {project.start_year}; rätta årtalen."
        )
        yield Problem(document.path, document.line(("end_year",)), message)
    difference = project.difference
    if difference != (project.acknowledged_difference or 0):
        message = (
            f"delposterna blir {project.parts} men totalen är {project.total}; rätta beloppen, "
            f"eller skriv ”acknowledged_difference: {difference}” om källan själv inte går ihop."
        )
        if not difference:
            message = "beloppen går ihop; ta bort ”acknowledged_difference”."
        key: Key = ("total",) if difference else ("acknowledged_difference",)
        yield Problem(document.path, document.line(key), message, warning=True)
