"""Where the tests find things.

``strategy/`` and ``docs/`` of this repository are the communicators': only tests in ``tests/real/``
may open them (`tests.support.guard` sees to it).
"""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ROOT / "tests"
CASES = TESTS / "cases"
"""Data-driven cases, one file each."""
BASE = CASES / "base" / "strategy"
"""The smallest complete strategy: cases change a copy of it."""
FIXTURES = TESTS / "fixtures"
DEMO = FIXTURES / "demo"
"""A frozen project of an invented group that has everything once. Swedish, Finnish, Meänkieli."""
TORNEDALEN = FIXTURES / "tornedalen"
"""A frozen copy of a real strategy, for residents' questions."""
SAARISTO = FIXTURES / "saaristo"
"""A frozen project of another shape: Finnish source, six areas, goals beside them, no projects."""
