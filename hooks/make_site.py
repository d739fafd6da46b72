"""``make site``: build beside the site, look over what is new, and put it in its place.

The site stands untouched until all that is new is made and right. Where nothing has changed since
it was built, there is nothing to do; where little has, little is written.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from strategy_site.days import day_in
from strategy_site.folders import (
    State,
    files_below,
    files_in,
    states_of,
    sum_of_states,
    sums_of_sources,
)
from strategy_site.last_build import LastBuild
from strategy_site.link_check import broken_links, links_broken_by
from strategy_site.made import RECORDS, Made, caches_of
from strategy_site.phases import SAYING
from strategy_site.placing import renew, swap
from strategy_site.problems import NOT_PUBLISHED, ContentError

ROOT = Path(__file__).parent.parent
# Announcements of other projects do not belong in a communicator's terminal.
QUIET = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}


def main(project: Path = ROOT) -> int:
    """Build the site of a folder with ``mkdocs.yml``, into its folder ``site``.

    Gives the exit code: 0, or 1 if it was not put in place.
    """
    started = time.monotonic()
    site, caches = project / "site", project / ".build"
    noted, records = caches / "last-build.json", caches / "records"
    with _alone(caches / "lock"):
        # Before the build: what is saved while it runs is for the next one.
        sources, last = _sources(project, site), LastBuild.read(noted)
        standing, changed = files_below(site), last.changed(sources)
        states = states_of([*standing.values(), *files_in(records)])
        stands = last.site == sum_of_states(states)
        if stands and not changed:
            print(f"{last.said}: inget har ändrats sedan förra bygget. Se på den: make serve")
            return 0
        os.environ[SAYING] = "1"
        # Beside the site, so that what is new can take its place in no time.
        with tempfile.TemporaryDirectory(prefix=".site-", dir=project) as folder:
            new, known = Path(folder, "new"), Path(folder, "records")
            if stands:
                shutil.copytree(records, known)
            else:
                standing.clear()
            if not _make(new, project, known, changed if stands else ()):
                return 1
            made, data = Made.read(known), _data(new) or _data(site)
            files = files_below(new)
            gone = standing.keys() - made.files.keys()
            if not _right(links_broken_by(files, gone, standing, data["site_url"])):
                return 1
            said = _summary(site.name, made, data)
            # From here until all is in its place, the site is of no build.
            noted.unlink(missing_ok=True)
            if stands:
                renew(site, files, gone)
            else:
                swap(site, new, Path(folder, "old"))
            swap(records, known, Path(folder, "old-records"))
        untouched = {standing[path] for path in standing.keys() - files.keys() - gone}
        there = [*(f"{site}/{path}" for path in made.files), *files_in(records)]
        state = _state(there, {path: states[path] for path in untouched})
        LastBuild(sources, state, said).write(noted)
    seconds = time.monotonic() - started
    print(f"{said} på {seconds:.0f} s. Se på den: make serve")
    return 0


def _make(target: Path, project: Path, records: Path, changed: Collection[str]) -> bool:
    """Make what the site has otherwise; tell whether all could be made.

    Takes the folder of what is known of the site that stands, and which files have changed since
    it was built. Without any, all is made.
    """
    if changed:
        # Only now: to load it takes longer than to see that nothing has changed.
        from strategy_site.rebuilding import rebuild

        try:
            if rebuild(target, records, caches_of(project), changed):
                return True
        except ContentError as error:
            print(error, NOT_PUBLISHED, sep="\n", file=sys.stderr)
            return False
    return build(target, project, records)


def build_whole(target: Path, project: Path = ROOT) -> bool:
    """Build the site of a project into a folder and look over its links.

    Tells whether all is right; what is not has been said then.
    """
    if not build(target, project):
        return False
    return _right(broken_links(target, _data(target)["site_url"]))


def build(
    target: Path, project: Path = ROOT, records: Path | None = None, *, said: bool = True
) -> bool:
    """Let MkDocs build a project into a folder; tell whether it could.

    Takes a folder that says which files need not be written, because they stand elsewhere; it says
    then what the whole site is made of. What is wrong MkDocs says itself, unless it is not to be
    ``said``.
    """
    command = [sys.executable, "-m", "mkdocs", "--quiet", "build", "--strict"]
    result = subprocess.run(  # noqa: S603 - our own command, nothing from the content
        [*command, "--site-dir", str(target)],
        cwd=project,
        env=os.environ | QUIET | ({RECORDS: str(records)} if records else {}),
        stderr=None if said else subprocess.DEVNULL,
        stdout=None if said else subprocess.DEVNULL,
        check=False,
    )
    return result.returncode == 0


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Wait until no other build of the same site is at work, and keep others waiting."""
    lock.parent.mkdir(exist_ok=True)
    with lock.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Väntar på ett bygge som redan pågår …", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _sources(project: Path, site: Path) -> dict[str, str]:
    """Give the sums of what the site is made from."""
    here = day_in(_data(site).get("strategy", {}).get("time_zone", "UTC"))
    # MkDocs dates the packed site map by the day in Greenwich.
    days = f"{here} {day_in('UTC')}"
    folders = [project, ROOT / "hooks", ROOT / "overrides"]
    return sums_of_sources(folders, days, but=site)


def _state(paths: Iterable[str], untouched: Mapping[str, State]) -> str:
    """Give the sum of the states of files, of which some are known because they were left alone.

    Those are not asked again: had somebody changed one meanwhile, the next build has to see it.
    """
    return sum_of_states({**untouched, **states_of(set(paths) - untouched.keys())})


def _right(broken: list[str]) -> bool:
    """Tell whether no link is broken, and say which are."""
    if broken:
        print("\n".join(broken), file=sys.stderr)
        print("Inget är publicerat: rätta länkarna ovan.", file=sys.stderr)
    return not broken


def _data(site: Path) -> dict[str, Any]:
    """Give what a site tells of itself; nothing if it is not there or not whole."""
    try:
        data = json.loads((site / "strategy.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _summary(name: str, made: Made, data: dict[str, Any]) -> str:
    kinds = [item["kind"] for item in data["items"]]
    pages = sum(path.endswith(".html") for path in made.origins)
    return (
        f"Klart: {name}/ har {pages} sidor på {len(data['languages'])} språk "
        f"({kinds.count('priority_area')} insatsområden, {kinds.count('goal')} mål, "
        f"{kinds.count('project')} projekt, {kinds.count('call')} utlysningar)"
    )


if __name__ == "__main__":
    # What is read stays to the end: to look for waste in it again and again takes a while.
    gc.disable()
    sys.exit(main(Path(*sys.argv[1:2]).resolve()))
