"""The version of the program, which ``pyproject.toml`` says."""

from __future__ import annotations

import re
from importlib.metadata import version

DISTRIBUTION = "strategy-site"
"""The name of the package, as pip knows it."""


def installed_version() -> str:
    """Return the version of the installed program, such as ``0.2.0``."""
    return version(DISTRIBUTION)


def release(text: str) -> tuple[int, ...]:
    """Return the numbers of a version, to compare; trailing zeros do not count."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
