"""What no single file can know: ids, references, addresses, pictures and sums across files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from .addresses import FILES, address_of, section_of, short_address
from .content import Content
from .freezing import check_frozen, check_wording
from .map_drawing import check_borders
from .model import (
    IMAGE_SUFFIXES,
    Call,
    Goal,
    Image,
    Linked,
    PriorityArea,
    Project,
    Sections,
    Strategy,
    Withdrawn,
)
from .pages import pages_of
from .problems import ContentError, Problem, suggestion
from .publishing import check_languages, check_published
from .reading import IMAGES, STRATEGY_FILE, Reading, read_folder
from .yaml_reader import Document, Key, Parsed

_PICTURES = {
    (".jpg", ".jpeg"): re.compile(rb"\xff\xd8\xff"),
    (".png",): re.compile(rb"\x89PNG\r\n\x1a\n"),
    (".webp",): re.compile(rb"RIFF.{4}WEBP", re.DOTALL),
    # It may be called something else first, if it is called avif among other things.
    (".avif",): re.compile(rb".{4}ftyp(?:.{4})*?avi[fs]", re.DOTALL),
}
"""How the files of each kind of picture begin, by the endings of their names."""
_HEAVY, _MOST = 500_000, 5_000_000
"""Bytes: what is slow to fetch on a phone, and what nobody has to wait for."""
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
        yield from _image(reading, document, (), strategy.image)
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
                yield from _call(reading, entry.document, call, ended)
            case PriorityArea() as area:
                yield from _image(reading, entry.document, (), area.image)
                for number, goal in enumerate(area.goals):
                    key: Key = ("goals", number)
                    yield from _areas_known(reading, entry.document, key, goal.priority_areas)
            case Goal() as goal:
                yield from _areas_known(reading, entry.document, (), goal.priority_areas)


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


def _known(
    reading: Reading, document: Document, key: Key, ids: Iterable[str], folder: str, what: str
) -> Iterator[Problem]:
    sources = {"goals": {"goals", "priority_areas"}}.get(folder, {folder})
    if reading.unread & sources:
        return  # the id may stand in the file that can't be read: say one thing at a time
    known, ids = reading.ids[folder], list(ids)
    for number, identity in enumerate(ids):
        if identity in ids[:number]:
            message = f"{what} ”{identity}” står två gånger; ta bort den ena."
            yield Problem(document.path, document.line((*key, number)), message)
        if identity in reading.gone:
            message = (
                f"{what} ”{identity}” är borttaget ur sin fil; lägg tillbaka det, och skriv "
                "”withdrawn” i det om det har upphört."
            )
            yield Problem(document.path, document.line((*key, number)), message)
        elif identity not in known:
            message = f"{what} ”{identity}” finns inte; {suggestion(identity, known)}"
            yield Problem(document.path, document.line((*key, number)), message)


def _areas_known(
    reading: Reading, document: Document, key: Key, ids: list[str]
) -> Iterator[Problem]:
    key = (*key, "priority_areas")
    yield from _known(reading, document, key, ids, "priority_areas", "insatsområdet")


def _goals_known(reading: Reading, document: Document, ids: list[str]) -> Iterator[Problem]:
    yield from _known(reading, document, ("goals",), ids, "goals", "målet")


def _registered(
    reading: Reading, document: Document, pairs: Iterable[tuple[Key, str]], name: str, what: str
) -> Iterator[Problem]:
    """Check ids against a register in the strategy's own file."""
    if not reading.strategy or not reading.strategy.item:
        return
    known = [row.id for row in getattr(reading.strategy.item, name)]
    for key, identity in pairs:
        if identity not in known:
            message = (
                f"{what} ”{identity}” finns inte under ”{name}” i {STRATEGY_FILE}; "
                f"lägg till den där eller {_or_choose(identity, known)}"
            )
            yield Problem(document.path, document.line(key), message)


def _or_choose(wrong: str, known: list[str]) -> str:
    proposal = suggestion(wrong, known)
    return f"skriv rätt: {proposal}" if proposal.startswith("menade") else proposal


def _image(
    reading: Reading, document: Document, key: Key, image: Image | None
) -> Iterator[Problem]:
    if image is None:
        return
    folder = reading.folder / IMAGES
    path = folder / image.file
    line = document.line((*key, "image", "file"))
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        message = (
            f"”{image.file}” är ingen bild som webbläsare visar; "
            f"använd {', '.join(IMAGE_SUFFIXES)}."
        )
        yield Problem(document.path, line, message)
    elif not path.is_file() or not path.resolve().is_relative_to(folder.resolve()):
        present = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
        close = suggestion(image.file, present) if present else "lägg bilden där."
        message = f"bilden ”{image.file}” finns inte i {reading.shown.name}/{IMAGES}; {close}"
        yield Problem(document.path, line, message)
    else:
        yield from _picture(path, Problem(document.path, line, ""))


def _picture(path: Path, at: Problem) -> Iterator[Problem]:
    """Look into the file of a picture: it has to be one, and fit for a phone."""
    size = path.stat().st_size
    with path.open("rb") as file:
        start = file.read(64)
    kind = next((kind for kind, mark in _PICTURES.items() if mark.match(start)), None)
    what = f"bilden ”{path.name}”"
    if kind is None:
        message = f"{what} går inte att visa; öppna den i ett bildprogram och spara om den."
        yield replace(at, message=message)
    elif path.suffix.lower() not in kind:
        message = f"{what} är i själva verket {kind[0][1:]}; låt namnet sluta på {kind[0]}."
        yield replace(at, message=message, warning=True)
    elif size > _MOST:
        message = (
            f"{what} är {size / 1_000_000:.0f} MB och kan inte publiceras; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield replace(at, message=message)
    elif size > _HEAVY:
        message = (
            f"{what} är {size // 1000} kB och tung att hämta på telefon; spara om den 1200 "
            "punkter bred, helst under 150 kB."
        )
        yield replace(at, message=message, warning=True)


def _project(reading: Reading, document: Document, project: Project) -> Iterator[Problem]:
    yield from _image(reading, document, (), project.image)
    yield from _areas_known(reading, document, (), project.priority_areas)
    yield from _goals_known(reading, document, project.goals)
    municipalities: list[tuple[Key, str]] = [
        (("municipalities", n), identity) for n, identity in enumerate(project.municipalities)
    ]
    yield from _registered(reading, document, municipalities, "municipalities", "kommunen")
    funders: list[tuple[Key, str]] = [
        ((name, n, "from"), part.source)
        for name in ("funding", "co_funding", "in_kind")
        for n, part in enumerate(getattr(project, name))
        if part.source is not None
    ]
    yield from _registered(reading, document, funders, "funders", "finansiären")
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


def _call(
    reading: Reading, document: Document, call: Call, ended: dict[str, Withdrawn]
) -> Iterator[Problem]:
    yield from _areas_known(reading, document, (), call.priority_areas)
    yield from _goals_known(reading, document, call.goals)
    yield from _dates(document, call)
    if call.budget and call.max_per_project and call.max_per_project > call.budget:
        message = (
            f"ett projekt kan få {call.max_per_project} men hela budgeten är {call.budget}; "
            "rätta beloppen."
        )
        yield Problem(document.path, document.line(("max_per_project",)), message)
    for name in ("priority_areas", "goals"):
        for number, identity in enumerate(getattr(call, name)):
            gone = ended.get(identity)
            if gone and not _could_cite(reading, call, identity, gone.date):
                instead = ", ".join(gone.replaced_by) or "något som gäller"
                message = f"”{identity}” upphörde {gone.date}; hänvisa till {instead}."
                yield Problem(document.path, document.line((name, number)), message)
    yield from _cited_version(reading, document, call)


def _dates(document: Document, call: Call) -> Iterator[Problem]:
    """Give where a call's dates contradict each other."""
    if call.opens and call.closes and call.closes < call.opens:
        message = f"utlysningen stänger {call.closes} men öppnar {call.opens}; rätta datumen."
        yield Problem(document.path, document.line(("closes",)), message)
    if call.decision_date and call.closes and call.decision_date < call.closes:
        message = (
            f"beslutet fattas {call.decision_date} men utlysningen stänger {call.closes}; "
            "rätta datumen."
        )
        yield Problem(document.path, document.line(("decision_date",)), message)
    for number, moved in enumerate(call.moved_from):
        if moved.closes == call.closes:
            message = (
                f"{moved.closes} står både som det nya och det tidigare sista datumet; "
                "rätta det ena."
            )
            yield Problem(document.path, document.line(("moved_from", number, "closes")), message)


def _could_cite(reading: Reading, call: Call, identity: str, ended: datetime.date) -> bool:
    """Tell whether a call was right to cite what ended on a day.

    It was if the call was over by then; or if it was out before that, and says by which version:
    who applies finds there what was meant. A call that goes on without an end can always be mended.
    """
    begun = call.published or call.opens
    goes_on = call.kind == "running" or call.opens
    last = call.closes or (None if goes_on else begun)
    if call.withdrawn:
        last = min(last or call.withdrawn.date, call.withdrawn.date)
    if last is None:
        return False
    if last <= ended:
        return True
    versions = [e.version for _, e in reading.editions if e.number == call.strategy_version]
    return (
        begun is not None and begun <= ended and any(version.find(identity) for version in versions)
    )


def _cited_version(reading: Reading, document: Document, call: Call) -> Iterator[Problem]:
    strategy = reading.strategy.item if reading.strategy else None
    number = call.strategy_version
    if strategy is None or number is None:
        return
    frozen = {edition.number: edition.version for _, edition in reading.editions}
    if number not in (strategy.version, *frozen):
        known = ", ".join(str(n) for n in sorted({strategy.version, *frozen}))
        message = f"strategin har ingen version {number}; välj bland: {known}."
        yield Problem(document.path, document.line(("strategy_version",)), message)
        return
    version = frozen.get(number)
    if version is None or not version.complete:
        return
    for name in ("priority_areas", "goals"):
        for place, identity in enumerate(getattr(call, name)):
            if identity in reading.ids[name] and not version.find(identity):
                message = (
                    f"version {number} har inget ”{identity}”; skriv en annan "
                    "”strategy_version”, eller något som versionen har."
                )
                yield Problem(document.path, document.line((name, place)), message)
