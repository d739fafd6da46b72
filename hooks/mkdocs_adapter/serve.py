"""Makes ``mkdocs serve`` answer within a second, however large the site.

MkDocs builds a whole site after each change. Here a file is generated when somebody asks for it,
and a change of a project, goal or call only reads the strategy again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from watchdog.observers.polling import PollingObserver

from strategy_site.build.fingerprints import stat_files
from strategy_site.build.on_demand import OnDemandSite

_POLL_INTERVAL = 0.1
"""Seconds; MkDocs' own half second is most of what one waits."""
_SETTLING_TIME = 0.03
"""Seconds in which nothing more may change: an editor saves a file in several steps."""


def serve_on_demand(
    server: Any,
    live: OnDemandSite,
    full_build_files: Callable[[], Iterable[Path]],
    reread: Callable[[], None],
    watched: Iterable[str],
) -> None:
    """Let a server of MkDocs generate what is requested, and build only when it has to.

    Takes the files whose change needs a full build, and the paths that MkDocs watches already.
    """
    serve, build = server.serve_request, server.builder

    def serve_request(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith(server.mount_path):
            live.ensure(path.removeprefix(server.mount_path))
        response: Iterable[bytes] = serve(environ, start_response)
        return response

    stats = stat_files(full_build_files())

    def rebuild() -> None:
        nonlocal stats
        with live.lock:
            now = stat_files(full_build_files())
            if now == stats:
                reread()
            else:
                build()
                stats = now

    server.set_app(serve_request)
    server.builder, server.build_delay = rebuild, _SETTLING_TIME
    for path in watched:
        server.unwatch(path)
    server.observer = PollingObserver(timeout=_POLL_INTERVAL)
    for path in watched:
        server.watch(path)
