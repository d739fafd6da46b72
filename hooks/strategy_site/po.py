"""The strategy's texts as gettext PO, for Poedit or Weblate, and what comes back from there.

Babel reads and writes PO. Each message has the place of its text as context, and in its notes the
page's address and a sum of the translation that was exported: by it an import knows whether the
translator has changed it, and whether the YAML has changed meanwhile.
"""

from __future__ import annotations

import codecs
import hashlib
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
from .translation_record import same_words
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
    """Give the note that tells a translation from every other, line breaks and all."""
    if not written:
        return _BASE + _NONE
    return _BASE + hashlib.sha256(_bare(written).encode()).hexdigest()[:12]


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

    Takes the file's bytes and the path to show for it. What is marked as doubtful (fuzzy), is
    empty, or was changed in the YAML alone since the file was written, is left alone.
    """
    found = Import()
    data = data.removeprefix(codecs.BOM_UTF8)
    if refused := _other_language(data, shown, language):
        found.problems.append(refused)
        return found
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


def _other_language(data: bytes, shown: Path, language: str) -> Problem | None:
    """Give what is wrong if the file says of itself that it is in another language.

    What it says may be narrower (``fi_FI`` for ``fi``), as some tools write it.
    """
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = re.match(r'"Language:\s*(.*?)\s*\\n"', line)
        said = match[1] if match else ""
        if said and not f"{said}-".lower().replace("_", "-").startswith(f"{language}-".lower()):
            sentence = (
                f"filen säger på raden Language att den är på ”{said}”, inte ”{language}”; "
                f"skriv LANG={said}, eller rätta raden."
            )
            return Problem(shown, number, sentence)
        if match:
            break
    return None


def _compare(
    message: Message, new: str, placed: Placed | None, source: str, language: str, found: Import
) -> str | None:
    """Put one message where it belongs in ``found``, or give the sentence that says why not.

    A message that the translator has left as it was never overrides what the YAML has become.
    """
    untouched = _base(new) in message.auto_comments
    if placed is None:
        if untouched:
            return None
        return f"texten ”{message.context}” finns inte längre; ta bort den ur filen."
    now, written = placed.text.root[source], placed.text.root.get(language)
    if not same_words(str(message.id), now):
        if untouched:
            return None
        return (
            f"”{placed.context}” har fått en ny text sedan filen skrevs: den var ”{message.id}” "
            f"och är ”{now.strip()}”; skriv ut filen på nytt och översätt den nya."
        )
    if written is not None and _bare(written) == _bare(new):
        found.confirmed.append(placed)
    elif not _has_changed(written, message):
        around = re.search(r"[\r\n]*\Z", written or "")
        found.changes.append((placed, _bare(new) + (around[0] if around else "")))
    elif not untouched:
        return _conflict(placed, new, written, language)
    return None


def _has_changed(written: str | None, message: Message) -> bool:
    """Tell whether the YAML's translation is another than when the file was written.

    Where a tool has dropped the notes that would tell, nobody can say; then only a text that has no
    translation is safe to write.
    """
    if written is None and not any(note.startswith(_BASE) for note in message.auto_comments):
        return False
    return _base(written) not in message.auto_comments


def _conflict(placed: Placed, new: str, written: str | None, language: str) -> str:
    where = f"{placed.origin.path.as_posix()}, rad {placed.line(language)}"
    if written is None:
        return (
            f"översättningen av ”{placed.context}” är borttagen ur {where}, men filen har ”{new}”; "
            "skriv in den för hand om den ska finnas."
        )
    return (
        f"”{placed.context}” är ändrad på två håll: filen har ”{new}” och {where}, har "
        f"”{written.strip()}”; välj en av dem och skriv in den för hand."
    )


def _lines(data: bytes) -> dict[str, int]:
    """Give the line on which each context stands."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = re.match(r'msgctxt "(.*)"\s*$', line)
        if match:
            found.setdefault(match[1], number)
    return found
