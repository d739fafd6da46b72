"""The editor's forms and its server, without a browser: any strategy, any text, nobody else."""

from __future__ import annotations

import datetime
import http.client
import json
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_site.authoring.editor.backend import DecapBackend
from strategy_site.authoring.editor.decap import fetch_decap
from strategy_site.authoring.editor.forms import SETTINGS, editor_config
from strategy_site.authoring.editor.joining import RequestError
from strategy_site.authoring.editor.server import server
from strategy_site.checks.load import load_strategy
from strategy_site.model.item_kinds import ITEM_FOLDERS
from strategy_site.model.items import Goal
from strategy_site.model.strategy import Strategy
from strategy_site.yaml_io.patch import patch
from tests.support.paths import DEMO, SAARISTO

URL = "https://strategi.example.org/"
FOLDERS_OF = {"demo": DEMO / "strategy", "saaristo": SAARISTO / "strategy"}


@pytest.fixture(params=FOLDERS_OF)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDERS_OF[request.param], tmp_path / "strategy"))


def _collections(folder: Path) -> dict[str, Any]:
    content, _ = load_strategy(folder)
    config = editor_config(content, URL, f"{URL}api")
    return {row["name"]: row for row in config["collections"]}


def test_every_field_of_the_model_is_in_a_form_and_no_other(folder: Path) -> None:
    made = _collections(folder)
    for name, model in ITEM_FOLDERS.items():
        *fields, opened = made[name]["fields"]
        assert opened["widget"] == "hidden"
        keys = [field["name"] for field in fields]
        assert keys == [info.alias or key for key, info in model.model_fields.items()]
    whole = made["strategy"]["files"][0]["fields"]
    assert [field["name"] for field in whole[:-1]] == [
        key for key in Strategy.model_fields if key not in SETTINGS
    ]


def test_an_empty_form_says_what_to_fill_in_by_the_names_it_shows(folder: Path) -> None:
    shown = f"{folder.name}/projects/None.yml"
    with pytest.raises(RequestError) as refused:
        DecapBackend(folder, URL).preview(
            shown, {"start_year": 26, "image": {"file": "bastu.jpg"}}, "sv"
        )
    said = str(refused.value)
    assert "”Projektägare” saknas; fyll i fältet." in said
    assert "”Vad bilden visar” saknas; fyll i fältet." in said
    assert "”Första året” är 26 men ska vara minst 1900" in said
    assert not re.search("None|owner|start_year|alt|yml", said)


def _fields(fields: list[Any]) -> Iterator[Any]:
    for field in fields:
        if field["widget"] != "hidden":
            yield field
        yield from _fields(field.get("fields", []))


def test_forms_speak_swedish_and_offer_what_there_is_to_choose(folder: Path) -> None:
    content, _ = load_strategy(folder)
    made = _collections(folder)
    for field in _fields(made["projects"]["fields"] + made["calls"]["fields"]):
        assert field["label"] != field["name"]
    by_name = {field["name"]: field for field in _fields(made["projects"]["fields"])}
    chosen = [option["value"] for option in by_name["goals"]["options"]]
    gone = [goal.id for goal in content.withdrawn if isinstance(goal, Goal)]
    assert chosen == [*(goal.id for goal in content.goals), *gone]
    titles = by_name["title"]["fields"]
    assert [row["name"] for row in titles] == content.languages
    assert [row["required"] for row in titles] == [True] + [False] * (len(titles) - 1)


def test_saving_every_file_as_it_is_changes_no_byte(folder: Path) -> None:
    desk = DecapBackend(folder, URL)
    for path in sorted(folder.rglob("*.yml")):
        name = f"strategy/{path.relative_to(folder).as_posix()}"
        if path.parent.name not in ITEM_FOLDERS and path.name != "strategy.yml":
            continue
        before = path.read_bytes()
        entry = desk.handle("getEntry", {"path": name})
        # As a browser writes it: another layout, no comments, dates as text.
        values = json.loads(json.dumps(yaml.safe_load(entry["data"]), default=str))
        _save(desk, name, values)
        assert path.read_bytes() == before


def _save(desk: DecapBackend, path: str, values: Any) -> None:
    # Escaped, because PyYAML itself writes a NEL so that it comes back as a space.
    raw = yaml.safe_dump(values, sort_keys=False, width=60)
    desk.handle("persistEntry", {"dataFiles": [{"path": path, "raw": raw}], "assets": []})


@given(text=st.text(min_size=1, max_size=200), blank=st.sampled_from(["", " ", None, [], {}]))
@example(text="Ett.\r\n\r\nTvå.", blank="")  # as browsers end the lines of a text field
def test_any_text_is_saved_as_it_is_or_refused_in_a_sentence(
    tmp_path: Path, text: str, blank: Any
) -> None:
    folder = tmp_path / "strategy"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAARISTO / "strategy", folder)
    desk, name = DecapBackend(folder, URL), "strategy/calls/any.yml"
    source = load_strategy(folder)[0].languages[0]
    values = {
        "id": "any",
        "slug": blank,
        "kind": "call",
        "title": {source: text},
        "summary": {source: "."},
        "text": {source: blank},
        "withdrawn": {"date": "", "replaced_by": [], "reason": {source: ""}},
        "closes": "2026-01-31",
        "budget": 5,
        "goals": [],
    }
    try:
        _save(desk, name, values)
    except RequestError as refusal:
        assert str(refusal).endswith(".")
        assert not (folder / "calls/any.yml").exists()
        return
    call = next(c for c in load_strategy(folder)[0].calls if c.id == "any")
    assert call.title.get(source) == text.replace("\r\n", "\n").strip()
    assert call.model_fields_set == {"id", "kind", "title", "summary", "closes", "budget"}


def test_every_picture_can_be_chosen_and_nothing_else(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAARISTO / "strategy", tmp_path / "strategy"))
    for name in ("IMG_1.JPG", "anteckning.txt"):  # cameras name their files in capitals
        (folder / "images" / name).write_bytes(b"")
    found = DecapBackend(folder, URL).handle("getMedia", {})
    assert [row["path"] for row in found] == [
        "strategy/images/IMG_1.JPG",
        "strategy/images/ranta.png",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "strategy/../ut.yml",
        "/etc/passwd",
        "strategy/versions/1.yml",
        "strategy/projects/../../ut.yml",
        "strategy/projects/.dold.yml",
        "strategy/images/skript.svg",
        "annat/projects/a.yml",
        "strategy",
    ],
)
def test_no_other_file_is_read_or_written(tmp_path: Path, path: str) -> None:
    folder = Path(shutil.copytree(SAARISTO / "strategy", tmp_path / "strategy"))
    desk = DecapBackend(folder, URL)
    asset = {"path": path, "content": "", "encoding": "base64"}
    questions: dict[str, dict[str, Any]] = {
        "getEntry": {"path": path},
        "getMediaFile": {"path": path},
        "persistMedia": {"asset": asset},
        "persistEntry": {"dataFiles": [{"path": path, "raw": "id: a"}]},
    }
    for action, params in questions.items():
        with pytest.raises(RequestError):
            desk.handle(action, params)
    assert not (tmp_path / "ut.yml").exists()


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAARISTO / "strategy", tmp_path / "strategy"))
    secret = tmp_path / "hemligt.yml"
    secret.write_text("id: hemligt\n", encoding="utf-8")
    (folder / "calls/hemligt.yml").symlink_to(secret)
    with pytest.raises(RequestError):
        DecapBackend(folder, URL).handle("getEntry", {"path": "strategy/calls/hemligt.yml"})


def test_the_server_answers_its_own_page_alone(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAARISTO / "strategy", tmp_path / "strategy"))
    script, site = tmp_path / "cms.js", tmp_path / "site"
    script.write_text("", encoding="utf-8")
    site.mkdir()
    (site / "index.html").write_text("<p>Tervetuloa", encoding="utf-8")
    (site / "strategy.json").write_text(json.dumps({"site_url": URL}), encoding="utf-8")
    running = server(folder, site, script, port=0)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    own = f"127.0.0.1:{running.server_port}"

    def ask(method: str, path: str, host: str = own, **headers: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", running.server_port)
        connection.request(method, path, '{"action": "info"}', {"Host": host, **headers})
        response = connection.getresponse()
        return response.status, response.read().decode("utf-8", "replace")

    try:
        assert ask("POST", "/redigera/api", Origin=f"http://{own}")[0] == 200
        assert ask("POST", "/redigera/api", Origin="https://other.example")[0] == 403
        assert ask("POST", "/redigera/api")[0] == 403
        assert ask("GET", "/redigera/config.yml", host="other.example")[0] == 403
        assert ask("GET", "/redigera/../../strategy.yml")[0] == 404
        assert ask("GET", "/redigera/")[0] == 200
        # The site beside it is the built one.
        assert ask("GET", "/")[1] == "<p>Tervetuloa"
    finally:
        running.shutdown()
        running.server_close()


def test_a_project_keeps_a_goal_that_no_longer_holds(folder: Path) -> None:
    content, _ = load_strategy(folder)
    goal = content.goals[-1]
    origin = content.locations[goal.id]
    path = folder / origin.path.relative_to("strategy")
    place = (*origin.key, "withdrawn", "date")
    path.write_text(
        patch(path.read_text("utf-8"), {place: datetime.date(2026, 1, 31)}), encoding="utf-8"
    )
    by_name = {field["name"]: field for field in _collections(folder)["projects"]["fields"]}
    labels = {option["value"]: option["label"] for option in by_name["goals"]["options"]}
    assert labels[goal.id].endswith("(upphört)")


def _npm(folder: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an npm in the way that brings ``archive``."""
    folder.mkdir()
    (folder / "archive").write_bytes(archive)
    npm = folder / "npm"
    npm.write_text(f'#!/bin/sh\ncp "{folder}/archive" "$5/a.tgz"\n', encoding="utf-8")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_another_package_than_the_one_tried_out_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _npm(tmp_path / "bin", b"something else", monkeypatch)
    assert fetch_decap(tmp_path / "editor") is None
    assert "inte det paket som provades" in capsys.readouterr().err
    assert not (tmp_path / "editor").exists()


def test_without_npm_the_editor_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fetch_decap(tmp_path / "editor") is None
    assert "installera Node.js" in capsys.readouterr().err


PROJECT = "strategy/projects/bybastun.yml"


def _opened(backend: DecapBackend) -> dict[str, Any]:
    value = yaml.safe_load(backend.handle("getEntry", {"path": PROJECT})["data"])
    assert isinstance(value, dict)
    return value


@pytest.fixture
def demo(tmp_path: Path) -> DecapBackend:
    return DecapBackend(Path(shutil.copytree(DEMO / "strategy", tmp_path / "strategy")), URL)


def test_what_others_wrote_since_a_form_was_opened_is_kept(demo: DecapBackend) -> None:
    form = _opened(demo)
    path = demo.folder.parent / PROJECT
    text = path.read_text("utf-8")
    path.write_text(text.replace(form["summary"]["sv"], "Den andras mening."), "utf-8")
    form["owner"] = "Exempelbyns byalag"
    _save(demo, PROJECT, form)
    saved = yaml.safe_load(path.read_text("utf-8"))
    assert saved["summary"]["sv"] == "Den andras mening."
    assert saved["owner"] == "Exempelbyns byalag"
    # The same form goes on, in its tab; another has opened the file in between.
    assert _opened(demo)["summary"]["sv"] == "Den andras mening."
    form["title"]["sv"] = "Nytt namn"
    _save(demo, PROJECT, form)
    saved = yaml.safe_load(path.read_text("utf-8"))
    assert (saved["summary"]["sv"], saved["title"]["sv"]) == ("Den andras mening.", "Nytt namn")


def test_one_field_that_two_have_changed_is_shown_with_both_values(demo: DecapBackend) -> None:
    mine, theirs = _opened(demo), _opened(demo)
    theirs["title"]["sv"] = "Deras bastu"
    _save(demo, PROJECT, theirs)
    before = (demo.folder.parent / PROJECT).read_bytes()
    mine["title"]["sv"] = "Min bastu"
    mine["owner"] = "Jag"
    with pytest.raises(RequestError, match=r"Min bastu.*Deras bastu"):
        _save(demo, PROJECT, mine)
    assert (demo.folder.parent / PROJECT).read_bytes() == before
    # The advice: open again, and write what shall hold.
    again = _opened(demo)
    again["title"]["sv"] = "Min bastu"
    _save(demo, PROJECT, again)
    assert "Min bastu" in (demo.folder.parent / PROJECT).read_text("utf-8")


def test_forms_that_were_open_at_once_lose_nothing(demo: DecapBackend) -> None:
    forms = [_opened(demo) for _number in range(3)]
    forms[0]["owner"] = "Ägaren"
    forms[1]["summary"]["sv"] = "Ny sammanfattning."
    forms[2]["title"]["sv"] = "Ny titel"
    for form in forms:
        _save(demo, PROJECT, form)
    saved = _opened(demo)
    assert saved["owner"] == "Ägaren"
    assert saved["summary"]["sv"] == "Ny sammanfattning."
    assert saved["title"]["sv"] == "Ny titel"


def test_a_form_may_take_back_what_it_has_saved(demo: DecapBackend) -> None:
    form = _opened(demo)
    owner, form["owner"] = form["owner"], "En annan"
    _save(demo, PROJECT, form)
    form["owner"] = "En tredje"
    _save(demo, PROJECT, form)
    form["owner"] = owner
    _save(demo, PROJECT, form)
    assert _opened(demo)["owner"] == owner


def test_a_form_from_before_the_editor_was_started_again_overwrites_nothing(
    demo: DecapBackend,
) -> None:
    form = _opened(demo)
    form["owner"] = "En annan"
    before = (demo.folder.parent / PROJECT).read_bytes()
    with pytest.raises(RequestError, match="En annan"):
        _save(DecapBackend(demo.folder, URL), PROJECT, form)
    assert (demo.folder.parent / PROJECT).read_bytes() == before


def test_saves_of_one_answer_lose_none(demo: DecapBackend) -> None:
    opened = _opened(demo)
    edits: dict[tuple[str, ...], str] = {
        **{("title", code): f"Titel {code}" for code in opened["title"]},
        **{("summary", code): f"Mening {code}." for code in opened["summary"]},
        ("owner",): "Ägaren",
    }
    for key, value in edits.items():
        form = json.loads(json.dumps(opened, default=str))
        place = form
        for part in key[:-1]:
            place = place[part]
        place[key[-1]] = value
        _save(demo, PROJECT, form)
    saved = _opened(demo)
    for key, value in edits.items():
        found: Any = saved
        for part in key:
            found = found[part]
        assert found == value
