"""What the program says: every message in every catalogue, in the language that a person reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from strategy_site.diagnostics import suggestion
from strategy_site.messages import message_in, message_languages, preferred_language
from strategy_site.package_files import MESSAGES
from tests.support.message_catalogues import messages_in_code

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
