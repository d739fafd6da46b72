"""A static host for built sites, as real ones are: text travels compressed."""

from __future__ import annotations

import functools
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

_COMPRESSED = ("text/", "application/j", "application/xml", "image/svg")
"""How the types begin that hosts compress by default."""


class _Host(SimpleHTTPRequestHandler):
    """A static host: files, and the root's 404 page for everything else."""

    def __init__(self, *args: Any, below: str, **more: Any) -> None:
        self.below = f"/{below}"
        super().__init__(*args, **more)

    def translate_path(self, path: str) -> str:
        """Return the file for an address below the site's own."""
        if not path.startswith(self.below):
            return str(Path(self.directory) / "nothing is served here")
        return super().translate_path(path.removeprefix(self.below.removesuffix("/")))

    def do_GET(self) -> None:
        file = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            file /= "index.html"
        if not file.is_file():
            super().do_GET()
            return
        self._answer(200, file)

    def _answer(self, code: int, file: Path) -> None:
        body, kind = file.read_bytes(), self.guess_type(file)
        self.send_response(code)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if "text/" in kind else kind)
        if kind.startswith(_COMPRESSED) and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        # A browser that has gone on to another page is no fault.
        with suppress(ConnectionError):
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._answer(404, page)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@contextmanager
def serve(site: Path, below: str = "") -> Iterator[str]:
    """Serve a folder; yield its address.

    Takes the path below which its host has it, ``strategi/`` for instance: links on a page for what
    was not found begin with it.
    """
    server = ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Host, directory=str(site), below=below)
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/{below}"
    finally:
        server.shutdown()
