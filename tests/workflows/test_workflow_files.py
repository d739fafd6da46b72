"""The workflow files themselves: valid, pinned, with no more rights than they need."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.support.forge import GITHUB, jobs, workflow
from tests.support.paths import ROOT

GITLAB = ROOT / ".gitlab-ci.yml"
PROJECT = "strategy/projects/bybastun.yml"
NEEDS_CODE = ("Makefile", ".gitignore", "requirements.txt", "pyproject.toml")


def _scripts() -> list[str]:
    """Give every piece of shell of all workflows."""
    github = [step["run"] for job in jobs().values() for step in job["steps"] if "run" in step]
    gitlab = [job for job in yaml.safe_load(GITLAB.read_text("utf-8")).values() if "script" in job]
    return [*github, *(line for job in gitlab for line in job["script"])]


def _checked(*arguments: str) -> str:
    command = [sys.executable, "-m", "check_jsonschema", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    return result.stdout + result.stderr if result.returncode else ""


def test_the_files_fit_their_published_schemas() -> None:
    assert [path.stem for path in GITHUB] == ["long-tests", "proposal", "publish", "test"]
    files = [str(path) for path in GITHUB]
    assert _checked("--builtin-schema", "vendor.github-workflows", *files) == ""
    gitlab = ("--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci")
    assert _checked(*gitlab, str(GITLAB)) == ""


def test_a_wrong_file_would_be_noticed(tmp_path: Path) -> None:
    wrong = tmp_path / "publish.yml"
    text = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    wrong.write_text(text.replace("runs-on:", "run-on:"), "utf-8")
    assert "run-on" in _checked("--builtin-schema", "vendor.github-workflows", str(wrong))


def test_they_call_the_same_commands_as_everyone() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    called = set(re.findall(r"\bmake ([a-z-]+)", "\n".join(_scripts())))
    assert called == {"check", "preview", "publish", "record", "test-long"}
    for target in called:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_nothing_is_published_after_a_job_that_failed() -> None:
    assert set(jobs()["publish/record"]["needs"].split()) == {"build"}
    assert set(jobs()["publish/deploy"]["needs"]) == {"build", "record"}
    publishing = [k for k, job in jobs().items() if "actions/deploy-pages" in str(job["steps"])]
    assert publishing == ["publish/deploy"]
    for job in jobs().values():
        assert "if" not in job or "always" not in job["if"]
        for part in (job, *job["steps"]):
            assert "continue-on-error" not in part
            assert part.get("if") in (None, "failure()", job.get("if"))
    assert "allow_failure" not in GITLAB.read_text("utf-8")


def test_one_publication_waits_for_the_other() -> None:
    """A run that is stopped may have entered addresses for pages that never come."""
    concurrency = workflow("publish")["concurrency"]
    assert concurrency == {"group": "publish", "cancel-in-progress": "false"}
    assert yaml.safe_load(GITLAB.read_text("utf-8"))["pages"]["resource_group"] == "publish"


def test_who_runs_what_a_change_may_touch_can_write_nothing() -> None:
    for name in ("long-tests", "proposal", "publish", "test"):
        assert workflow(name)["permissions"] == {"contents": "read"}
    rights = {name: job["permissions"] for name, job in jobs().items() if "permissions" in job}
    assert rights == {
        "proposal/comment": {"pull-requests": "write"},
        "publish/build": {"contents": "read", "pages": "read"},
        "publish/record": {"contents": "write"},
        "publish/deploy": {"pages": "write", "id-token": "write"},
    }
    writing = {name for name, may in rights.items() if "write" in may.values()}
    for name, job in jobs().items():
        shell = "\n".join(step.get("run", "") for step in job["steps"])
        if name in writing:
            assert set(re.findall(r"\bmake ([a-z-]+)", shell)) <= {"record"}
        for step in job["steps"]:
            if "actions/checkout" in step.get("uses", "") and name not in writing:
                assert step["with"]["persist-credentials"] == "false"
            # What somebody wrote in a title or a branch's name never becomes shell.
            assert "${{" not in step.get("run", "")


def test_actions_are_pinned_by_their_commit() -> None:
    for path in GITHUB:
        for line in path.read_text("utf-8").splitlines():
            if "uses:" in line:
                assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)


def test_every_night_after_midnight() -> None:
    on = workflow("publish")["on"]
    (entry,) = on["schedule"]
    assert entry["cron"] == "10 23 * * *"
    assert on["push"] == {"branches": ["main"]}


def test_the_long_tests_run_every_night() -> None:
    on = workflow("long-tests")["on"]
    (entry,) = on["schedule"]
    assert entry["cron"] == "40 1 * * *"
    assert on.keys() == {"schedule", "workflow_dispatch"}
