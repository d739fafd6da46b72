"""Translators' own tools: what goes out as PO comes back into the YAML, and nothing is lost."""

from __future__ import annotations

import codecs
import io
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po

from strategy_site.checks.load import load_strategy
from strategy_site.cli.main import main
from strategy_site.content.url_ledger import OLD_LEDGER
from strategy_site.i18n.translation_status import translation_status
from strategy_site.i18n.translation_units import translation_units
from strategy_site.model.glossary import GLOSSARY
from tests.support.editing import change
from tests.support.paths import DEMO
from tests.support.po import SITE, export, msgfmt, quoted

TITLE = "Uusia kohtaamispaikkoja"
"""How the Finnish of goal 1.1 begins, which the tests exchange for:"""
NEW = "Lisää kohtaamispaikkoja"


@pytest.fixture
def strategy(tmp_path: Path) -> Path:
    folder = tmp_path / "strategy"
    shutil.copytree(DEMO / "strategy", folder)
    return folder


def _values(folder: Path) -> dict[str, Any]:
    return {
        str(path.relative_to(folder)): yaml.safe_load(path.read_text("utf-8"))
        for path in folder.rglob("*.yml")
    }


@pytest.mark.integration
def test_every_text_goes_out_with_its_place(strategy: Path) -> None:
    path = export(strategy)
    msgfmt(path)
    with path.open("rb") as file:
        catalogue = read_po(file)
    messages = {message.context: message for message in catalogue if message.id}
    units = translation_units(load_strategy(strategy)[0])
    assert messages.keys() == {unit.msgctxt for unit in units}
    goal = messages["1.1 title"]
    assert goal.id == "Nya mötesplatser i byarna."
    assert goal.string == f"{TITLE} kyliin."
    assert goal.auto_comments[:2] == ["Titeln: sidans rubrik.", f"{SITE}fi/mal/motesplatser/"]
    ((file_name, line),) = goal.locations
    source = (strategy.parent / file_name).read_text("utf-8").splitlines()[line - 1]
    assert TITLE in source


def test_what_comes_back_unchanged_changes_nothing(strategy: Path) -> None:
    before = {path: path.read_bytes() for path in strategy.rglob("*") if path.is_file()}
    path = export(strategy)
    assert main(["import-po", str(strategy), "--file", str(path)]) == 0
    assert {path: path.read_bytes() for path in strategy.rglob("*") if path.is_file()} == before


def test_every_text_of_the_site_survives_the_round_trip(strategy: Path) -> None:
    """All Finnish is new in a PO file that was written when the YAML had none, and comes in."""
    path = export(strategy)
    text = re.sub("(?m)^#. summa: .*", "#. summa: -", path.read_text("utf-8"))
    text = text.replace("#, fuzzy\n", "")
    before = _values(strategy)
    for file in strategy.rglob("*.yml"):
        if file.parent.name != "versions" and file.name != GLOSSARY:
            value = _without(yaml.safe_load(file.read_text("utf-8")))
            file.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), "utf-8")
    path.write_text(text, "utf-8")
    assert main(["import-po", str(strategy), "--file", str(path)]) == 0
    assert _values(strategy) == before


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        both = "sv" in value
        return {k: _without(v) for k, v in value.items() if not (both and k == "fi")}
    return [_without(inner) for inner in value] if isinstance(value, list) else value


def test_one_new_translation_is_one_changed_line(strategy: Path) -> None:
    path = export(strategy)
    change(path, TITLE, NEW)
    area = strategy / "priority_areas/1.yml"
    before = area.read_text("utf-8").splitlines()
    assert main(["import-po", str(strategy), "--file", str(path)]) == 0
    after = area.read_text("utf-8").splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [
        (
            f"      fi: {TITLE} kyliin.",
            f"      fi: {NEW} kyliin.",
        )
    ]


@pytest.mark.integration
def test_an_outdated_text_is_fuzzy_with_what_it_was_made_from(strategy: Path) -> None:
    path = strategy / "projects/bybastun.yml"
    change(path, "sv: Byn bygger en bastu", "sv: Byn bygger en ny bastu")
    po = export(strategy)
    msgfmt(po)
    entry = next(
        part for part in po.read_text("utf-8").split("\n\n") if 'msgctxt "bybastun summary"' in part
    )
    assert "#, fuzzy" in entry
    assert re.search(r'#\| msgid "Byn bygger en bastu', entry)
    assert 'msgid "Byn bygger en ny bastu' in entry
    # The translator leaves it as doubtful: it stays outdated.
    assert main(["import-po", str(strategy), "--file", str(po)]) == 0
    assert _state(strategy, "bybastun summary") == "outdated"
    # The translator finds that it still says the same.
    po.write_text(po.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    assert main(["import-po", str(strategy), "--file", str(po)]) == 0
    assert "outdated" not in _states(strategy).values()
    assert _state(strategy, "bybastun summary") == "reviewed"


def _states(folder: Path) -> dict[str, str]:
    status = translation_status(load_strategy(folder)[0])
    return {one.unit.msgctxt: one.state for one in status.all("fi")}


def _state(folder: Path, msgctxt: str) -> str:
    return _states(folder)[msgctxt]


def test_what_two_people_changed_is_told_and_left_alone(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(strategy)
    area = strategy / "priority_areas/1.yml"
    change(path, TITLE, NEW)
    change(path, "on avoin kaikille ympäri vuoden", "on kaikille avoin ympäri vuoden")
    change(area, TITLE, "Enemmän kohtaamispaikkoja")
    project = strategy / "projects/bybastun.yml"
    change(project, "sv: Byn bygger en bastu", "sv: Byn bygger en ny bastu")
    change(path, "Kylä rakentaa", "Kylä tekee")
    change(path, 'msgctxt "kvarnen title"', 'msgctxt "borta title"')
    _change_translation(path, "borta title", "Pois")
    capsys.readouterr()
    assert main(["import-po", str(strategy), "--file", str(path)]) == 1
    said = capsys.readouterr().err
    assert (
        f"”1.1 title” är ändrad på två håll: filen har ”{NEW} kyliin.” och "
        f"strategy/priority_areas/1.yml, rad {_line(area, 'Enemmän')}, har ”Enemmän "
        "kohtaamispaikkoja kyliin.”; välj en av dem"
    ) in said
    assert "”bybastun summary” har fått en ny text sedan filen skrevs: den var ”Byn" in said
    assert "texten ”borta title” finns inte längre; ta bort den ur filen." in said
    text = area.read_text("utf-8")
    assert "Enemmän" in text
    assert NEW not in text
    assert "on kaikille avoin" in text  # what nobody else touched is written


def _line(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if words in line)


def _change_translation(po: Path, context: str, new: str) -> None:
    text = po.read_text("utf-8")
    entry = next(part for part in text.split("\n\n") if f'msgctxt "{context}"' in part)
    head, mark, _ = entry.rpartition("\nmsgstr ")
    po.write_text(text.replace(entry, f"{head}{mark}{quoted(new)}"), "utf-8")


def test_what_the_translator_left_alone_is_no_conflict(strategy: Path) -> None:
    """Everything in the YAML went on meanwhile: a translation, a source text, one taken out."""
    po = export(strategy)
    area = strategy / "priority_areas/1.yml"
    change(area, TITLE, "Enemmän kohtaamispaikkoja")
    project = strategy / "projects/bybastun.yml"
    change(project, "sv: Byn bygger en bastu", "sv: Byn bygger en ny bastu")
    (strategy / "projects/kvarnen.yml").unlink()
    (strategy / OLD_LEDGER).unlink()  # or the address of what is taken out would be missed
    _remove_line(area, "on avoin kaikille ympäri vuoden")
    before = _values(strategy)
    assert main(["import-po", str(strategy), "--file", str(po)]) == 0
    assert _values(strategy) == before


def test_a_translation_that_was_taken_out_does_not_come_back_by_itself(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po = export(strategy)
    area = strategy / "priority_areas/1.yml"
    _remove_line(area, TITLE)
    change(po, TITLE, NEW)
    before = _values(strategy)
    assert main(["import-po", str(strategy), "--file", str(po)]) == 1
    assert (
        "översättningen av ”1.1 title” är borttagen ur strategy/priority_areas/1.yml, rad "
        f"{_line(area, 'sv: Nya mötesplatser i')}, men filen har ”{NEW} kyliin.”; skriv in den för "
        "hand om den ska finnas."
    ) in capsys.readouterr().err
    assert _values(strategy) == before


def _remove_line(path: Path, words: str) -> None:
    lines = path.read_text("utf-8").splitlines(keepends=True)
    left = [line for line in lines if words not in line]
    assert len(left) == len(lines) - 1
    path.write_text("".join(left), "utf-8")


def test_other_line_breaks_in_the_yaml_are_a_change_too(strategy: Path) -> None:
    """A paragraph that somebody made meanwhile is not undone by who changed nothing."""
    po = export(strategy)
    call = strategy / "calls/hosten.yml"
    break_ = "voivat hakea.\n\n    Soita"
    change(call, break_, break_.replace("\n\n    ", " "))
    before = _values(strategy)
    assert main(["import-po", str(strategy), "--file", str(po)]) == 0
    assert _values(strategy) == before


def test_a_byte_order_mark_is_no_fault(strategy: Path) -> None:
    """Windows' editors begin a file with one."""
    po = export(strategy)
    change(po, TITLE, NEW)
    po.write_bytes(codecs.BOM_UTF8 + po.read_bytes())
    assert main(["import-po", str(strategy), "--file", str(po)]) == 0
    assert NEW in (strategy / "priority_areas/1.yml").read_text("utf-8")


@pytest.mark.parametrize(
    ("said", "right"), [("fi_FI", True), ("FI-fi", True), ("", True), ("fit", False), ("sv", False)]
)
def test_a_file_in_another_language_is_refused(
    strategy: Path, said: str, right: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    po = export(strategy)
    change(po, '"Language: fi\\n"', f'"Language: {said}\\n"')
    change(po, TITLE, NEW)
    before = _values(strategy)
    assert main(["import-po", str(strategy), "--file", str(po)]) == (0 if right else 1)
    assert (_values(strategy) == before) is not right
    sentence = (
        f"fi.po, rad 3: filen säger på raden Language att den är på ”{said}”, inte ”fi”; "
        f"skriv LANG={said}, eller rätta raden."
    )
    assert (sentence in capsys.readouterr().err) is not right


def test_another_number_in_a_translation_is_told(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(strategy)
    change(path, "enintään 20 000 kruunua", "enintään 30 000 kruunua")
    assert main(["import-po", str(strategy), "--file", str(path)]) == 0
    said = capsys.readouterr().out
    assert "Varning: den nya texten saknar ”20 000” men har ”30 000” för mycket; se efter" in said


def test_all_that_comes_in_can_be_declared_reviewed(strategy: Path) -> None:
    path = export(strategy)
    path.write_text(path.read_text("utf-8").replace("#, fuzzy\n", ""), "utf-8")
    change(path, TITLE, NEW)
    assert main(["import-po", str(strategy), "--file", str(path), "--reviewed=all"]) == 0
    assert set(_states(strategy).values()) == {"reviewed", "missing"}
    assert _state(strategy, "1.1 title") == "reviewed"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\xff\xfe", "rad 1: filen går inte att läsa som PO"),
        (b'msgid "a\n', "rad 1: filen går inte att läsa som PO"),
        (None, "PO-filen finns inte; skriv ”make import-po FIL=fi.po” med filens namn."),
    ],
)
def test_a_file_that_is_no_po(
    strategy: Path, data: bytes | None, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = strategy.parent / "fi.po"
    if data is not None:
        path.write_bytes(data)
    assert main(["import-po", str(strategy), "--file", str(path)]) == 1
    assert sentence in capsys.readouterr().err


def test_the_file_is_the_same_every_day(strategy: Path) -> None:
    first = export(strategy).read_bytes()
    assert export(strategy).read_bytes() == first
    assert b"strategy/strategy.yml" in io.BytesIO(first).read()


def test_what_the_file_changes_is_declared_reviewed_and_no_more(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(strategy)
    change(path, TITLE, NEW)
    before = _states(strategy)
    assert main(["import-po", str(strategy), "--file", str(path), "--reviewed"]) == 0
    assert "1 text förklaras granskad." in capsys.readouterr().out
    now = _states(strategy)
    assert now["1.1 title"] == "reviewed"
    others = {name: state for name, state in before.items() if name != "1.1 title"}
    assert "draft" in others.values()
    assert {name: now[name] for name in others} == others


def test_an_emptied_translation_is_told_and_kept(
    strategy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = export(strategy)
    text = path.read_text("utf-8")
    path.write_text(text.replace(f'msgstr "{TITLE}', 'msgstr "', 1), "utf-8")
    po = path.read_text("utf-8").splitlines()
    line = po.index('msgctxt "1.1 title"')
    end = next(n for n in range(line, len(po)) if po[n].startswith("msgstr"))
    po[end] = 'msgstr ""'
    path.write_text("\n".join(po) + "\n", "utf-8")
    before = _values(strategy)
    assert main(["import-po", str(strategy), "--file", str(path)]) == 0
    assert "”1.1 title” är tom här; strategin behåller den" in capsys.readouterr().out
    assert _values(strategy) == before
