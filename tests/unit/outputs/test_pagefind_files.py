"""Pagefind's own program gives the whole of an index, however large."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from strategy_site.outputs.search.pagefind import pagefind_files


def _files(pages: list[tuple[str, str]]) -> dict[str, bytes]:
    # A browser of other tests may keep an event loop at work in this thread.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(pagefind_files, pages, "x-sv").result()


def _pages(number: int, words: int) -> list[tuple[str, str]]:
    texts = (" ".join(f"ord{n * words + w:x}" for w in range(words)) for n in range(number))
    return [(f"/{n}/", f'<html lang="x-sv"><p>{text}</p></html>') for n, text in enumerate(texts)]


@pytest.mark.integration
def test_an_index_that_is_larger_than_upstream_reads_at_once_comes_whole() -> None:
    files = _files(_pages(60, 4000))
    # Sent as base64 in base64, in one answer; upstream gives up at 2 MiB.
    assert sum(map(len, files.values())) > 2**21 * 9 / 16
    assert len([name for name in files if name.startswith("fragment/")]) == 60
    assert all(files.values())
    assert _files(_pages(60, 4000)) == files


def test_what_pagefind_refuses_is_said() -> None:
    with pytest.raises(RuntimeError, match="hex escape"):
        _files([("/1/", "<html\ud800>")])
