"""The strategy's texts as gettext PO, for Poedit or Weblate, and what comes back from there.

Babel reads and writes PO. Each message has the place of its text as context, and in its notes the
page's address and a sum of the translation that was exported: by it an import knows whether the
YAML has changed meanwhile.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from .addresses import address_of, with_language
from .content import Content
from .places import Placed
from .problems import Problem
from .translation_record import same_words, text_sum
from .translations import Translations

# Without dates, so that the same texts give the same file. No text has plurals.
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_BASE = "summa: "
_NONE = "-"


def write_catalogue(
    content: Content, translations: Translations, language: str, site_url: str
) -> bytes:
    """Give every text of the strategy with its translation into a language, as PO.

    An outdated translation is fuzzy and shows the words it was made from. Takes the site's whole
    address, with a slash at its end, for the notes.
    """
    catalogue = Catalog()
    for placed in translations.texts:
        translation = translations.of(placed, language)
        source = _bare(placed.text.root[translations.source])
        written = placed.text.root.get(language)
        outdated = translation.known if translation.state == "outdated" else None
        message = catalogue.add(
            source,
            _bare(written) if written else "",
            locations=[(placed.origin.path.as_posix(), placed.line(language))],
            auto_comments=[*_notes(content, placed, language, site_url), _base(written)],
            previous_id=_bare(outdated.made_from) if outdated else (),
            context=placed.context,
        )
        # Babel takes "5 % of" for a format string.
        message.flags = {"fuzzy"} if outdated else set()
    text = io.BytesIO()
    # Without end: Babel would break the lines of previous words as if they were a comment.
    write_po(text, catalogue, width=10**9, include_previous=True, omit_header=True)
    return _HEADER.format(language=language).encode() + text.getvalue()


def _notes(content: Content, placed: Placed, language: str, site_url: str) -> list[str]:
    item = content.by_id.get(placed.identity)
    address = address_of(item, content.strategy.sections) if item else ""
    page = site_url + with_language(address, language, content.languages[0])
    return [*([placed.note] if placed.note else []), page]


def _base(written: str | None) -> str:
    return _BASE + (text_sum(written) if written else _NONE)


def _bare(text: str) -> str:
    """Give a text without the line breaks around it: gettext wants them alike in both languages."""
    return text.strip("\r\n")


@dataclass
class Import:
    """What a translator's file brings."""

    changes: list[tuple[Placed, str]] = field(default_factory=list)
    """Texts and their new translations, to be written."""
    confirmed: list[Placed] = field(default_factory=list)
    """Texts whose translation is the same, and not marked as doubtful."""
    problems: list[Problem] = field(default_factory=list)
    """What is not written, and why: both texts where two people wrote."""


def read_catalogue(data: bytes, shown: Path, translations: Translations, language: str) -> Import:
    """Compare a translator's file with the strategy.

    Takes the file's bytes and the path to show for it. What is marked as doubtful (fuzzy), or is
    empty, is left alone.
    """
    found = Import()
    try:
        catalogue = read_po(io.BytesIO(data), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError, LookupError):
        sentence = "filen går inte att läsa som PO; spara den som PO i UTF-8 och försök igen."
        found.problems.append(Problem(shown, 1, sentence))
        return found
    places = {placed.context: placed for placed in translations.texts}
    lines = _lines(data)
    for message in catalogue:
        new, context = message.string, message.context or ""
        if not message.id or message.fuzzy or not isinstance(new, str) or not new.strip():
            continue
        refusal = _compare(message, new, places.get(context), translations.source, language, found)
        if refusal:
            found.problems.append(Problem(shown, lines.get(context, 1), refusal))
    return found


def _compare(
    message: Message, new: str, placed: Placed | None, source: str, language: str, found: Import
) -> str | None:
    """Put one message where it belongs in ``found``, or give the sentence that says why not."""
    if placed is None:
        return f"texten ”{message.context}” finns inte längre; ta bort den ur filen."
    now, written = placed.text.root[source], placed.text.root.get(language)
    if not same_words(str(message.id), now):
        return (
            f"”{placed.context}” har fått en ny text sedan filen skrevs: den var ”{message.id}” "
            f"och är ”{now.strip()}”; skriv ut filen på nytt och översätt den nya."
        )
    if written is not None and _bare(written) == _bare(new):
        found.confirmed.append(placed)
    elif written is not None and _base(written) not in message.auto_comments:
        return (
            f"”{placed.context}” är ändrad på två håll: filen har ”{new}” och "
            f"{placed.origin.path.as_posix()}, rad {placed.line(language)}, har "
            f"”{written.strip()}”; välj en av dem och skriv in den för hand."
        )
    else:
        around = re.search(r"[\r\n]*\Z", written or "")
        found.changes.append((placed, _bare(new) + (around[0] if around else "")))
    return None


def _lines(data: bytes) -> dict[str, int]:
    """Give the line on which each context stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = re.match(r'msgctxt "(.*)"\s*$', line)
        if match:
            found.setdefault(match[1], number)
    return found
