"""``make preview``: says what the change does, and puts the pages before and after side by side.

Both sites are built with the code as it is now: what differs is the content.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from make_site import ROOT, build, build_whole
from strategy_site.call_states import today
from strategy_site.checks import load
from strategy_site.content import Content
from strategy_site.earlier import Earlier, NothingEarlier
from strategy_site.effects import Side
from strategy_site.preview import AFTER, BEFORE, STYLE, as_markdown, as_page, style
from strategy_site.problems import ContentError
from strategy_site.telling import Report, report, unreadable
from strategy_site.voice import Site

PREVIEW = Path(".build", "preview")
# Both sides are told the same address, and none of it is shown.
_URL = "https://preview.invalid/"


def main() -> int:
    """Make the preview; give the exit code: 0, or 1 if the change can't be published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("project", type=Path, nargs="?", default=ROOT, help="the site's folder")
    parser.add_argument("--against", default="", help="what to compare with, as git knows it")
    options = parser.parse_args()
    project = options.project.resolve()
    try:
        after, _ = load(project / "strategy")
        earlier = Earlier.of(project, options.against)
    except ContentError as error:
        print(error, file=sys.stderr)
        print("Inget att förhandsvisa: rätta felen ovan och försök igen.", file=sys.stderr)
        return 1
    except NothingEarlier as error:
        print(error, file=sys.stderr)
        return 1
    preview = project / PREVIEW
    preview.parent.mkdir(exist_ok=True)
    # Beside the last preview, which stands until the new one is whole.
    with tempfile.TemporaryDirectory(prefix=".preview-", dir=preview.parent) as folder:
        past, new = _past(Path(folder), project), Path(folder) / "new"
        earlier.write(past)
        if not build_whole(new / AFTER, project):
            return 1
        told, before = _compare(after, past, new, earlier)
        (new / "index.html").write_text(as_page(told, before, after), encoding="utf-8")
        (new / STYLE).write_text(style(), encoding="utf-8")
        (new / "preview.md").write_text(as_markdown(told), encoding="utf-8")
        shutil.rmtree(preview, ignore_errors=True)
        new.rename(preview)
    print("".join(part.text for part in told.headline))
    print(f"Se sidorna före och efter: {Path(os.path.relpath(preview / 'index.html')).as_posix()}")
    return 0


def _past(folder: Path, project: Path) -> Path:
    """Give where to put the state before, with the code where its settings look for it."""
    there = Path(os.path.relpath(ROOT, project))
    # As deep below the folder as the project is below what it shares with the code.
    past = folder.joinpath(*(["past"] * max(there.parts.count(os.pardir), 1)))
    past.parent.mkdir(parents=True, exist_ok=True)
    code = Path(os.path.normpath(past / there))
    if code != past:
        code.mkdir(parents=True, exist_ok=True)
        _link_code(code)
    return past


def _link_code(folder: Path) -> None:
    for name in ("hooks", "overrides"):
        (folder / name).symlink_to(ROOT / name)


def _compare(
    after: Content, past: Path, new: Path, earlier: Earlier
) -> tuple[Report, Content | None]:
    """Tell what differs, and build the site as it was; give its content if that went well."""
    try:
        before, _ = load(past / "strategy")
    except ContentError as error:
        return unreadable(earlier.name, str(error.problems[0])), None
    (past / "docs").mkdir(exist_ok=True)
    if after.folder.parent == ROOT:
        _link_code(past)
    day = today(after.strategy)  # calls that close with time are no part of the change
    sides = (
        Side(Site(before, _URL, day), past / "docs"),
        Side(Site(after, _URL, day), after.folder.parent / "docs"),
    )
    told = report(*sides, earlier.name, earlier.others())
    if build(new / BEFORE, past, said=False):
        return told, before
    print(f"Före gick inte att bygga ({earlier.name}): bara sidorna efter visas.", file=sys.stderr)
    return told, None


if __name__ == "__main__":
    sys.exit(main())
