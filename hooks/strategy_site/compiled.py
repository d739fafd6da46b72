"""Templates as Python's byte code, kept: to compile one takes longer than to fill it in."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from .sums import keep, kept


class Compiled(BytecodeCache):
    """Keeps what Jinja has made of templates."""

    def __init__(self, folder: Path, made_with: str) -> None:
        """Take the folder, and the sum of the code and the libraries that read the templates."""
        self._folder, self._made_with = folder, made_with

    def get_source_checksum(self, source: str) -> str:
        """Give a sum that changes with a template, and with all that it is compiled with."""
        return super().get_source_checksum(self._made_with + source)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read what was kept, unless it is lost, damaged or of something else."""
        data = kept(self._folder / bucket.key)
        if data is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it, if that is possible."""
        with suppress(OSError):
            keep(self._folder / bucket.key, bucket.bytecode_to_string())
