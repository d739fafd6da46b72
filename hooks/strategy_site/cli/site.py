"""Commands for the whole site: build it, look at it, edit it.

Each imports what it needs when it is run: a build with nothing to do is to take no time.
"""

from __future__ import annotations

import gc
import socket
import sys
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .. import progress
from ..diagnostics import ContentError
from ..messages import _, message_id
from ..settings_file import read_settings_file
from .commands import option
from .project import project_command

_PREVIEW_PORT = 8001


@project_command(message_id("Build the site into its folder site/, if it is right."))
def build_command(project: Path) -> int:
    from ..build.pipeline import build_and_deploy

    # What is read is needed to the end: looking for garbage in it again and again takes a while.
    gc.disable()
    return build_and_deploy(project.resolve())


@project_command(message_id("Show the site while it is edited."))
def serve_command(project: Path) -> int:
    from ..build.mkdocs_process import serve_mkdocs

    said = read_settings_file(project).values.get("dev_addr") or "127.0.0.1:8000"
    host, _colon, port = str(said).rpartition(":")
    try:
        # MkDocs would show a traceback.
        socket.create_server((host, int(port))).close()
    except OSError:
        return _port_in_use(int(port))
    print(_("Preview: %(url)s (stop with Ctrl+C)", url=f"http://{host}:{port}/"), flush=True)
    return serve_mkdocs(project.resolve())


@project_command(message_id("Show what a change does before it is published."))
@option("--against", message_id("What to compare with, as git knows it."))
@option("--serve", message_id("Show it on this machine until Ctrl+C."), is_flag=True)
def preview_command(project: Path, against: str, serve: bool) -> int:
    from ..change_report.preview_site import PREVIEW, write_preview
    from ..git import NoRevisionError

    progress.show()
    try:
        report = write_preview(project.resolve(), against)
    except ContentError as error:
        print(error, file=sys.stderr)
        print(_("Nothing to preview: correct the errors above and try again."), file=sys.stderr)
        return 1
    except NoRevisionError as error:
        print(error, file=sys.stderr)
        return 1
    if report is None:
        return 1
    page = (project / PREVIEW / "index.html").as_posix()
    print("".join(run.text for run in report.headline))
    print(_("See the pages before and after: %(page)s", page=page))
    return _serve(project / PREVIEW) if serve else 0


def _port_in_use(port: int) -> int:
    print(_("Port %(port)d is in use by another program.", port=port), file=sys.stderr)
    return 1


def _serve(folder: Path) -> int:
    """Serve a folder's files on this machine until Ctrl+C; return the exit code."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    try:
        server = ThreadingHTTPServer(("127.0.0.1", _PREVIEW_PORT), handler)
    except OSError:
        return _port_in_use(_PREVIEW_PORT)
    with server:
        url = f"http://127.0.0.1:{_PREVIEW_PORT}/"
        print(_("Preview: %(url)s (stop with Ctrl+C)", url=url), flush=True)
        with suppress(KeyboardInterrupt):
            server.serve_forever()
    return 0


@project_command(message_id("Open the editor in the browser, on this machine alone."))
def edit_command(project: Path) -> int:
    from ..authoring.editor.decap import fetch_decap
    from ..authoring.editor.server import HOST, PORT, server
    from ..build.pipeline import build_and_deploy
    from ..checks.load import load_strategy
    from ..paths import DATA, cache_folder

    # The editor's preview takes its frame from the built site.
    if not (project / "site" / DATA).is_file() and build_and_deploy(project.resolve()):
        return 1
    script = fetch_decap(cache_folder(project) / "editor")
    if script is None:
        return 1
    try:
        load_strategy(project / "strategy")
        editor = server(project / "strategy", project / "site", script)
    except ContentError as error:
        print(error)
        print(_("Correct the errors above first: the forms are made of what is right."))
        return 1
    except OSError:
        print(
            _("Port %(port)d is in use: is the editor already open in another window?", port=PORT)
        )
        return 1
    with editor:
        url = f"http://{HOST}:{PORT}/redigera/"
        print(_("Edit: %(url)s (stop with Ctrl+C)", url=url), flush=True)
        with suppress(KeyboardInterrupt):
            editor.serve_forever()
    return 0
