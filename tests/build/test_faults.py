"""What the check could not foresee ends a build with a sentence, and the old site stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.building import DAY, copy_of_demo, run_in

FAULTS = {
    "a page": (
        "render/templates/pages/project.html.j2",
        "{{ (item.id == 'kvarnen') and 1 // 0 }}\n",
        ["strategy/projects/kvarnen.yml, rad 1: ", "”kvarnen”", "ZeroDivisionError"],
    ),
    "a file of open data": (
        "outputs/registry.py",
        "\n\ndef netlify_redirects(*_: object) -> str:\n    raise KeyError('x')\n",
        ["strategy, rad 1: ", "öppna data, flöden och kortadresser", "KeyError"],
    ),
}


@pytest.mark.parametrize("what", FAULTS)
def test_a_fault_names_the_file_and_the_item(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in DAY.items():
        monkeypatch.setenv(name, value)
    project = copy_of_demo(tmp_path / "project")
    (project / "site").mkdir()
    (project / "site/old.txt").write_text("old", "utf-8")
    name, fault, said = FAULTS[what]
    with (project / "hooks/strategy_site" / name).open("a", encoding="utf-8") as file:
        file.write(fault)
    result = run_in(project, "-m", "strategy_site", "build")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    for part in said:
        assert part in result.stderr
    assert [path.name for path in (project / "site").iterdir()] == ["old.txt"]
