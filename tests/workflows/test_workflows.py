"""The workflows of GitHub and GitLab: valid, sparing with rights, and run here step by step.

What the forges themselves do (fetching, keeping files between jobs, publishing) is played by a bare
repository and folders; every line of shell is run as it stands.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
import yaml

from strategy_site.cli.main import main
from tests.support.building import copy_of_demo
from tests.support.editing import change, git
from tests.support.forge import Forge, jobs
from tests.support.paths import ROOT

GITLAB = ROOT / ".gitlab-ci.yml"
PROJECT = "strategy/projects/bybastun.yml"
NEEDS_CODE = ("Makefile", ".gitignore", "requirements.txt", "pyproject.toml")

# --- the shell, run ----------------------------------------------------------------------------


def _push(clone: Path, message: str, branch: str = "main") -> None:
    git(clone, "commit", "--quiet", "--all", "--message", message)
    git(clone, "push", "--quiet", "origin", f"HEAD:{branch}")


@pytest.fixture
def forge(tmp_path: Path) -> Forge:
    """Return a forge with the demo on its main branch, of which nothing is published yet."""
    project = copy_of_demo(tmp_path / "project")
    (project / "strategy/addresses.txt").unlink()
    for name in NEEDS_CODE:
        shutil.copy(ROOT / name, project)
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "Begin")
    git(tmp_path, "clone", "--quiet", "--bare", str(project), "bare.git")
    return Forge(tmp_path)


def test_github_publishes_and_keeps_what_it_has_published(forge: Forge) -> None:
    build = forge.clone("build")
    assert forge.run_job("publish/build", build)[0]
    assert (build / "site/index.html").is_file()
    before = forge.main()
    assert forge.run_job("publish/record", forge.clone("record"))[0]
    assert git(forge.bare, "rev-parse", "main^") == before
    assert "[skip ci]" in git(forge.bare, "log", "-1", "--format=%s", "main")
    ledger = forge.ledger("strategy/addresses")
    assert "projekt/bybastun/ project bybastun" in ledger

    # A slug is changed: the next run knows the old address, and it leads on.
    writer = forge.clone("writer")
    change(writer / PROJECT, "title:", "slug: badstugan\ntitle:")
    _push(writer, "Another slug")
    again = forge.clone("again")
    assert forge.run_job("publish/build", again)[0]
    old = (again / "site/projekt/bybastun/index.html").read_text("utf-8")
    assert "badstugan/" in old
    assert forge.run_job("publish/record", forge.clone("record-again"))[0]
    assert "projekt/badstugan/ project bybastun" in forge.ledger("strategy/addresses")

    # A night without a change: published, and nothing to keep.
    before = forge.main()
    assert forge.run_job("publish/build", forge.clone("night"))[0]
    assert forge.run_job("publish/record", forge.clone("record-night"))[0]
    assert forge.main() == before


def test_github_says_what_is_to_be_mended_and_publishes_nothing(forge: Forge) -> None:
    writer = forge.clone("writer")
    change(writer / PROJECT, "owner:", "ägare:")
    _push(writer, "A slip")
    build = forge.clone("build")
    ok, log = forge.run_job("publish/build", build)
    assert not ok
    assert f"::error file={PROJECT},line=" in log
    assert not (build / "site").exists()
    assert not (forge.folder / "record.patch").exists()
    summary = forge.summary()
    assert summary.startswith("### Inget är publicerat\n")
    assert f"{PROJECT}, rad " in summary
    assert "nyckeln ”ägare” finns inte här" in summary
    assert "::error" not in summary
    assert "Traceback" not in summary


def test_github_says_what_only_the_build_notices(forge: Forge) -> None:
    writer = forge.clone("writer")
    change(writer / "docs/om.md", "#", '<a href="../mal/#finns-inte">länk</a>\n\n#')
    _push(writer, "A link that leads nowhere")
    build = forge.clone("build")
    ok, _ = forge.run_job("publish/build", build)
    assert not ok
    assert not (build / "site").exists()
    assert "länken ../mal/#finns-inte leder till en plats som inte finns" in forge.summary()


def _proposed(forge: Forge, message: str, old: str, new: str) -> Path:
    """Give a clone of what GitHub checks out: the change merged, and one commit before it."""
    writer = forge.clone("writer")
    git(writer, "switch", "--quiet", "--create", "proposal")
    change(writer / PROJECT, old, new)
    git(writer, "commit", "--quiet", "--all", "--message", message)
    git(writer, "switch", "--quiet", "main")
    change(writer / "docs/om.md", "#", "Nytt av andra.\n\n#")
    _push(writer, "Others go on")
    git(writer, "merge", "--quiet", "--no-ff", "--message", "Merge", "proposal")
    git(writer, "push", "--quiet", "origin", "HEAD:merged")
    return forge.clone("merged", "--branch=merged")


def test_github_tells_what_a_proposal_does_and_only_that(forge: Forge) -> None:
    clone = _proposed(forge, "Another name", "  sv: En bastu", "  sv: Ett badhus")
    assert forge.run_job("proposal/preview", clone)[0]
    assert "~~En bastu~~ **Ett badhus** för hela byn" in forge.summary()
    assert "Nytt av andra" not in forge.summary()
    assert (forge.folder / "comment.md").read_text("utf-8") == forge.summary()
    assert (clone / ".build/preview/index.html").is_file()


def test_github_tells_what_is_wrong_with_a_proposal(forge: Forge) -> None:
    ok, log = forge.run_job("proposal/preview", _proposed(forge, "A slip", "owner:", "ägare:"))
    assert not ok
    assert f"::error file={PROJECT},line=" in log
    assert forge.summary().startswith("### Ändringen kan inte publiceras ännu\n")
    assert "nyckeln ”ägare” finns inte här" in forge.summary()
    # In the pull request too, in the place of what an earlier comment promised.
    assert (forge.folder / "comment.md").read_text("utf-8") == forge.summary()
    (_download, write) = jobs()["proposal/comment"]["steps"]
    assert "--edit-last --create-if-none --body-file comment.md" in write["run"]
    kept = [s for s in jobs()["proposal/preview"]["steps"] if "comment" in str(s.get("with"))]
    assert [step.get("if") for step in kept] == [None, "failure()"]


@pytest.mark.long
def test_another_lag_publishes_its_own_folder_and_changes_no_workflow(forge: Forge) -> None:
    own = {"STRATEGY_DIR": "vart-omrade"}
    writer = forge.clone("writer")
    begun = forge.run("make new-strategy DIR=vart-omrade LANG=fi,sv", writer)
    assert begun.returncode == 0, begun.stderr
    git(writer, "add", "vart-omrade")
    _push(writer, "A site of one's own")
    ok, log = forge.run_job("publish/build", forge.clone("too-early"), **own)
    assert not ok
    assert "”[Visio]” är inte skrivet än" in log or "”[Visio]” on vielä kirjoittamatta" in log
    for file in (writer / "vart-omrade/strategy").rglob("*.yml"):
        text = re.sub(r"""(['"])\[(.*?)\]\1""", r"\1\2\1", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    _push(writer, "What it is about")
    build = forge.clone("build")
    ok, log = forge.run_job("publish/build", build, **own)
    assert ok, log
    assert "Visio" in (build / "vart-omrade/site/index.html").read_text("utf-8")
    assert forge.run_job("publish/record", forge.clone("record"), **own)[0]
    assert "tavoitteet/1-1/ goal 1.1" in forge.ledger("vart-omrade/strategy/addresses")
    steps = jobs()["publish/build"]["steps"]
    assert [s["with"]["path"] for s in steps if "pages-artifact" in s.get("uses", "")] == [
        "${{ vars.STRATEGY_DIR || '.' }}/site"
    ]

    # A proposal: what it does is told, and a mistake stands beside its line in the repository.
    git(writer, "pull", "--quiet", "--rebase", "origin", "main")
    area = writer / "vart-omrade/strategy/priority_areas/1.yml"
    change(area, "id: '1.1'", "id: '1.1'\n    description:\n      fi: Lisää tietoa.")
    change(writer / "vart-omrade/strategy/strategy.yml", "version: 1", "version: 2")
    _push(writer, "More is told", "proposal")
    clone = forge.clone("proposal", "--branch=proposal")
    ok, log = forge.run_job("proposal/preview", clone, **own)
    assert ok, log
    assert "Lisää tietoa." in forge.summary()
    result = _gitlab(forge, "proposal", clone, CI_MERGE_REQUEST_DIFF_BASE_SHA=forge.main(), **own)
    assert result.returncode == 0, result.stderr
    assert "Lisää tietoa." in result.stdout
    assert yaml.safe_load((clone / "codequality.json").read_text("utf-8")) == []
    assert (clone / ".build/preview/index.html").is_file()
    change(clone / "vart-omrade/strategy/priority_areas/1.yml", "purpose:", "syfte:")
    ok, log = forge.run_job("proposal/preview", clone, **own)
    assert not ok
    assert "::error file=vart-omrade/strategy/priority_areas/1.yml,line=" in log


def _gitlab(forge: Forge, name: str, clone: Path, **more: str) -> subprocess.CompletedProcess[str]:
    job = yaml.safe_load(GITLAB.read_text("utf-8"))[name]
    variables = yaml.safe_load(GITLAB.read_text("utf-8"))["variables"] | {
        "CI_DEFAULT_BRANCH": "main",
        "CI_SERVER_HOST": "gitlab.example.org",
        "CI_PROJECT_PATH": "lag/strategi",
        "CI_JOB_TOKEN": "t0ken",
        # The project's address with the job's own right to push leads to the bare repository.
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": f"url.file://{forge.bare}.insteadOf",
        "GIT_CONFIG_VALUE_0": "https://gitlab-ci-token:t0ken@gitlab.example.org/lag/strategi.git",
    }
    return forge.run("\n".join(job["script"]), clone, **(variables | more))


def test_gitlab_publishes_and_keeps_what_it_has_published(forge: Forge) -> None:
    clone = forge.clone("job")
    git(clone, "checkout", "--quiet", "--detach")
    result = _gitlab(forge, "pages", clone)
    assert result.returncode == 0, result.stderr
    assert (clone / "public/index.html").is_file()
    assert "projekt/bybastun/ project" in forge.ledger("strategy/addresses")
    assert "[skip ci]" in git(forge.bare, "log", "-1", "--format=%s", "main")


@pytest.mark.long
def test_a_run_of_gitlab_that_waited_begins_with_what_the_one_before_has_entered(
    forge: Forge,
) -> None:
    """And not with its own old commit."""
    first = forge.clone("job")
    assert _gitlab(forge, "pages", first).returncode == 0
    before = forge.main()
    waited = forge.clone("waited")
    git(waited, "fetch", "--quiet", "origin", "main")
    git(waited, "checkout", "--quiet", "HEAD^")
    assert _gitlab(forge, "pages", waited).returncode == 0
    assert forge.main() == before


def test_gitlab_publishes_nothing_that_has_a_mistake(forge: Forge) -> None:
    writer = forge.clone("writer")
    change(writer / PROJECT, "owner:", "ägare:")
    _push(writer, "A slip")
    clone = forge.clone("job")
    result = _gitlab(forge, "pages", clone)
    assert result.returncode != 0
    assert f"{PROJECT}, rad " in result.stderr
    assert not (clone / "public").exists()


@pytest.mark.long
def test_gitlab_tells_what_a_proposal_does(forge: Forge) -> None:
    base = forge.main()
    writer = forge.clone("writer")
    git(writer, "switch", "--quiet", "--create", "proposal")
    change(writer / PROJECT, "  sv: En bastu", "  sv: Ett badhus")
    _push(writer, "Another name", "proposal")
    clone = forge.clone("job", "--branch=proposal")
    result = _gitlab(forge, "proposal", clone, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert result.returncode == 0, result.stderr
    assert "~~En bastu~~ **Ett badhus** för hela byn" in result.stdout
    assert yaml.safe_load((clone / "codequality.json").read_text("utf-8")) == []


def test_what_is_kept_goes_on_top_of_what_others_push_meanwhile(forge: Forge) -> None:
    machine, writer = forge.clone("machine"), forge.clone("writer")
    git(machine, "config", "user.name", "Machine")
    git(machine, "config", "user.email", "machine@example.org")
    assert main(["publish", "--project", str(machine)]) == 0
    (machine / "docs/om.md").write_text("not for keeping\n", "utf-8")
    change(writer / "docs/om.fi.md", "#", "Uutta.\n\n#")
    _push(writer, "Meanwhile")
    result = forge.run("git checkout --quiet docs && make record", machine)
    assert result.returncode == 0, result.stderr
    assert "projekt/bybastun/ project" in forge.ledger("strategy/addresses")
    assert "Uutta." in forge.show("docs/om.fi.md")


@pytest.mark.long
def test_the_recipe_for_any_host_publishes_or_leaves_the_site(forge: Forge) -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## Publishing")[2]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found is not None
    recipe = "set -e\n" + textwrap.dedent("  " + found[1])
    forge.environment()
    host = forge.folder / "host"
    rsync = forge.folder / "tools/rsync"
    rsync.write_text(f'#!/bin/sh\nrm -rf {host}\ncp -r "$3" {host}\n', "utf-8")
    rsync.chmod(0o755)
    clone = forge.clone("host-clone")
    git(clone, "config", "user.name", "Host")
    git(clone, "config", "user.email", "host@example.org")
    result = forge.run(recipe, clone)
    assert result.returncode == 0, result.stderr
    assert (host / "index.html").is_file()
    assert "projekt/bybastun/ project" in forge.ledger("strategy/addresses")

    writer = forge.clone("writer")
    change(writer / PROJECT, "owner:", "ägare:")
    _push(writer, "A slip")
    shown = (host / "index.html").read_bytes()
    result = forge.run(recipe, clone)
    assert result.returncode != 0
    assert f"{PROJECT}, rad " in result.stderr
    assert (host / "index.html").read_bytes() == shown


def test_before_anything_was_published_there_is_nothing_to_keep(forge: Forge) -> None:
    clone = forge.clone("clone")
    shutil.rmtree(clone / "strategy/translations")
    shutil.rmtree(clone / "strategy/versions")
    (clone / "strategy/strategy.yml").write_text("half done", "utf-8")
    result = forge.run("make record", clone)
    assert result.returncode != 0
    assert "”make publish” först" in result.stderr
    assert git(clone, "diff", "--cached", "--name-only") == ""
