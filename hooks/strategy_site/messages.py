"""What the program says to the person who runs it, in that person's language.

Messages are English in the code; ``locales/messages/`` has a gettext catalogue for each other
language. Interface texts of the site have catalogues of their own. Knows nothing of strategies.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from functools import cache
from typing import Any

from .catalogs import CODE_LANGUAGE, read_catalog, translations_of
from .package_files import MESSAGES

LANGUAGE_VARIABLE = "LANGUAGE"
"""Environment variable with the languages that a person reads, the best first (gettext's manual,
"The LANGUAGE variable"). A command sets it, so that the programs that it starts speak the same."""
_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark an interface text of the site for its catalogues, where it is named but not yet said."""
    return text


def message_id(text: str) -> str:
    """Mark a message for the catalogues, where it is named but not yet said."""
    return text


def message_ids(singular: str, plural: str) -> tuple[str, str]:
    """Mark the forms of a message for the catalogues, where it is named but not yet said."""
    return singular, plural


@cache
def message_languages() -> tuple[str, ...]:
    """Return the codes of the languages that the program speaks, English first."""
    return (CODE_LANGUAGE, *sorted(path.stem for path in MESSAGES.glob("*.po")))


def preferred_language(environment: Mapping[str, str]) -> str | None:
    """Return the language that an environment asks for, ``None`` if the program speaks none of it.

    ``C`` and ``POSIX`` name no language.
    """
    wanted = environment.get(LANGUAGE_VARIABLE, "").split(":")
    wanted += [environment.get(name, "") for name in _LOCALE_VARIABLES]
    codes = (locale.partition(".")[0].partition("_")[0].lower() for locale in wanted)
    known = message_languages()
    return next((code for code in codes if code in known), None)


def message_language() -> str:
    """Return the language that the program speaks now: English, if none is asked for."""
    return preferred_language(os.environ) or CODE_LANGUAGE


def _current() -> gettext.NullTranslations:
    return _translations(message_language())


@cache
def _translations(code: str) -> gettext.NullTranslations:
    return translations_of(read_catalog(code, MESSAGES))


_SCHEMA_TEXTS = ("description", "errorMessage", "patternErrorMessage", "enumDescriptions")


def schema_in(code: str, node: Any) -> Any:
    """Return a JSON Schema with the messages in it in a language, as `message_in` says them."""
    if isinstance(node, list):
        return [schema_in(code, part) for part in node]
    if not isinstance(node, dict):
        return node
    said: dict[str, Any] = {}
    for key, value in node.items():
        texts = value if key in _SCHEMA_TEXTS else None
        if isinstance(texts, str):
            said[key] = message_in(code, texts)
        elif isinstance(texts, list):
            said[key] = [message_in(code, text) for text in texts]
        else:
            said[key] = schema_in(code, value)
    return said


def message_in(code: str, message: str) -> str:
    """Return a message in a language, in English if the program does not speak it."""
    return _translations(code if code in message_languages() else CODE_LANGUAGE).gettext(message)


def _(message: str, /, **values: object) -> str:
    """Return a message in the reader's language; ``values`` fill in its ``%(name)s``."""
    text = _current().gettext(message)
    return text % values if values else text


def _n(singular: str, plural: str, number: int, /, **values: object) -> str:
    """Return the form of a message that goes with a number, which fills in ``%(num)s`` too."""
    return _current().ngettext(singular, plural, number) % {"num": number, **values}
