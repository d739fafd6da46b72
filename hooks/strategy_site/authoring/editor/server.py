"""The HTTP server of the editor, on this machine alone: the built site, and ``/redigera/``.

Knows nothing of what is in a file: `backend` reads and saves. Nothing leaves the machine from here;
to publish, the changes are committed and pushed.
"""

from __future__ import annotations

import json
import re
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ...checks.load import load_strategy
from ...diagnostics import ContentError
from ...messages import _
from ...package_files import EDITOR
from .backend import DecapBackend, DraftPreview
from .forms import editor_config
from .joining import RequestError

HOST, PORT = "127.0.0.1", 8010
MAX_REQUEST_BYTES = 50_000_000
MAX_PREVIEWS = 20
"""How many previews are kept in memory."""

# Decap compiles the validation of its configuration (ajv) and its templates, and styles by script
# (emotion). Only this page, on this machine, may do that.
EDITOR_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' blob:",
        "frame-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)


class Editor:
    """What all requests share: the backend, the built site, and the latest previews."""

    def __init__(self, strategy: Path, site: Path, script: Path) -> None:
        data = json.loads((site / "strategy.json").read_text(encoding="utf-8"))
        self.site, self.script, self.url = site, script, str(data["site_url"])
        self.backend = DecapBackend(strategy, self.url)
        self._previews: dict[str, str] = {}
        # One request at a time: saving reads the file first.
        self.lock = Lock()

    def file(self, name: str, origin: str) -> tuple[str, bytes] | None:
        """Return content type and bytes of a file of the editor; None if there is no such file.

        Raises `ContentError` if the strategy has mistakes.
        """
        match name:
            case "" | "index.html":
                return "text/html; charset=utf-8", (EDITOR / "index.html").read_bytes()
            case "editor.js":
                return "text/javascript; charset=utf-8", (EDITOR / name).read_bytes()
            case "decap-cms.js":
                return "text/javascript; charset=utf-8", self.script.read_bytes()
            case "config.yml":
                # JSON is YAML. The content is read each time, so that new goals can be chosen.
                content, _ = load_strategy(self.backend.folder)
                config = editor_config(content, f"{origin}/", f"{origin}/redigera/api")
                return "text/yaml; charset=utf-8", json.dumps(config).encode()
            case "languages.json":
                content, _ = load_strategy(self.backend.folder)
                rows = [{"code": r.code, "name": r.name} for r in content.strategy.languages]
                return "application/json", json.dumps(rows).encode()
        return None

    def respond(self, name: str, request: dict[str, Any]) -> Any:
        """Return the response to a request, as data for JSON.

        ``api`` is Decap's proxy backend; ``preview`` returns the address of a new preview. Raises
        `RequestError`.
        """
        with self.lock:
            if name == "api":
                return self.backend.handle(request["action"], request.get("params") or {})
            folder, value = self.backend.display_path.as_posix(), request["value"]
            path = request["path"] or f"{folder}/{request['collection']}/{value.get('id')}.yml"
            preview = self.backend.preview(path, value, request["language"])
            number = str(int(next(reversed(self._previews), "0")) + 1)
            self._previews[number] = self._page(preview)
            for old in list(self._previews)[:-MAX_PREVIEWS]:
                del self._previews[old]
            return {"address": f"/{preview.address}?utkast={number}"}

    def draft(self, number: str) -> bytes | None:
        """Return the HTML of a preview; None if it is no longer kept."""
        page = self._previews.get(number)
        return page.encode() if page is not None else None

    def _page(self, preview: DraftPreview) -> str:
        """Return the built page with the preview's article in place of its own.

        A new page takes the layout of one beside it, which is as deep below the root.
        """
        folder = self.site / preview.address
        siblings = sorted(folder.parent.glob("*/index.html"))
        built = next(f for f in (folder / "index.html", *siblings) if f.is_file())
        return re.sub(
            r"(<article\b[^>]*>).*(</article>)",
            lambda match: match[1] + preview.html + match[2],
            built.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )


class Handler(SimpleHTTPRequestHandler):
    """Serves the site's files and the editor's, and responds to its requests."""

    def __init__(self, *arguments: Any, editor: Editor) -> None:
        self.editor = editor
        super().__init__(*arguments, directory=str(editor.site))

    @property
    def _origin(self) -> str:
        assert isinstance(self.server, ThreadingHTTPServer)  # noqa: S101 - for the type alone
        return f"http://{HOST}:{self.server.server_port}"

    def do_GET(self) -> None:
        """Send a file of the editor, a preview, or a file of the site."""
        if not self._is_own_host():
            return
        parts = urlsplit(self.path)
        number = parse_qs(parts.query).get("utkast", [""])[0]
        if number:
            page = self.editor.draft(number)
            if page is not None:
                self._send(HTTPStatus.OK, "text/html; charset=utf-8", page)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)
        elif parts.path.startswith("/redigera/"):
            try:
                found = self.editor.file(parts.path.removeprefix("/redigera/"), self._origin)
            except ContentError as error:
                found = "text/plain; charset=utf-8", str(error).encode()
            if found:
                self._send(HTTPStatus.OK, *found, policy=EDITOR_POLICY)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Respond to the editor, and to no page of another origin."""
        path = urlsplit(self.path).path
        if not self._is_own_host() or self.headers.get("Origin") != self._origin:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        length = int(self.headers.get("Content-Length") or 0)
        if path not in ("/redigera/api", "/redigera/preview") or length > MAX_REQUEST_BYTES:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            request = json.loads(self.rfile.read(length))
            response = self.editor.respond(path.rpartition("/")[2], request)
            status = HTTPStatus.OK
        except RequestError as error:
            response, status = {"error": str(error)}, HTTPStatus.UNPROCESSABLE_ENTITY
        except (ValueError, KeyError, TypeError, AttributeError):
            message = _("The editor asked for something unexpected; reload the page and try again.")
            response, status = {"error": message}, HTTPStatus.BAD_REQUEST
        self._send(status, "application/json", json.dumps(response).encode())

    def _is_own_host(self) -> bool:
        """Return whether the request names this host; refuse it otherwise (DNS rebinding)."""
        if f"http://{self.headers.get('Host')}" == self._origin:
            return True
        self.send_error(HTTPStatus.FORBIDDEN)
        return False

    def _send(self, status: HTTPStatus, kind: str, data: bytes, policy: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-store")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Log nothing: the terminal is for messages to people."""


def server(strategy: Path, site: Path, script: Path, port: int = PORT) -> ThreadingHTTPServer:
    """Return the server of the editor, not yet running; port 0 takes any free one."""
    editor = Editor(strategy, site, script)
    return ThreadingHTTPServer((HOST, port), partial(Handler, editor=editor))
