"""Export of the strategy's texts as gettext PO, for Poedit or Weblate, and import of such a file.

Babel reads and writes PO. The context of a message is the id of its translation unit. Its comments
have the page's URL and a digest of the exported translation, from which an import knows whether
the translator has changed it, and whether the YAML has changed meanwhile.
"""

from __future__ import annotations

import codecs
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from ..content.content import Content
from ..content.translation_store import same_text
from ..diagnostics import Diagnostic, Severity
from ..hashing import short_digest
from ..messages import _
from ..pages.urls import address_of, url_path
from .translation_status import TranslationStatus
from .translation_units import TranslationUnit

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


def export_po(
    content: Content, translations: TranslationStatus, language: str, site_url: str
) -> bytes:
    """Return every text of the strategy with its translation into a language, as PO.

    An outdated translation is fuzzy and has its former source as the previous msgid. Takes the
    site's absolute URL, with a slash at its end, for the comments.
    """
    catalog = Catalog()
    for unit in translations.units:
        translation = translations.of(unit, language)
        source = _bare(unit.text.root[translations.source])
        translated = unit.text.root.get(language)
        outdated = translation.stored if translation.state == "outdated" else None
        message = catalog.add(
            source,
            _bare(translated) if translated else "",
            locations=[(unit.location.path.as_posix(), unit.line(language))],
            auto_comments=[*_notes(content, unit, language, site_url), _base(translated)],
            previous_id=_bare(outdated.source_text) if outdated else (),
            context=unit.msgctxt,
        )
        # Babel would mark "5 % of" as a format string.
        message.flags = {"fuzzy"} if outdated else set()
    text = io.BytesIO()
    # Without a width Babel wraps previous msgids as if they were comments.
    write_po(text, catalog, width=10**9, include_previous=True, omit_header=True)
    return _HEADER.format(language=language).encode() + text.getvalue()


def _notes(content: Content, unit: TranslationUnit, language: str, site_url: str) -> list[str]:
    item = content.by_id.get(unit.item_id)
    address = address_of(item, content.strategy.sections) if item else ""
    page = site_url + url_path(address, language, content)
    return [*([_(unit.note)] if unit.note else []), page]


def _base(translated: str | None) -> str:
    """Return the comment with the digest of a translation."""
    if not translated:
        return _BASE + _NONE
    return _BASE + short_digest(_bare(translated), 12)


def _bare(text: str) -> str:
    """Return a text without line breaks around it: gettext wants the same in both languages."""
    return text.strip("\r\n")


@dataclass
class PoImport:
    """What a translator's file changes."""

    changes: list[tuple[TranslationUnit, str]] = field(default_factory=list)
    """Texts and their new translations."""
    confirmed: list[TranslationUnit] = field(default_factory=list)
    """Texts whose translation is the same, and not fuzzy."""
    diagnostics: list[Diagnostic] = field(default_factory=list)
    """What can't be imported, and why; in a conflict with both texts."""
    warnings: list[Diagnostic] = field(default_factory=list)
    """Translations that the file had and has no longer: the strategy keeps them."""


def read_po_file(
    data: bytes, display_path: Path, translations: TranslationStatus, language: str
) -> PoImport:
    """Return the differences between a translator's file and the strategy.

    Takes the file's bytes and the path to show for it. Messages that are fuzzy or empty, or that
    have changed in the YAML alone since the export, are ignored.
    """
    found = PoImport()
    data = data.removeprefix(codecs.BOM_UTF8)
    if wrong_language := _other_language(data, display_path, language):
        found.diagnostics.append(wrong_language)
        return found
    try:
        catalog = read_po(io.BytesIO(data), charset="utf-8", abort_invalid=True)
    except (PoFileError, ValueError, LookupError):
        sentence = _("the file can't be read as PO; save it as PO in UTF-8 and try again.")
        found.diagnostics.append(Diagnostic(display_path, 1, sentence))
        return found
    units = {unit.msgctxt: unit for unit in translations.units}
    lines = _lines(data)
    for message in catalog:
        new, context = message.string, message.context or ""
        unit = units.get(context)
        if message.id and unit and not new and _was_emptied(message, unit, language):
            sentence = _(
                "the translation of “%(msgctxt)s” is empty here; the strategy keeps it: take it out"
                " of %(file)s too if it is to go.",
                msgctxt=context,
                file=unit.location.path.as_posix(),
            )
            place = display_path, lines.get(context, 1)
            found.warnings.append(Diagnostic(*place, sentence, Severity.WARNING))
        if not message.id or message.fuzzy or not isinstance(new, str) or not new.strip():
            continue
        error = _compare(message, new, unit, translations.source, language, found)
        if error:
            found.diagnostics.append(Diagnostic(display_path, lines.get(context, 1), error))
    return found


def _was_emptied(message: Message, unit: TranslationUnit, language: str) -> bool:
    """Return whether a message without translation had one when it was exported, and still has."""
    translated = unit.text.root.get(language)
    return translated is not None and _base(translated) in message.auto_comments


def _other_language(data: bytes, display_path: Path, language: str) -> Diagnostic | None:
    """Return the error if the file's header names another language.

    The header may have a narrower one, as some tools write it: ``fi_FI`` for ``fi``.
    """
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = re.match(r'"Language:\s*(.*?)\s*\\n"', line)
        other = match[1] if match else ""
        if other and not f"{other}-".lower().replace("_", "-").startswith(f"{language}-".lower()):
            sentence = _(
                "the file says on the line Language that it is in “%(other)s”, not "
                "“%(language)s”; write LANG=%(other2)s, or correct the line.",
                other=other,
                language=language,
                other2=other,
            )
            return Diagnostic(display_path, number, sentence)
        if match:
            break
    return None


def _compare(
    message: Message,
    new: str,
    unit: TranslationUnit | None,
    source: str,
    language: str,
    found: PoImport,
) -> str | None:
    """Add one message to ``found``, or return the sentence that says why that can't be.

    A message that the translator has not changed never overrides a later change of the YAML.
    """
    untouched = _base(new) in message.auto_comments
    if unit is None:
        if untouched:
            return None
        return _(
            "the text “%(context)s” is no longer there; remove it from the file.",
            context=message.context,
        )
    now, translated = unit.text.root[source], unit.text.root.get(language)
    if not same_text(str(message.id), now):
        if untouched:
            return None
        return _(
            "“%(msgctxt)s” has got a new text since the file was written: it was "
            "“%(id)s” and is “%(now)s”; export the file again and translate the new "
            "one.",
            msgctxt=unit.msgctxt,
            id=message.id,
            now=now.strip(),
        )
    if translated is not None and _bare(translated) == _bare(new):
        found.confirmed.append(unit)
    elif not _has_changed(translated, message):
        around = re.search(r"[\r\n]*\Z", translated or "")
        found.changes.append((unit, _bare(new) + (around[0] if around else "")))
    elif not untouched:
        return _conflict(unit, new, translated, language)
    return None


def _has_changed(translated: str | None, message: Message) -> bool:
    """Return whether the YAML's translation has changed since the export.

    If a tool has dropped the comment with the digest, nothing is known: then only a text without a
    translation counts as unchanged.
    """
    if translated is None and not any(note.startswith(_BASE) for note in message.auto_comments):
        return False
    return _base(translated) not in message.auto_comments


def _conflict(unit: TranslationUnit, new: str, translated: str | None, language: str) -> str:
    where = _(
        "%(file)s, line %(line)d",
        file=unit.location.path.as_posix(),
        line=unit.line(language),
    )
    if translated is None:
        return _(
            "the translation of “%(msgctxt)s” has been removed from %(where)s, but the "
            "file has “%(new)s”; write it in by hand if it should be there.",
            msgctxt=unit.msgctxt,
            where=where,
            new=new,
        )
    return _(
        "“%(msgctxt)s” was changed in two places: the file has “%(new)s” and "
        "%(where)s, has “%(translated)s”; choose one of them and write it in by "
        "hand.",
        msgctxt=unit.msgctxt,
        new=new,
        where=where,
        translated=translated.strip(),
    )


def _lines(data: bytes) -> dict[str, int]:
    """Return the line of each message's context."""
    found: dict[str, int] = {}
    for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), 1):
        match = re.match(r'msgctxt "(.*)"\s*$', line)
        if match:
            found.setdefault(match[1], number)
    return found
