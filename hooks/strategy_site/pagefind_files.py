"""Pages → the files of Pagefind's index, by Pagefind's own program."""

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
"""So many pages are on their way to Pagefind before it has to answer."""
# No filters: Pagefind writes them in another order each time. No interface: the site has its own.
_NEEDED = re.compile(
    r"(fragment|index)/.+|.+\.pf_meta|pagefind-entry\.json"
    r"|pagefind\.js|pagefind-worker\.js|wasm\.unknown\.pagefind"
)


class _Service(PagefindService):
    """Mend 5: upstream sleeps a tenth of a second before it reads each answer, one a page.

    It also takes no answer longer than 2 MB, so that an index can be had from it as files alone,
    and those it says to have written before they are (Pagefind #1271): some came out cut off.
    """

    async def _wait_for_responses(self) -> None:
        fault: Exception = RuntimeError("Pagefind ended before it had answered")
        try:
            async for message in self._messages():
                payload = message["payload"]
                if payload["type"] == "Error":
                    raise RuntimeError(payload["message"])
                self._responses[message["message_id"]].set_result(payload)
        # Whoever waits for an answer has to hear of it, or waits for ever.
        except Exception as error:
            fault = error
        for answer in self._responses.values():
            if not answer.done():
                answer.set_exception(fault)

    async def _messages(self) -> AsyncIterator[dict[str, Any]]:
        assert self._backend.stdout is not None  # noqa: S101 - for the type alone
        read: list[bytes] = []
        while part := await self._backend.stdout.read(2**20):
            *ends, rest = part.split(b",")
            for end in ends:
                yield json.loads(base64.b64decode(b"".join([*read, end])))
                read = []
            read.append(rest)


def pagefind_files(pages: Iterable[tuple[str, str]], code: str) -> dict[str, bytes]:
    """Give path and bytes of the files of an index in one language.

    Takes address and HTML of each page; their order settles the bytes. Raises `RuntimeError` with
    what Pagefind said if it could not.
    """
    return asyncio.run(_files(pages, code))


async def _files(pages: Iterable[tuple[str, str]], code: str) -> dict[str, bytes]:
    async with _Service() as service:
        index = await service.create_index({"force_language": code})
        rest = iter(pages)
        while some := list(islice(rest, _AT_ONCE)):
            # It reads the next while we write; it takes them one by one, and their order settles
            # the numbers.
            await asyncio.gather(*(index.add_html_file(content=h, url=path) for path, h in some))
        files = {file["path"]: file["content"] for file in await index.get_files()}
    return {path: data for path, data in sorted(files.items()) if _NEEDED.fullmatch(path)}
