"""Fetch Decap CMS, the editor's script, with npm: five megabytes that only editors need."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "decap-cms@3.16.3"
# As npm publishes it (npm view decap-cms@… dist.integrity), and as it was tried out.
SHA512 = "hf+dPlCh7TJmWl8+6VRzHYOWhri5xgUknrZbDewaWe4s9B7xJ8PQugp2QHeSldMUKzav6+z0oIpwUYhUJDYtYw=="
SCRIPT = "package/dist/decap-cms.js"


def fetch_editor(folder: Path) -> Path | None:
    """Give the editor's script in ``folder``, fetched if it isn't there.

    Gives ``None``, and says why in Swedish, where npm is missing, fails, or brings another package
    than the one that was tried out.
    """
    script = folder / f"{PACKAGE}.js"
    if script.is_file():
        return script
    npm = shutil.which("npm")
    if npm is None:
        print("Redigeraren behöver npm: installera Node.js och försök igen.", file=sys.stderr)
        return None
    print(f"Hämtar redigeraren ({PACKAGE}) …", flush=True)
    with tempfile.TemporaryDirectory() as name:
        result = subprocess.run(  # noqa: S603 - our own command
            [npm, "pack", PACKAGE, "--silent", "--pack-destination", name],
            capture_output=True,
            text=True,
            check=False,
        )
        archives = list(Path(name).glob("*.tgz"))
        if result.returncode or not archives:
            print(f"npm kunde inte hämta {PACKAGE}: är nätet uppe?", file=sys.stderr)
            return None
        data = archives[0].read_bytes()
        if base64.b64encode(hashlib.sha512(data).digest()).decode() != SHA512:
            print(f"{PACKAGE} är inte det paket som provades; inget används.", file=sys.stderr)
            return None
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(SCRIPT)
            if member is None:
                raise ValueError(f"{PACKAGE} holds no {SCRIPT}")
            code = member.read()
    folder.mkdir(parents=True, exist_ok=True)
    # Two may fetch at once.
    part = script.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(code)
    part.replace(script)
    return script


if __name__ == "__main__":
    sys.exit(0 if fetch_editor(Path(sys.argv[1])) else 1)
