"""The preview of a change: a report, and the pages before and after side by side.

Both sites are built with today's code: what differs is the content.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from ..build.mkdocs_process import run_mkdocs
from ..build.pipeline import build_and_check
from ..checks.load import load_strategy
from ..clock import today
from ..content.content import Content
from ..diagnostics import ContentError
from ..files import move
from ..git import Revision
from ..messages import _
from ..package_files import HOOK, THEME
from ..progress import step
from ..render.site_context import SiteContext
from .impact import SiteRevision
from .report import ChangeReport, unreadable_report, write_report
from .writers import AFTER, BEFORE, STYLE, as_markdown, as_page, style

PREVIEW = Path(".build", "preview")
# Both sides get the same address, and none of it is shown.
_URL = "https://preview.invalid/"


def write_preview(project: Path, against: str = "") -> ChangeReport | None:
    """Write the preview of a project into its folder `PREVIEW`; return the report.

    Takes what to compare with, as git knows it; by default what is published. Returns None, with
    the last preview left as it was, if the site can't be built: why has been printed then. Raises
    `ContentError` if the strategy has mistakes, and `NoRevisionError`.
    """
    content, _warnings = load_strategy(project / "strategy")
    revision = Revision.of(project, against)
    preview = project / PREVIEW
    preview.parent.mkdir(exist_ok=True)
    # Beside the last preview, which is replaced when the new one is complete.
    with tempfile.TemporaryDirectory(prefix=".preview-", dir=preview.parent) as folder:
        earlier, new = Path(folder, "earlier"), Path(folder, "new")
        revision.write(earlier)
        with step(_("the site after the change")):
            built = build_and_check(new / AFTER, project)
        if not built:
            return None
        report, before = _compare(content, earlier, new, revision)
        (new / "index.html").write_text(
            as_page(report, before, content), encoding="utf-8", newline="\n"
        )
        (new / STYLE).write_text(style(), encoding="utf-8", newline="\n")
        (new / "preview.md").write_text(as_markdown(report), encoding="utf-8", newline="\n")
        shutil.rmtree(preview, ignore_errors=True)
        move(new, preview)
    return report


def _use_current_code(project: Path) -> None:
    """Let the ``mkdocs.yml`` of an earlier state inherit all but where the code is.

    See https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance.
    """
    config, inherited = project / "mkdocs.yml", project / "earlier.yml"
    if config.is_file():
        config.rename(inherited)
        settings: dict[str, Any] = {"INHERIT": inherited.name, "watch": []}
        if HOOK.name in inherited.read_text("utf-8"):
            settings |= {"hooks": [str(HOOK)], "theme": {"custom_dir": str(THEME)}}
        config.write_text(json.dumps(settings), encoding="utf-8", newline="\n")  # JSON is YAML


def report_against(
    content: Content, earlier: Path, revision: Revision
) -> tuple[ChangeReport, Content | None]:
    """Return what differs from a revision, and its content if that can be read.

    Takes the folder that the revision has been written into.
    """
    try:
        before, _warnings = load_strategy(earlier / "strategy")
    except ContentError as error:
        return unreadable_report(revision.name, str(error.diagnostics[0])), None
    (earlier / "docs").mkdir(exist_ok=True)
    day = today(content.strategy.time_zone)  # a call that closes with time is no part of the change
    sides = (
        SiteRevision(SiteContext(before, _URL, day), earlier / "docs"),
        SiteRevision(SiteContext(content, _URL, day), content.folder.parent / "docs"),
    )
    return write_report(*sides, revision.name, revision.changed_code()), before


def _compare(
    content: Content, earlier: Path, new: Path, revision: Revision
) -> tuple[ChangeReport, Content | None]:
    """Build the site as it was; return what differs, and its content if it could be built."""
    report, before = report_against(content, earlier, revision)
    if before is None:
        return report, None
    _use_current_code(earlier)
    with step(_("the site before the change")):
        built = run_mkdocs(new / BEFORE, earlier, verbose=False)
    if built:
        return report, before
    print(
        _(
            "What was before could not be built (%(name)s): only the pages after are shown.",
            name=revision.name,
        ),
        file=sys.stderr,
    )
    return report, None
