"""Every word of the interface is in a catalogue, and every catalogue fits the templates."""

from __future__ import annotations

import re
from functools import cache

import pytest

from strategy_site.catalogs import read_catalog
from strategy_site.package_files import LOCALES
from tests.support.message_catalogues import messages_of_site
from tests.support.paths import ROOT

Message = str | tuple[str, ...]


@cache
def _used() -> frozenset[Message]:
    ids = (message.id for message in messages_of_site() if message.id)
    return frozenset(found if isinstance(found, str) else tuple(found) for found in ids)


def _filled(code: str) -> dict[Message, tuple[str, ...]]:
    filled: dict[Message, tuple[str, ...]] = {}
    for message in read_catalog(code):
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        texts = tuple(str(string or "") for string in strings)
        if message.id and any(texts):
            filled[message.id if isinstance(message.id, str) else tuple(message.id)] = texts
    return filled


def test_the_templates_speak() -> None:
    assert len(_used()) > 80


@pytest.mark.parametrize("code", ["sv", "fi"])
def test_every_word_is_in_the_catalogue_and_no_other(code: str) -> None:
    assert set(_filled(code)) == set(_used())


@pytest.mark.parametrize("path", sorted(LOCALES.glob("*.po")), ids=lambda path: path.name)
def test_every_catalogue_holds_only_what_is_used_and_keeps_its_placeholders(path: object) -> None:
    code = getattr(path, "stem", "")
    # A new language's is empty.
    for message, strings in _filled(code).items():
        assert message in _used()
        source = message if isinstance(message, str) else message[-1]
        for string in strings:
            assert sorted(re.findall(r"%\(\w+\)\w", string)) == sorted(
                re.findall(r"%\(\w+\)\w", source)
            )


# What machines alone read: states that site.js goes by, and words of Open Graph's.
_MACHINES = {"open", "coming", "closed", "citation", "website"}
_SPOKEN = re.compile(
    r"""[\s"](?:aria-[\w-]+|title|alt|placeholder|label|content|data-[\w-]+)="([^"]*)\""""
)
_TOLD_TO_BROWSERS = re.compile(r"""<meta (?:name="viewport"|http-equiv=)[^>]*>""")
_STATES = re.compile(r"""\baria-(?:hidden|current|labelledby|live)="[^"]*\"""")


def _own_words(text: str) -> list[str]:
    """Give the words that a template says itself, between its tags or in their attributes."""
    for syntax in (r"\{#.*?#\}", r"\{%.*?%\}", r"\{\{.*?\}\}"):
        text = re.sub(syntax, " ", text, flags=re.DOTALL)
    text = _STATES.sub("", _TOLD_TO_BROWSERS.sub("", text))
    spoken = " ".join(_SPOKEN.findall(text))
    between = re.sub(r"<[^>]*>", " ", text, flags=re.DOTALL)
    words = re.findall(r"[^\W\d_]{2,}", f"{between} {spoken}")
    return [word for word in words if word not in _MACHINES]


def test_no_template_has_words_of_its_own() -> None:
    files = [*(ROOT / "hooks").rglob("*.j2"), *(ROOT / "overrides").rglob("*.html")]
    assert len(files) > 15
    found = {file.name: _own_words(file.read_text("utf-8")) for file in files}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "text",
    [
        "<p>Mål</p>",
        '<nav class="lists" aria-label="Mål">',
        '<img src="{{ image }}" alt="Mål">',
        '<span data-says="Mål {{ number }}">',
        '<meta name="description" content="{{ title }}: Mål">',
        '<iframe title="Mål"{{ more }} src="x"></iframe>',
    ],
)
def test_words_of_a_template_are_found_wherever_they_stand(text: str) -> None:
    assert _own_words(text) == ["Mål"]
