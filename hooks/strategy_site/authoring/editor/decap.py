"""Fetches Decap CMS, the editor's script, with npm: five megabytes that only editors need."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from ...files import atomic_write
from ...messages import _

NPM_PACKAGE = "decap-cms@3.16.3"
# Of the package that was tested: npm view decap-cms@… dist.integrity.
SHA512 = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
SCRIPT = "package/dist/decap-cms.js"


def fetch_decap(folder: Path) -> Path | None:
    """Return the path of the editor's script in ``folder``, after fetching it if necessary.

    Returns None, having printed why, if npm is missing or fails, or the package is not
    the one that was tested.
    """
    script = folder / f"{NPM_PACKAGE}.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if npm is None:
        print(_("The editor needs npm: install Node.js and try again."), file=sys.stderr)
        return None
    print(_("Fetching the editor (%(npm_package)s) …", npm_package=NPM_PACKAGE), flush=True)
    with tempfile.TemporaryDirectory() as name:
        result = subprocess.run(  # noqa: S603 - our own command
            [npm, "pack", NPM_PACKAGE, "--silent", "--pack-destination", name],
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(Path(name).glob("*.tgz"))
        if result.returncode or not archives:
            print(
                _(
                    "npm could not fetch %(npm_package)s: is the network up?",
                    npm_package=NPM_PACKAGE,
                ),
                file=sys.stderr,
            )
            return None
        data = archives[0].read_bytes()
        if base64.b64encode(hashlib.sha512(data).digest()).decode() != SHA512:
            print(
                _(
                    "%(npm_package)s is not the package that was tested; nothing is used.",
                    npm_package=NPM_PACKAGE,
                ),
                file=sys.stderr,
            )
            return None
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(SCRIPT)
            if member is None:
                raise ValueError(f"{NPM_PACKAGE} holds no {SCRIPT}")
            code = member.read()
    atomic_write(script, code)  # two may fetch it at once
    return script
