"""Content → the files of a site: all of them, or those that a change affects."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from pydantic import ValidationError

from ..checks.load import load_strategy
from ..checks.site_config import check_site_config
from ..clock import today
from ..hashing import digest
from ..messages import _
from ..pages.pages import pages_of
from ..pages.redirects import generated_addresses
from ..pages.urls import url_path
from ..progress import step
from ..render.renderer import Renderer
from ..render.site_context import SiteContext
from ..render.theme import Theme
from ..yaml_io.reader import Parsed
from .inputs import BuildInputs
from .output_dir import OutputDir, digests_of_files
from .parallel import run_parallel
from .state import BuildState, Output
from .targets import SiteTargets, site_targets

_MARKDOWN = "markdown"
"""The key in `BuildState.outputs` of what MkDocs has written."""
_PAGES_A_JOB = 3
_UNUSED_FOR = 24 * 60 * 60
"""Seconds after which compiled templates that no build has used are removed."""


class SiteBuilder:
    """Builds the site of the strategy as it is today."""

    def __init__(
        self,
        inputs: BuildInputs,
        caches: Path,
        parsed: Parsed | None = None,
        *,
        docs_checked: bool = False,
    ) -> None:
        """Read the strategy; raises `ContentError` if it has mistakes.

        Takes the folder for what makes the next build faster, what `load_strategy` keeps, and
        whether the handwritten pages have been checked as they are.
        """
        config = inputs.config
        with step(_("reading the strategy")):
            self.content, self._warnings = load_strategy(config.strategy, parsed=parsed)
        self.inputs, self.pages, self._caches = inputs, pages_of(self.content), caches
        self._warnings += check_site_config(
            config, self.content, self.pages, docs_checked=docs_checked
        )
        day = today(self.content.strategy.time_zone)
        site = SiteContext(self.content, config.url, day, config.edit_root, config.repository)
        compiled = _bytecode_cache(caches, inputs.version)
        self.renderer = Renderer(site, compiled)
        self.theme = Theme(self.renderer, config, inputs.menus, inputs.directions, compiled)

    def print_warnings(self) -> None:
        """Print what may be wrong in the strategy."""
        for warning in self._warnings:
            print(warning, file=sys.stderr)

    @cached_property
    def navigation_fingerprint(self) -> str:
        """The digest of what handwritten pages and the site map show of the strategy.

        That is the addresses of its pages, and what pages use without it being tracked: names,
        languages, the version in force.
        """
        # Separately: a page's address may become a redirect, and the site map lists pages alone.
        page_addresses = sorted(page.address for page in self.pages)
        all_addresses = sorted(generated_addresses(self.content, self.pages))
        shared = self.renderer.tracker.global_fingerprint
        return digest(shared + repr((page_addresses, all_addresses)).encode())

    def targets(self) -> SiteTargets:
        """Return all that the site consists of, but for what MkDocs writes."""
        return site_targets(self.renderer, self.pages, self.theme, self.inputs, self._caches)

    def build(self, folder: Path, previous: BuildState) -> dict[str, Output]:
        """Write only what the previous site has not; return all outputs but what MkDocs writes.

        Each step gives its memory back at its end: see `run_parallel`.
        """
        output = OutputDir(folder, previous, self.renderer.tracker, self.inputs.version)
        documents, search, data, pages = self.targets()
        with run_parallel([partial(output.build, [documents])]) as done:
            outputs = next(done)
        # Pages show how large the documents are.
        for path, (size, _digest) in outputs[documents.paths_pattern].files.items():
            self.renderer.site.document_sizes[path] = size
        # One language's search after the other: each takes as much memory as all the rest.
        with run_parallel([partial(output.build, search)]) as done:
            reused = {path: output.reuse(page) for path, page in pages.items()}
            outputs |= {path: page for path, page in reused.items() if page}
            stale = [pages[path] for path, page in reused.items() if not page]
            if stale:
                self.renderer.warm_up()
            outputs |= output.build([data]) | next(done)
        count = -(-len(stale) // _PAGES_A_JOB)
        # Not neighbours: a page that takes long in one language does so in the others.
        jobs = [partial(output.build, stale[at::count]) for at in range(count)]
        with step(_("the pages")), run_parallel(jobs) as done:
            for more in done:
                outputs |= more
        return outputs


def build_around(builder: SiteBuilder, folder: Path, state_file: Path | None) -> None:
    """Build into a folder in which MkDocs has written its files.

    With a state file, leave out what the previous site has, and write the new state.
    """
    for language in builder.content.languages:
        # MkDocs has an empty one.
        home = url_path("", language, builder.content)
        (folder / home / "index.html").unlink()
    markdown = Output(digests_of_files(folder), builder.navigation_fingerprint)
    previous = BuildState.read(state_file) if state_file else BuildState()
    outputs = builder.build(folder, previous)
    if state_file:
        BuildState({_MARKDOWN: markdown, **outputs}, builder.inputs.to_json()).write(state_file)


def build_incremental(
    folder: Path, previous: BuildState, caches: Path, changed: Iterable[str]
) -> BuildState | None:
    """Write into a folder only the outputs that some changed source files affect.

    Returns the new state; None, having written nothing, if a full MkDocs build is needed. Prints
    warnings about the strategy; raises `ContentError` if it has mistakes.
    """
    markdown = previous.outputs.get(_MARKDOWN)
    try:
        inputs = BuildInputs.from_json(previous.inputs)
    except ValidationError:
        return None
    if markdown is None or not inputs.only_items_changed(changed):
        return None
    builder = SiteBuilder(inputs, caches, docs_checked=True)
    if markdown.fingerprint != builder.navigation_fingerprint:
        return None
    builder.print_warnings()
    return BuildState({_MARKDOWN: markdown, **builder.build(folder, previous)}, previous.inputs)


class _BytecodeCache(FileSystemBytecodeCache):
    """Keeps compiled templates: to compile one takes longer than to render it."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write a compiled template, if that is possible."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _bytecode_cache(caches: Path, version: str) -> _BytecodeCache:
    # Jinja compares a template's own text alone, so each version has a folder of its own.
    folder = caches / f"templates-{version[:12]}"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        os.utime(folder)
        for other in caches.glob("templates*"):
            if other.stat().st_mtime < time.time() - _UNUSED_FOR:
                shutil.rmtree(other, ignore_errors=True)
    return _BytecodeCache(str(folder))
