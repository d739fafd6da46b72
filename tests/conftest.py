"""The built sites, made once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import ROOT, SAARISTO, build


def _built(config: Path, target: Path) -> Path:
    """Build a site; its strict build says nothing at all."""
    result = build(config, target)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the real site."""
    return _built(ROOT / "mkdocs.yml", tmp_path_factory.mktemp("site") / "built")


@pytest.fixture(scope="session")
def saaristo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the site of the strategy of another shape."""
    return _built(SAARISTO / "mkdocs.yml", tmp_path_factory.mktemp("saaristo") / "built")
