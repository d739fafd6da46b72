"""Bringing back a file that only programs write: the newest of git's states of it that is whole.

``git checkout`` would not do: it brings back the change by hand, once that was committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from .earlier import said_by_git
from .ledger import LEDGER, Published, parsed_ledger
from .problems import ContentError, Problem
from .translation_record import TRANSLATIONS, parsed_line
from .versions import VERSIONS, seal_of


def restore(folder: Path, shown: Path, wanted: Path) -> Path:
    """Write the newest whole state that git has of a file in a strategy folder; give its name.

    Takes the path to show for the folder, and a path that ends with the file's name below it.
    Raises `ContentError` if it is no such file, or git has none that is whole.
    """
    name = _below_the_folder(wanted)
    if name is None:
        message = (
            f"”{wanted.as_posix()}” skrivs inte av programmet; skriv till exempel "
            f"”make restore FIL={(shown / LEDGER).as_posix()}”."
        )
        raise ContentError([Problem(wanted, 1, message)])
    whole = next((data for data in _states(folder, name) if _is_whole(folder, name, data)), None)
    if whole is None:
        message = (
            "git har ingen hel sådan fil; hämta hela historiken med ”git fetch --unshallow” och "
            "försök igen."
        )
        raise ContentError([Problem(shown / name, 1, message)])
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(whole)
    return shown / name


def _below_the_folder(wanted: Path) -> Path | None:
    if wanted.name == LEDGER:
        return Path(LEDGER)
    inside = wanted.parent.name in (VERSIONS, TRANSLATIONS)
    return Path(wanted.parent.name, wanted.name) if inside else None


def _states(folder: Path, name: Path) -> Iterator[bytes]:
    """Give what git has of a file, the newest first."""
    for commit in _commits(folder, name):
        data = said_by_git(folder, "show", f"{commit}:./{name.as_posix()}")
        if data is not None:
            yield data


def vanished(folder: Path, shown: Path, languages: list[str]) -> Iterator[Problem]:
    """Give the files that are gone although git has had them: nothing else would tell.

    A new ledger would know of no address that was published before; a new record would call every
    translation a draft. Takes the path to show for the folder, and the site's languages.
    """
    records = [Path(TRANSLATIONS, f"{code}.jsonl") for code in languages[1:]]
    for name in (Path(LEDGER), *records):
        if not (folder / name).is_file() and _commits(folder, name):
            message = (
                "filen är borta men har funnits i git; hämta tillbaka den med "
                f"”make restore FIL={(shown / name).as_posix()}”."
            )
            yield Problem(shown / name, 1, message)


def _commits(folder: Path, name: Path) -> list[str]:
    # In full: the merge that a forge checks would otherwise follow the side that has no such file.
    arguments = ("log", "--full-history", "--format=%H", "--", name.as_posix())
    return (said_by_git(folder, *arguments) or b"").decode().split()


def _is_whole(folder: Path, name: Path, data: bytes) -> bool:
    """Tell whether a program wrote a file as it is, and for a version that it is the published."""
    try:
        text = data.decode("utf-8")
    except ValueError:
        return False
    if name.name == LEDGER:
        return parsed_ledger(text) is not None
    if name.parent.name == TRANSLATIONS:
        return all(parsed_line(line) is not None for line in text.splitlines())
    seal = seal_of(text)
    published = [row.id for row in _ledger(folder) if row.kind == "version"]
    known = [identity for identity in published if identity.startswith(f"{name.stem}-")]
    return seal is not None and (not known or f"{name.stem}-{seal}" in known)


def _ledger(folder: Path) -> list[Published]:
    path = folder / LEDGER
    text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
    return parsed_ledger(text) or []
