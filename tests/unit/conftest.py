"""What makes tests in the process quick."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket


class _InMemory(BytecodeCache):
    """Compiled templates of the test process."""

    def __init__(self) -> None:
        self._code: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._code.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key] = bucket.bytecode_to_string()


@pytest.fixture(scope="session", autouse=True)
def _compile_templates_once() -> Iterator[None]:
    """Let all renderers of the process share compiled templates.

    Each renderer has a Jinja environment of its own, and compiling the templates takes 20 times as
    long as filling them in.
    """
    cache, begin = _InMemory(), Environment.__init__

    def begin_with_cache(self: Environment, *arguments: Any, **more: Any) -> None:
        begin(self, *arguments, **more)
        self.bytecode_cache = self.bytecode_cache or cache

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Environment, "__init__", begin_with_cache)
        yield
