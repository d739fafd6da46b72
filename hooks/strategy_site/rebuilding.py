"""A site whose handwritten pages stand → what a change of the strategy makes otherwise."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from .checks import load
from .made import Made, SiteFolder
from .pages import pages_of
from .phases import phase
from .shell import Shell, sum_of_surroundings
from .whole_site import write_site


def rebuild(target: Path, records: Path, caches: Path, changed: Iterable[str]) -> bool:
    """Write into a folder what a site has otherwise once some files have changed.

    Takes the folder with what is known of the site as it stands, which tells of the new one then,
    and one for what may be of use the next time. Gives ``False``, and has written nothing, if what
    stands around the strategy's pages has to be made anew, too. Raises `ContentError` if the
    strategy has mistakes; of the rest it warns.
    """
    shell = Shell.read(records)
    if shell is None or not shell.is_beside(changed):
        return False
    with phase("läser strategin"):
        content, warnings = load(shell.strategy)
    renderer, pages = shell.renderer(content, caches), pages_of(content)
    standing = Made.read(records)
    handwritten = standing.made_from(sum_of_surroundings(renderer, pages))
    if not handwritten.files:
        return False
    for warning in warnings:
        print(warning, file=sys.stderr)
    parts, writer = shell.parts(renderer, pages, caches), shell.writer(renderer, pages)
    made = write_site(SiteFolder(target, standing), parts, writer)
    made.add(handwritten)
    made.write(records)
    return True
