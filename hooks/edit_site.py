"""``make edit``: the editor in the browser, on this machine alone, and the site beside it.

Serves the built site, the editor at ``/redigera/``, and what the editor asks for. Whoever commits
and pushes afterwards publishes; nothing leaves the machine from here.
"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fetch_editor import fetch_editor
from strategy_site.checks import load
from strategy_site.desk import Desk, Preview, Refused
from strategy_site.editor import editor_config
from strategy_site.problems import ContentError

HOST, PORT = "127.0.0.1", 8010
ROOT = Path(__file__).parent.parent
EDITOR = Path(__file__).parent / "editor"
MAX_BYTES = 50_000_000
KEPT = 20
"""Previews that can still be looked at."""

# Decap compiles the check of its configuration (ajv) and its templates, and styles by script
# (emotion). Only this page, on this machine, is allowed that.
POLICY = "; ".join(
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
    """What all requests share: the strategy's desk, the built site, and the latest previews."""

    def __init__(self, strategy: Path, site: Path, script: Path) -> None:
        data = json.loads((site / "strategy.json").read_text(encoding="utf-8"))
        self.site, self.script, self.url = site, script, str(data["site_url"])
        self.desk = Desk(strategy, self.url)
        self._previews: dict[str, str] = {}
        # One at a time: who saves reads the file first.
        self.lock = Lock()

    def file(self, name: str, origin: str) -> tuple[str, bytes] | None:
        """Give type and bytes of a file of the editor page; ``None`` if there is no such file."""
        match name:
            case "" | "index.html":
                return "text/html; charset=utf-8", (EDITOR / "index.html").read_bytes()
            case "editor.js":
                return "text/javascript; charset=utf-8", (EDITOR / name).read_bytes()
            case "decap-cms.js":
                return "text/javascript; charset=utf-8", self.script.read_bytes()
            case "config.yml":
                # JSON is YAML. Read anew each time, so that new goals can be chosen.
                content, _ = load(self.desk.folder)
                config = editor_config(content, f"{origin}/", f"{origin}/redigera/api")
                return "text/yaml; charset=utf-8", json.dumps(config).encode()
            case "languages.json":
                content, _ = load(self.desk.folder)
                rows = [{"code": r.code, "name": r.name} for r in content.strategy.languages]
                return "application/json", json.dumps(rows).encode()
        return None

    def answer(self, name: str, question: dict[str, Any]) -> Any:
        """Answer the editor: ``api`` as Decap's proxy backend, ``preview`` with an address."""
        with self.lock:
            if name == "api":
                return self.desk.answer(question["action"], question.get("params") or {})
            folder, value = self.desk.shown.as_posix(), question["value"]
            path = question["path"] or f"{folder}/{question['collection']}/{value.get('id')}.yml"
            preview = self.desk.preview(path, value, question["language"])
            number = str(int(next(reversed(self._previews), "0")) + 1)
            self._previews[number] = self._framed(preview)
            for old in list(self._previews)[:-KEPT]:
                del self._previews[old]
            return {"address": f"/{preview.address}?utkast={number}"}

    def draft(self, number: str) -> bytes | None:
        """Give a preview's whole page."""
        page = self._previews.get(number)
        return page.encode() if page is not None else None

    def _framed(self, preview: Preview) -> str:
        """Give the built page with the preview's words in the place of its own.

        A page that is new takes the frame of one beside it, as deep below the root.
        """
        there = self.site / preview.address
        beside = sorted(there.parent.glob("*/index.html"))
        frame = next(f for f in (there / "index.html", *beside) if f.is_file())
        return re.sub(
            r"(<article\b[^>]*>).*(</article>)",
            lambda found: found[1] + preview.html + found[2],
            frame.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )


class Handler(SimpleHTTPRequestHandler):
    """The site's files, the editor's, and the answers to it."""

    def __init__(self, *arguments: Any, editor: Editor) -> None:
        self.editor = editor
        super().__init__(*arguments, directory=str(editor.site))

    @property
    def _origin(self) -> str:
        assert isinstance(self.server, ThreadingHTTPServer)  # noqa: S101 - for the type alone
        return f"http://{HOST}:{self.server.server_port}"

    def do_GET(self) -> None:
        """Give a file of the editor, a preview, or a file of the site."""
        if not self._from_here():
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
                self._send(HTTPStatus.OK, *found, policy=POLICY)
            else:
                self.send_error(HTTPStatus.NOT_FOUND)
        else:
            super().do_GET()

    def do_POST(self) -> None:
        """Answer the editor. A page of anyone else's gets nothing, nor does a form."""
        path = urlsplit(self.path).path
        if not self._from_here() or self.headers.get("Origin") != self._origin:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        length = int(self.headers.get("Content-Length") or 0)
        if path not in ("/redigera/api", "/redigera/preview") or length > MAX_BYTES:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        try:
            question = json.loads(self.rfile.read(length))
            answer = self.editor.answer(path.rpartition("/")[2], question)
            status = HTTPStatus.OK
        except Refused as refusal:
            answer, status = {"error": str(refusal)}, HTTPStatus.UNPROCESSABLE_ENTITY
        except (ValueError, KeyError, TypeError, AttributeError):
            message = "Redigeraren frågade efter något oväntat; ladda om sidan och försök igen."
            answer, status = {"error": message}, HTTPStatus.BAD_REQUEST
        self._send(status, "application/json", json.dumps(answer).encode())

    def _from_here(self) -> bool:
        """Refuse another name for this machine: someone else's page would be of one origin."""
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
        """Keep the terminal for what is said to people."""


def server(strategy: Path, site: Path, script: Path, port: int = PORT) -> ThreadingHTTPServer:
    """Give the server of the editor, not yet running; port 0 takes any that is free."""
    editor = Editor(strategy, site, script)
    return ThreadingHTTPServer((HOST, port), partial(Handler, editor=editor))


def main(project: Path = ROOT) -> int:
    """Serve the strategy of a folder until Ctrl+C; give the exit code."""
    if not (project / "site" / "strategy.json").is_file():
        print("Bygg webbplatsen först, med ”make site”: förhandsvisningen tar sin ram därifrån.")
        return 1
    script = fetch_editor(ROOT / ".build" / "editor")
    if script is None:
        return 1
    try:
        load(project / "strategy")
        running = server(project / "strategy", project / "site", script)
    except ContentError as error:
        print(error, "Rätta felen ovan först: formulären görs av det som är rätt.", sep="\n")
        return 1
    except OSError:
        print(f"Porten {PORT} är upptagen: är redigeraren redan öppen i ett annat fönster?")
        return 1
    with running:
        print(f"Redigera: http://{HOST}:{PORT}/redigera/ (avsluta med Ctrl+C)", flush=True)
        try:
            running.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(*sys.argv[1:2]).resolve()))
