"""What YAML could not read → the sentence that says what the writer slipped on.

A parser says where it gave up, in its own words. The slip itself is looked for in the lines about
there: hard spaces and curly quotes that came with a paste, a colon without a space, a text that
begins with a mark of YAML's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from .problems import Problem

_KEY = r"^(?P<before>[ ]*(?:- )*)(?P<key>[a-z][a-z_]*)"
_TIGHT = re.compile(_KEY + r":(?=[^\s/])(?P<value>.*)$")
_VALUE = re.compile(_KEY + r":[ ]+(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"^(?P<before>[ ]*(?:- )+)(?P<value>\S.*?)\s*$")
_MARKS = "-@%*[]{}&?,|>`!"
CURLY = "”“„’‘»«"
"""Quotation marks that word processors write, and YAML does not know."""
# What other programs write instead of a space.
_HARD = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)")
_LOOKED_BACK = 4
"""So many lines before the one where the parser gave up are looked at."""
_SHOWN = 60


def slip(error: yaml.YAMLError, text: str, shown: Path) -> Problem:
    """Give what is wrong with a file that is no YAML, at the line to mend."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1) if mark else _unprintable_line(lines)
    begun = min(start.line, len(lines) - 1) if start else line
    number, message = next(_slips(error, lines, line, begun))
    return Problem(shown, number + 1, message)


def _slips(
    error: yaml.YAMLError, lines: list[str], line: int, begun: int
) -> Iterator[tuple[int, str]]:
    """Give the line and the sentence of what may be the slip, the surest first."""
    context, reason = (str(getattr(error, name, "") or "") for name in ("context", "problem"))
    written, about = lines[line], _about(lines, line)
    for number, other in enumerate(lines):
        if _CONFLICT.match(other):
            yield (
                number,
                "två ändringar har krockat i git; behåll den ena lydelsen och ta bort raderna "
                "som börjar med <<<<<<<, ======= och >>>>>>>.",
            )
    if "\t" in _indent(written):
        yield line, "raden är indragen med tabb; dra in den med mellanslag i stället."
    if _unprintable(written):
        yield line, "raden innehåller ett osynligt styrtecken; skriv om raden."
    for number in about:
        if _HARD.search(_indent(lines[number])) or re.match(
            _KEY + f":{_HARD.pattern}", lines[number]
        ):
            yield number, HARD_SPACES
    if "quoted scalar" in context or ("flow" in context and lines[begun].count('"') % 2):
        yield begun, "ett citattecken saknas; avsluta texten med samma tecken som den börjar med."
    if "flow" in context:
        yield begun, "en klammer som börjar här saknar sitt slut; avsluta med ] eller }."
    for number in about:
        if message := no_space(lines[number]):
            yield number, message
    if message := _wrong_start(written, reason):
        yield line, message
    if "mapping values are not allowed" in reason:
        found = _VALUE.match(written)
        if found and found["value"][0] not in "\"'" and re.search(r":(\s|$)", found["value"]):
            sentence = "ett kolon står inne i en text; sätt hela texten inom raka citattecken"
            yield line, f"{sentence}: {_quoted(found['value'])}."
        above = next((n for n in about[1:] if lines[n].strip()), None)
        if above is not None and not re.search(r":(\s|$)|^\s*-", lines[above]):
            yield above, _NO_KEY
        yield line, _INDENT
    if "expected ':'" in reason or "simple key" in context:
        yield begun, _NO_KEY
    if "\t" in written:
        yield line, "raden innehåller en tabb; använd mellanslag i stället."
    if "block" in context and "did not find expected" in reason:
        yield line, _INDENT
    yield line, "YAML går inte att läsa här; kontrollera indrag, kolon, klamrar och citattecken."


HARD_SPACES = (
    "raden har hårda mellanslag, som ofta följer med när man klistrar in; radera dem och skriv "
    "vanliga mellanslag."
)
_NO_KEY = (
    "ett kolon saknas efter nyckeln; skriv ”nyckel: värde”, eller dra in raden om den hör till "
    "texten ovanför."
)
_INDENT = (
    "raden är indragen för mycket eller för lite; dra in den lika långt som de rader den hör "
    "ihop med."
)


def _wrong_start(written: str, reason: str) -> str:
    """Give what to say of a text that begins with something that means more to YAML."""
    found = _VALUE.match(written) or _ITEM.match(written)
    if not found or re.search("mapping values|expected ':'", reason):
        return ""
    value = found["value"]
    if re.fullmatch(r"[|>][-+0-9]*", value):
        return ""
    if value[0] in "[{" and value[-1] in "]}":
        return "klamrarna går inte ihop; skriv lika många som öppnar som stänger."
    if value[0] in "\"'":
        return f"citattecknen går inte ihop; skriv hela texten så: {_quoted(value)}."
    if value[0] in _MARKS:
        return (
            f"en text får inte börja med ”{value[0]}”; sätt hela texten inom raka citattecken: "
            f"{_quoted(value)}."
        )
    return ""


def _quoted(value: str) -> str:
    """Write a text so that YAML takes it as it stands."""
    inner = value.strip(CURLY) if value[0] in CURLY else value
    if len(inner) > 1 and inner[0] == inner[-1] == "'":
        inner = inner[1:-1]
    if len(inner) > _SHOWN:
        return "'…'"
    if "'" in inner and '"' not in inner and "\\" not in inner:
        return f'"{inner}"'
    return "'" + inner.replace("'", "''") + "'"


def _about(lines: list[str], line: int) -> list[int]:
    """Give a line and a few before it, the nearest first."""
    return list(range(line, max(line - _LOOKED_BACK, 0) - 1, -1))


def _indent(written: str) -> str:
    return written[: len(written) - len(written.lstrip())]


def _unprintable(line: str) -> bool:
    return yaml.reader.Reader.NON_PRINTABLE.search(line) is not None


def _unprintable_line(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if _unprintable(line)), 0)


def has_hard_space(written: str) -> bool:
    """Tell whether something begins with a space that is none to YAML."""
    return _HARD.match(written) is not None


def no_space(written: str) -> str:
    """Give what to say of a line whose value follows the colon at once; nothing of others."""
    found = _TIGHT.match(written)
    if not found:
        return ""
    example = f"{found['key']}: {found['value']}"[:_SHOWN]
    return f"ett mellanslag saknas efter kolonet; skriv ”{example}”."


def cut_off(written: str, end: int) -> str:
    """Give what stands behind a plain word and is taken for a comment, but hardly is one.

    Takes the line and the column where the word ends. Who writes a comment leaves a space after
    the number sign; who writes ”#1” means it.
    """
    found = re.match(r"\s+(#[^\s#].*?)\s*$", written[end:])
    # Of a colour the model says what to write.
    return found[1] if found and not re.fullmatch(r"#[0-9A-Fa-f]{3,8}", found[1]) else ""
