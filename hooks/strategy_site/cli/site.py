"""Commands for the whole site: build it, look at it, edit it.

Each imports what it needs when it is run: a build with nothing to do is to take no time.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

import click

from ..diagnostics import ContentError

project_argument = click.argument(
    "project", type=click.Path(resolve_path=True, path_type=Path), default="."
)


@click.command()
@project_argument
def build_command(project: Path) -> int:
    """Build the site into its folder site/, if it is right."""
    from ..build.pipeline import build_and_deploy

    # What is read is needed to the end: looking for garbage in it again and again takes a while.
    gc.disable()
    return build_and_deploy(project)


@click.command()
@project_argument
def serve_command(project: Path) -> int:
    """Show the site while it is edited."""
    from ..build.mkdocs_process import serve_mkdocs

    print("Förhandsvisning: http://127.0.0.1:8000/ (avsluta med Ctrl+C)", flush=True)
    return serve_mkdocs(project)


@click.command()
@project_argument
@click.option("--against", default="", help="What to compare with, as git knows it.")
def preview_command(project: Path, against: str) -> int:
    """Show what a change does before it is published."""
    from ..change_report.preview_site import PREVIEW, write_preview
    from ..git import NoRevisionError

    try:
        report = write_preview(project, against)
    except ContentError as error:
        print(error, file=sys.stderr)
        print("Inget att förhandsvisa: rätta felen ovan och försök igen.", file=sys.stderr)
        return 1
    except NoRevisionError as error:
        print(error, file=sys.stderr)
        return 1
    if report is None:
        return 1
    page = os.path.relpath(project / PREVIEW / "index.html")
    print("".join(run.text for run in report.headline))
    print(f"Se sidorna före och efter: {Path(page).as_posix()}")
    return 0


@click.command()
@project_argument
def edit_command(project: Path) -> int:
    """Open the editor in the browser, on this machine alone."""
    from ..authoring.editor.decap import fetch_decap
    from ..authoring.editor.server import HOST, PORT, server
    from ..checks.load import load_strategy
    from ..package_files import REPOSITORY

    if not (project / "site" / "strategy.json").is_file():
        print("Bygg webbplatsen först, med ”make site”: förhandsvisningen tar sin ram därifrån.")
        return 1
    script = fetch_decap(REPOSITORY / ".build" / "editor")
    if script is None:
        return 1
    try:
        load_strategy(project / "strategy")
        editor = server(project / "strategy", project / "site", script)
    except ContentError as error:
        print(error, "Rätta felen ovan först: formulären görs av det som är rätt.", sep="\n")
        return 1
    except OSError:
        print(f"Porten {PORT} är upptagen: är redigeraren redan öppen i ett annat fönster?")
        return 1
    with editor:
        print(f"Redigera: http://{HOST}:{PORT}/redigera/ (avsluta med Ctrl+C)", flush=True)
        try:
            editor.serve_forever()
        except KeyboardInterrupt:
            print()
    return 0
