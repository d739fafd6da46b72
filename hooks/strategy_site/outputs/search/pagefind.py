"""Pages → the files of Pagefind's index, by Pagefind's own program. Knows nothing of the site."""

from __future__ import annotations

import asyncio
import base64
import json
import re
from collections.abc import AsyncIterator, Iterable
from itertools import islice
from typing import Any

from pagefind.service import PagefindService

_AT_ONCE = 20
"""Number of pages sent to Pagefind before it has to answer."""
# No filters: Pagefind writes them in a different order each time. No interface: the site has one.
_NEEDED = re.compile(
    r"(fragment|index)/.+|.+\.pf_meta|pagefind-entry\.json"
    r"|pagefind\.js|pagefind-worker\.js|wasm\.unknown\.pagefind"
)


class _Service(PagefindService):
    """Fix 5: upstream sleeps a tenth of a second before it reads each answer, one a page.

    It also refuses answers longer than 2 MB. Then the index can only be read from files, which it
    reports as written before they are (Pagefind #1271), so that some were cut off.
    """

    async def _wait_for_responses(self) -> None:
        failure: Exception = RuntimeError("Pagefind ended before it had answered")
        try:
            async for message in self._messages():
                payload = message["payload"]
                if payload["type"] == "Error":
                    raise RuntimeError(payload["message"])
                self._responses[message["message_id"]].set_result(payload)
        # Every pending answer has to fail, or its caller waits for ever.
        except Exception as error:
            failure = error
        for answer in self._responses.values():
            if not answer.done():
                answer.set_exception(failure)

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        assert self._backend.stdout is not None  # noqa: S101 - for mypy
        read: list[bytes] = []
        while part := await self._backend.stdout.read(2**20):
            *ends, rest = part.split(b",")
            for end in ends:
                yield json.loads(base64.b64decode(b"".join([*read, end])))
                read = []
            read.append(rest)


def pagefind_files(pages: Iterable[tuple[str, str]], code: str) -> dict[str, bytes]:
    """Return path and bytes of the files of an index in one language.

    Takes path and HTML of each page; the bytes depend on their order. Raise `RuntimeError` with
    Pagefind's message if it fails.
    """
    return asyncio.run(_files(pages, code))


async def _files(pages: Iterable[tuple[str, str]], code: str) -> dict[str, bytes]:
    async with _Service() as service:
        index = await service.create_index({"force_language": code})
        rest = iter(pages)
        while batch := list(islice(rest, _AT_ONCE)):
            # Pagefind handles them one by one in this order, which gives them their numbers.
            await asyncio.gather(*(index.add_html_file(content=h, url=path) for path, h in batch))
        files = {file["path"]: file["content"] for file in await index.get_files()}
    return {path: data for path, data in sorted(files.items()) if _NEEDED.fullmatch(path)}
