"""Pages → the files of Pagefind's index, by Pagefind's own program."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pagefind.service import PagefindService

_SCRIPTS = ("pagefind.js", "pagefind-worker.js", "wasm.unknown.pagefind")
# No filters: Pagefind writes them in another order each time.
_PARTS = ("fragment", "index")


class _Service(PagefindService):
    """Mend 5: upstream sleeps a tenth of a second before it reads each answer, one a page."""

    async def _wait_for_responses(self) -> None:
        assert self._backend.stdout is not None  # noqa: S101 - for the type alone
        while True:
            message = json.loads(
                base64.b64decode((await self._backend.stdout.readuntil(b","))[:-1])
            )
            answer, payload = self._responses[message["message_id"]], message["payload"]
            if payload["type"] == "Error":
                answer.set_exception(RuntimeError(payload["message"]))
            else:
                answer.set_result(payload)


def pagefind_files(pages: Iterable[tuple[str, str]], code: str) -> dict[str, bytes]:
    """Give path and bytes of the files of an index in one language.

    Takes address and HTML of each page; their order settles the bytes. Raises `RuntimeError` with
    what Pagefind said if it could not.
    """
    with TemporaryDirectory() as folder:
        asyncio.run(_write(pages, code, folder))
        root = Path(folder)
        parts = [path for name in _PARTS for path in (root / name).rglob("*") if path.is_file()]
        parts += [*root.glob("*.pf_meta"), root / "pagefind-entry.json"]
        parts += [root / name for name in _SCRIPTS]
        return {p.relative_to(root).as_posix(): p.read_bytes() for p in sorted(parts)}


async def _write(pages: Iterable[tuple[str, str]], code: str, folder: str) -> None:
    async with _Service() as service:
        index = await service.create_index({"force_language": code})
        # One after the other, not as many at once: the order settles the numbers.
        for path, html in pages:
            await index.add_html_file(content=html, url=path)
        await index.write_files(output_path=folder)
