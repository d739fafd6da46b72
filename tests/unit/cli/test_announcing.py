"""Mistakes as GitHub and GitLab take them, so that they show them beside the very line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from strategy_site.cli.reporters import annotation, code_quality
from strategy_site.diagnostics import Diagnostic, Severity
from tests.support.paths import BASE

KINDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}
any_text = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)


def _unescaped(text: str) -> str:
    """Read what a runner reads: the code of each character that it takes for something else."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


@given(any_text, st.integers(1, 9999), any_text, st.sampled_from(Severity))
@example("a%2Cb.yml", 1, "Skriv 5 %0A, inte 5 %25.", Severity.ERROR)  # what looks escaped
def test_github_reads_what_was_said(name: str, line: int, message: str, severity: Severity) -> None:
    path = Path("strategy") / name.replace("/", "_").replace("\x00", "_")
    problem = Diagnostic(path, line, message, severity)
    said = annotation(problem)
    assert "\n" not in said
    assert "\r" not in said
    found = re.fullmatch(r"::(\w+) file=([^,:]*),line=(\d+)::(.*)", said, re.DOTALL)
    assert found is not None
    assert (found[1], int(found[3])) == (KINDS[severity], line)
    assert _unescaped(found[2]) == path.as_posix()
    assert _unescaped(found[4]) == message


def test_gitlab_knows_a_mistake_again() -> None:
    path = Path("strategy/projects/bastu.yml")
    mistakes = [
        Diagnostic(path, 3, "Ett fel."),
        Diagnostic(path, 9, "En varning.", Severity.WARNING),
        Diagnostic(path, 9, "Ett tips.", Severity.HINT),
    ]
    rows = json.loads(code_quality(mistakes))
    assert [row["severity"] for row in rows] == ["blocker", "minor", "info"]
    assert rows[0]["description"] == "Ett fel."
    assert rows[0]["location"] == {"path": path.as_posix(), "lines": {"begin": 3}}
    assert len({row["fingerprint"] for row in rows}) == 3
    (moved,) = json.loads(code_quality([Diagnostic(path, 4, "Ett fel.")]))
    assert moved["fingerprint"] == rows[0]["fingerprint"]
    first, second = json.loads(code_quality([mistakes[0], Diagnostic(path, 8, "Ett fel.")]))
    assert first["fingerprint"] == rows[0]["fingerprint"] != second["fingerprint"]


def test_the_check_says_it_to_people_and_to_forges(tmp_path: Path) -> None:
    folder, report = tmp_path / "strategy", tmp_path / "codequality.json"
    shutil.copytree(BASE, folder)
    arguments = ["check", str(folder), "--format", "github", "--report", str(report)]
    command = [sys.executable, "-m", "strategy_site", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    assert "::" not in result.stdout
    assert json.loads(report.read_text("utf-8")) == []

    project = folder / "projects/bastu.yml"
    project.write_text(project.read_text("utf-8").replace("owner:", "oklart:"), "utf-8")
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    annotations = [line for line in result.stdout.splitlines() if line.startswith("::")]
    sentences = result.stderr.splitlines()[:-1]
    rows = json.loads(report.read_text("utf-8"))
    assert len(annotations) == len(sentences) == len(rows) == 2
    assert sentences[0].startswith("strategy/projects/bastu.yml, rad ")
    assert annotations[0].startswith("::error file=strategy/projects/bastu.yml,line=")
