"""The built sites, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import ROOT, SAARISTO, build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real site; its strict build says nothing at all."""
    target = tmp_path_factory.mktemp("site") / "built"
    result = build(ROOT / "mkdocs.yml", target)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return target


@pytest.fixture(scope="session")
def saaristo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of the strategy of another shape."""
    target = tmp_path_factory.mktemp("saaristo") / "built"
    result = build(SAARISTO / "mkdocs.yml", target)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return target
