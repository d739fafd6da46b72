"""``make preview``: says what the change does, and puts the pages before and after side by side.

Both sites are built with the code as it is now: what differs is the content.
"""

from __future__ import annotations

import argparse
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

PREVIEW = ROOT / ".build" / "preview"
# Both sides are told the same address, and none of it is shown.
_URL = "https://preview.invalid/"


def main() -> int:
    """Make the preview; give the exit code: 0, or 1 if the change can't be published."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--against", default="", help="what to compare with, as git knows it")
    wanted = parser.parse_args().against
    try:
        after, _ = load(ROOT / "strategy")
        earlier = Earlier.of(ROOT, wanted)
    except ContentError as error:
        print(error, file=sys.stderr)
        print("Inget att förhandsvisa: rätta felen ovan och försök igen.", file=sys.stderr)
        return 1
    except NothingEarlier as error:
        print(error, file=sys.stderr)
        return 1
    PREVIEW.parent.mkdir(exist_ok=True)
    # Beside the last preview, which stands until the new one is whole.
    with tempfile.TemporaryDirectory(prefix=".preview-", dir=PREVIEW.parent) as folder:
        past, new = Path(folder) / "past", Path(folder) / "new"
        earlier.write(past)
        if build_whole(new / AFTER) is None:
            return 1
        told, before = _compare(after, past, new, earlier)
        (new / "index.html").write_text(as_page(told, before, after), encoding="utf-8")
        (new / STYLE).write_text(style(), encoding="utf-8")
        (new / "preview.md").write_text(as_markdown(told), encoding="utf-8")
        shutil.rmtree(PREVIEW, ignore_errors=True)
        new.rename(PREVIEW)
    print("".join(part.text for part in told.headline))
    print(f"Se sidorna före och efter: {(PREVIEW / 'index.html').relative_to(ROOT).as_posix()}")
    return 0


def _compare(
    after: Content, past: Path, new: Path, earlier: Earlier
) -> tuple[Report, Content | None]:
    """Tell what differs, and build the site as it was; give its content if that went well."""
    try:
        before, _ = load(past / "strategy")
    except ContentError as error:
        return unreadable(earlier.name, str(error.problems[0])), None
    (past / "docs").mkdir(exist_ok=True)
    for name in ("hooks", "overrides"):
        (past / name).symlink_to(ROOT / name)
    day = today(after.strategy)  # calls that close with time are no part of the change
    sides = (
        Side(Site(before, _URL, day), past / "docs"),
        Side(Site(after, _URL, day), ROOT / "docs"),
    )
    told = report(*sides, earlier.name, earlier.others())
    if build(new / BEFORE, past, said=False):
        return told, before
    print(f"Före gick inte att bygga ({earlier.name}): bara sidorna efter visas.", file=sys.stderr)
    return told, None


if __name__ == "__main__":
    sys.exit(main())
