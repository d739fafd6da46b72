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

NPM_PACKAGE = "decap-cms@3.16.3"
# Of the package that was tested: npm view decap-cms@… dist.integrity.
SHA512 = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
SCRIPT = "package/dist/decap-cms.js"


def fetch_decap(folder: Path) -> Path | None:
    """Return the path of the editor's script in ``folder``, after fetching it if necessary.

    Returns None, having printed why in Swedish, if npm is missing or fails, or the package is not
    the one that was tested.
    """
    script = folder / f"{NPM_PACKAGE}.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if npm is None:
        print("Redigeraren behöver npm: installera Node.js och försök igen.", file=sys.stderr)
        return None
    print(f"Hämtar redigeraren ({NPM_PACKAGE}) …", flush=True)
    with tempfile.TemporaryDirectory() as name:
        result = subprocess.run(  # noqa: S603 - our own command
            [npm, "pack", NPM_PACKAGE, "--silent", "--pack-destination", name],
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(Path(name).glob("*.tgz"))
        if result.returncode or not archives:
            print(f"npm kunde inte hämta {NPM_PACKAGE}: är nätet uppe?", file=sys.stderr)
            return None
        data = archives[0].read_bytes()
        if base64.b64encode(hashlib.sha512(data).digest()).decode() != SHA512:
            print(f"{NPM_PACKAGE} är inte det paket som provades; inget används.", file=sys.stderr)
            return None
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(SCRIPT)
            if member is None:
                raise ValueError(f"{NPM_PACKAGE} holds no {SCRIPT}")
            code = member.read()
    atomic_write(script, code)  # two may fetch it at once
    return script
