"""Builds a site: plan, build beside the old site, check the links, put it in place.

The old site stays as it is until all that is new is built and right. If nothing has changed since
it was built there is nothing to do.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from filelock import FileLock, Timeout

from .. import progress
from ..clock import today
from ..diagnostics import NOT_PUBLISHED, ContentError
from ..messages import _
from ..package_files import CODE, THEME
from ..paths import DATA, cache_folder
from ..settings_file import read_settings_file
from .deploy import swap, sync
from .fingerprints import FileStat, digest_of_stats, file_digests, list_files, stat_files
from .link_check import broken_links, links_broken_by
from .mkdocs_process import run_mkdocs
from .state import BuildState

_UNFINISHED = ".site-"
"""How the names of the folders begin in which sites are built."""


def build_and_deploy(project: Path) -> int:
    """Build the site of a folder with ``mkdocs.yml``, into its folder ``site``.

    Returns the exit code: 0, or 1 if the site was not put in place.
    """
    started = time.monotonic()
    build_folder = project / ".build"
    with _lock(build_folder / "lock"):
        for left in project.glob(f"{_UNFINISHED}*"):
            # Of a build that was killed: whoever holds the lock is the only one who builds.
            shutil.rmtree(left, ignore_errors=True)
        plan = _plan(project, build_folder / "state.json")
        if plan.previous.stats and not plan.changed:
            summary = _(
                "%(summary)s: nothing has changed since the last build.",
                summary=plan.previous.summary,
            )
            print(_("%(summary)s Look at it: make serve", summary=summary))
            return 0
        progress.show()
        # Beside the site, so that what is new can take its place in no time.
        with tempfile.TemporaryDirectory(prefix=_UNFINISHED, dir=project) as folder:
            state = _build(plan, Path(folder))
            if state is None or not _check_links(plan, Path(folder), state):
                return 1
            summary = _deploy(plan, Path(folder), state)
    print(
        _(
            "%(summary)s in %(monotonic)s s. Look at it: make serve",
            summary=summary,
            monotonic=f"{time.monotonic() - started:.0f}",
        )
    )
    return 0


class _Plan(NamedTuple):
    """What there is to build."""

    project: Path
    state_file: Path
    sources: dict[str, str]
    """The digest of each source file: of what is saved from now on the next build takes care."""
    changed: set[str]
    """The source files that are new, gone or different since the previous build."""
    previous: BuildState
    """Empty if the site's files are not as the previous build left them: all has to be built."""
    files: dict[str, str]
    """The files of the previous site by their paths below its root."""
    stats: dict[str, FileStat]

    @property
    def site(self) -> Path:
        return self.project / "site"

    def removed(self, state: BuildState) -> set[str]:
        return self.files.keys() - state.files.keys()


def _plan(project: Path, state_file: Path) -> _Plan:
    site = project / "site"
    sources, previous = _sources(project, site), BuildState.read(state_file)
    changed = {path for path, _ in sources.items() ^ previous.sources.items()}
    files = list_files(site)
    stats = stat_files(files.values())
    if previous.stats != digest_of_stats(stats):
        previous, files, stats = BuildState(), {}, {}
    return _Plan(project, state_file, sources, changed, previous, files, stats)


def _build(plan: _Plan, folder: Path) -> BuildState | None:
    """Build what differs into ``folder/new``; None if that failed, which has been printed then."""
    new, state_file = folder / "new", folder / "state.json"
    if plan.previous.stats:
        # Imported only now: that takes longer than to see that nothing has changed.
        from .site_builder import build_incremental

        try:
            caches = cache_folder(plan.project)
            if state := build_incremental(new, plan.previous, caches, plan.changed):
                return state
        except ContentError as error:
            print(error, _(NOT_PUBLISHED), sep="\n", file=sys.stderr)
            return None
    plan.previous.write(state_file)
    return BuildState.read(state_file) if run_mkdocs(new, plan.project, state_file) else None


def _check_links(plan: _Plan, folder: Path, state: BuildState) -> bool:
    new, url = list_files(folder / "new"), state.inputs["config"]["url"]
    return _print_broken(links_broken_by(new, plan.removed(state), plan.files, url))


def _deploy(plan: _Plan, folder: Path, state: BuildState) -> str:
    """Put the files in ``folder/new`` in place and write the new state; return its summary."""
    new, removed = list_files(folder / "new"), plan.removed(state)
    # Until all files are in place the site belongs to no build.
    plan.state_file.unlink(missing_ok=True)
    if plan.previous.stats:
        sync(plan.site, new, removed)
    else:
        swap(plan.site, folder / "new", folder / "old")
    # Not looked at again: had somebody changed one meanwhile, the next build has to see it.
    untouched = plan.files.keys() - new.keys() - removed
    stats = {plan.files[path]: plan.stats[plan.files[path]] for path in untouched}
    stats |= stat_files(f"{plan.site}/{path}" for path in state.files.keys() - untouched)
    summary = _summary(plan.site.name, state, _site_data(plan.site))
    replace(state, sources=plan.sources, stats=digest_of_stats(stats), summary=summary).write(
        plan.state_file
    )
    return summary


def build_and_check(folder: Path, project: Path) -> bool:
    """Build the site of a project into a folder and check its links.

    Returns whether all is right; what is not has been printed then.
    """
    if not run_mkdocs(folder, project):
        return False
    return _print_broken(broken_links(folder, _site_data(folder)["site_url"]))


@contextmanager
def _lock(file: Path) -> Iterator[None]:
    """Wait until no other build of the same site is running, and make others wait."""
    file.parent.mkdir(exist_ok=True)
    lock = FileLock(file)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(_("Waiting for a build that is running already …"), flush=True)
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _sources(project: Path, site: Path) -> dict[str, str]:
    """Return the digests of what the site is built from."""
    here = today(_site_data(site).get("strategy", {}).get("time_zone", "UTC"))
    # MkDocs dates the compressed site map by the day in UTC.
    more = here, today("UTC"), read_settings_file(project).environment
    return file_digests([project, *CODE, THEME], repr(more), excluded=site)


def _print_broken(broken: list[str]) -> bool:
    """Print broken links; return whether there are none."""
    if broken:
        print("\n".join(broken), file=sys.stderr)
        print(_("Nothing is published: correct the links above."), file=sys.stderr)
    return not broken


def _site_data(site: Path) -> dict[str, Any]:
    """Return the open data of a site; empty if there is none that can be read."""
    with suppress(OSError, ValueError):
        data = json.loads((site / DATA).read_text(encoding="utf-8"))
        return data if isinstance(data, dict) else {}
    return {}


def _summary(name: str, state: BuildState, data: dict[str, Any]) -> str:
    # Imported only now: that takes longer than to see that nothing has changed.
    from ..model.item_kinds import item_counts

    counts = Counter(item["kind"] for item in data["items"])
    # Those without a fingerprint are redirects.
    built = [output.files for output in state.outputs.values() if output.fingerprint]
    pages = sum(path.endswith(".html") for files in built for path in files)
    return _(
        "Done: %(name)s/ has %(pages)s pages in %(len)s languages (%(item_counts)s)",
        name=name,
        pages=pages,
        len=len(data["languages"]),
        item_counts=item_counts(counts),
    )
