"""How ``make serve`` goes beyond MkDocs' own: it answers within a second, however large the site.

MkDocs builds a whole site after each change. Here a page is made when somebody asks for it, and a
change of a project, goal or call reads the strategy anew and nothing else.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from strategy_site.folders import states_of
from strategy_site.live_site import LiveSite
from watchdog.observers.polling import PollingObserver

_LOOKS = 0.1
"""Seconds between two looks at the files; MkDocs' own half second is most of what one waits."""
_SETTLES = 0.03
"""Seconds in which nothing more may change: an editor saves a file in several steps."""


def answer_when_asked(
    server: Any,
    live: LiveSite,
    settled: Callable[[], Iterable[Path]],
    reread: Callable[[], None],
    watched: Iterable[str],
) -> None:
    """Let a server of MkDocs make what it is asked for, and build only when it has to.

    Takes the files that only a whole build takes up, what reads the strategy anew, and the folders
    and files that MkDocs watches already.
    """
    serve, build = server.serve_request, server.builder

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(server.mount_path):
            live.ask(_file(path.removeprefix(server.mount_path)))
        answer: Iterable[bytes] = serve(environ, start_response)
        return answer

    states = states_of(settled())

    def rebuild() -> None:
        nonlocal states
        with live.changing:
            now = states_of(settled())
            if now == states:
                reread()
            else:
                build()
                states = now

    server.set_app(serve_request)
    server.builder, server.build_delay = rebuild, _SETTLES
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=_LOOKS)
    for path in watched:
        server.watch(path)


def _file(path: str) -> str:
    """Give the file for a path, as the server finds it: nothing leads out of the folder."""
    file = f"{path}index.html" if path.endswith("/") or not path else path
    return posixpath.normpath(f"/{file}").lstrip("/")
