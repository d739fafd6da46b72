"""Keep tests from depending on what the communicators write.

``strategy/`` and ``docs/`` of this repository change every week; a test that reads them fails on
the day somebody adds a project. Only tests in ``tests/real/`` may open them. The guard hears of
every file that the test process opens and of every process that it starts (`sys.addaudithook`), so
it also sees what product code opens on a test's behalf.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.paths import ROOT

REAL = (ROOT / "strategy", ROOT / "docs")

_PREFIXES = tuple(f"{folder}{os.sep}" for folder in REAL)
_FOLDERS = frozenset(map(str, REAL))
_closed = False


class RealContentOpened(AssertionError):
    """A test outside ``tests/real/`` opened the repository's own ``strategy/`` or ``docs/``."""


def may_read_real_content(test: Path) -> bool:
    """Return whether a test file may open this repository's own content."""
    name = test.relative_to(ROOT).as_posix() if test.is_relative_to(ROOT) else str(test)
    return name.startswith("tests/real/")


@contextmanager
def real_content_closed(closed: bool = True) -> Iterator[None]:
    """Raise `RealContentOpened` where the content is opened within the block, if it is closed."""
    global _closed
    before, _closed = _closed, closed
    try:
        yield
    finally:
        _closed = before


def refuse_real_content(path: Path) -> None:
    """Raise `RealContentOpened` if a project's file or folder is the repository's own.

    For what a subprocess is going to read: the guard does not see into it.
    """
    if _closed and (path.parent == ROOT or _is_real(path)):
        _refuse(path)


def _is_real(path: object) -> bool:
    try:
        name = os.path.abspath(os.fsdecode(path))  # type: ignore[arg-type]  # noqa: PTH100
    except (TypeError, ValueError):
        return False  # a file descriptor, or no path at all
    return name in _FOLDERS or name.startswith(_PREFIXES)


def _refuse(path: object) -> None:
    raise RealContentOpened(
        f"{path} is the communicators': use tests/fixtures/demo or saaristo, or move the test to "
        "tests/real/"
    )


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if not _closed:
        return
    if event in ("open", "os.listdir", "os.scandir"):
        # None is the working folder.
        path = "." if arguments[0] is None else arguments[0]
        # Without a mode it is os.open, whose relative path may be below another folder (dir_fd).
        below = event == "open" and arguments[1] is None and not os.path.isabs(str(path))  # noqa: PTH117
        if not below and _is_real(path):
            _refuse(path)
    elif event == "subprocess.Popen":
        _, command, folder, _ = arguments
        words = command if isinstance(command, list | tuple) else [command]
        for word in words:
            if isinstance(word, str | os.PathLike):
                path = os.path.join(os.fsdecode(folder or "."), word)  # type: ignore[arg-type]  # noqa: PTH118
                if _is_real(path):
                    _refuse(path)


sys.addaudithook(_hear)
