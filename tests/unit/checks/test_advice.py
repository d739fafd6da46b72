"""Whoever does what a message says is rid of that mistake, and has no new one.

Every case of `test_bad_input` whose messages propose what to write is followed to the letter: the
proposal is written where the message says that the mistake is.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from strategy_site.checks.load import load_strategy
from strategy_site.diagnostics import ContentError, Diagnostic
from tests.support.editing import apply_case
from tests.support.paths import BASE, CASES

Edit = Callable[[str, re.Match[str]], str]


def _exchange(line: str, found: re.Match[str]) -> str:
    """Write the proposal instead of the wrong value, whatever quotation marks that has."""
    wrong, right = found["wrong"], found["right"]
    return re.sub(rf"['\"”“]?{re.escape(wrong)}(?:['\"”“]|(?!\w))", lambda _: right, line, count=1)


def _exchange_in_quotes(line: str, found: re.Match[str]) -> str:
    return re.sub(rf"(?<!\w){re.escape(found['wrong'])}(?!\w)", lambda _: found["right"], line)


def _value(line: str, found: re.Match[str]) -> str:
    """Write the proposal as all that stands after the key or the dash."""
    start = re.match(r"\s*(?:- )*(?:[\w-]+:\s+|- )?", line)
    assert start
    return start[0] + found["right"]


def _entry(line: str, found: re.Match[str]) -> str:
    """Write the proposal, a key with its value, instead of the line's."""
    return re.sub(r"[\w-]+:.*", lambda _: found["right"], line, count=1)


def _without_quotes(line: str, found: re.Match[str]) -> str:
    return re.sub(rf"['\"]{re.escape(found['wrong'])}['\"]", found["wrong"], line)


def _with_space(line: str, found: re.Match[str]) -> str:
    return line.replace(found["right"].replace(": ", ":", 1), found["right"])


def _in_brackets(line: str, found: re.Match[str]) -> str:
    return re.sub(r"\[.*\]", lambda _: found["right"], line)


RULES: list[tuple[str, Edit]] = [
    (r"nyckeln ”(?P<wrong>.+?)” finns inte här; menade du ”(?P<right>.+?)”\?", _exchange),
    (r"”(?P<wrong>[^”]+)”[^;]*; menade du ”(?P<right>.+?)”\?", _exchange),
    (r"\w+ ”(?P<wrong>[^”]+)”[^;]*;.*menade du ”(?P<right>.+?)”\?", _exchange),
    (r".*”(?P<wrong>.+?)” finns inte.* menade du ”(?P<right>.+?)”\?", _exchange),
    (r"(?:målet|insatsområdet) ”(?P<wrong>.+?)” .*välj bland: (?P<right>[^,.]+)", _exchange),
    (r"finansiären ”(?P<wrong>.+?)” .* välj bland: (?P<right>[^,.]+)", _exchange),
    (r"”(?P<wrong>.+?)” går inte att välja för .*; välj bland: (?P<right>\w+)", _exchange),
    (r"”(?P<wrong>.+?)” är inget (?:hel)?tal .*: (?P<right>[\d.]+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” är inget datum .* (?P<right>[\d-]+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” har långa streck .*: (?P<right>[\d-]+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” läses av YAML som .*: (?P<right>'.*')\.$", _exchange),
    (r"(?:talet|datumet) (?P<wrong>\S+) står inom citattecken", _without_quotes),
    (r"”(?P<wrong>.+?)” är ingen hel adress; skriv (?P<right>https?://\S+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” är inget id .*; skriv (?P<right>'.*')\.$", _exchange),
    (r"id ”(?P<wrong>.+?)” får bara ha .*exempel (?P<right>\S+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” kan inte stå i en adress;.*exempel (?P<right>\S+)\.$", _value),
    (r"”(?P<wrong>.+?)” står inom böjda .*: (?P<right>'.*')\.$", _exchange),
    (r"”(?P<wrong>.+?)” upphörde .*; hänvisa till (?P<right>\S+)\.$", _exchange),
    (r"”.+?” ska vara en lista; skriv den inom klamrar: (?P<right>\[.*\])\.$", _value),
    (r".*(?:citattecken|så): (?P<right>['\"].+['\"])\.$", _value),
    (r"ett mellanslag saknas efter kolonet; skriv ”(?P<right>.+?)”", _with_space),
    (r"ett komma saknas .*; skriv (?P<right>\[.*\])\.$", _in_brackets),
    (r".*; skriv ”(?P<right>\w*email: .+?)” i stället", _entry),
    (r"(?:tidszonen|datumformatet) ”(?P<wrong>.+?)” .*exempel (?P<right>\S+)\.$", _exchange),
    (r"”(?P<wrong>.+?)” är ingen (?:månad|språkkod);.*exempel (?P<right>\S+)\.$", _exchange),
    (
        r"”(?P<wrong>.+?)” är ingen (?:programversion|kommunkod);.*exempel (?P<right>\S+)\.$",
        _exchange,
    ),
]
"""Messages that propose what to write, and how it is written. The first that fits is followed."""


def _problems(folder: Path) -> set[Diagnostic]:
    try:
        return set(load_strategy(folder)[1])
    except ContentError as error:
        return set(error.diagnostics)


def _followed(folder: Path, problems: set[Diagnostic]) -> Iterator[Diagnostic]:
    """Do what the messages propose; yield those that could be followed."""
    for problem in sorted(problems):
        fits = ((re.match(pattern, problem.message), edit) for pattern, edit in RULES)
        if "hör inte hemma i mappen" in problem.message:
            continue  # a file's own name: nothing to write
        found, edit = next(((m, edit) for m, edit in fits if m), (None, None))
        file = folder.parent / problem.path
        if found is None or edit is None or not file.is_file():
            continue
        lines = file.read_text("utf-8").split("\n")
        at = problem.line - 1
        if edit(lines[at], found) == lines[at]:
            at -= 1  # of a key with lines below it, the first of these is named
        lines[at] = edit(lines[at], found)
        file.write_text("\n".join(lines), "utf-8")
        yield problem


def _proposes(path: Path) -> bool:
    said = yaml.safe_load(path.read_text("utf-8"))["errors"]
    sentences = [re.sub(r"^.*?, rad \d+: (?:Varning: )?", "", sentence) for sentence in said]
    right = [text for text in sentences if "hör inte hemma i mappen" not in text]
    return any(re.match(pattern, text) for text in right for pattern, _ in RULES)


PROPOSING = [path for path in sorted((CASES / "bad_input").glob("*.yml")) if _proposes(path)]


def test_most_messages_that_propose_something_are_followed() -> None:
    assert len(PROPOSING) >= 70


@pytest.mark.parametrize("path", PROPOSING, ids=lambda path: path.stem)
def test_the_advice_works(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    folder = Path(shutil.copytree(BASE, tmp_path / "strategy"))
    apply_case(case, folder)
    before = _problems(folder)
    followed = set(_followed(folder, before))
    assert followed
    after = {(problem.path, problem.message) for problem in _problems(folder)}
    assert not {(problem.path, problem.message) for problem in followed} & after
    assert not after - {(problem.path, problem.message) for problem in before}
