"""A YAML syntax error → a Swedish message about its likely cause.

The parser says where it gave up. The cause is looked for in the lines around that: hard spaces and
curly quotes that were pasted, a colon without a space, a text that begins with a YAML indicator.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ..diagnostics import Diagnostic
from ..messages import _, message_id

_KEY = r"^(?P<before>[ ]*(?:- )*)(?P<key>[a-z][a-z_]*)"
_TIGHT = re.compile(_KEY + r":(?=[^\s/])(?P<value>.*)$")
_VALUE = re.compile(_KEY + r":[ ]+(?P<value>\S.*?)\s*$")
_ITEM = re.compile(r"^(?P<before>[ ]*(?:- )+)(?P<value>\S.*?)\s*$")
_INDICATORS = "-@%*[]{}&?,|>`!"
CURLY = "”“„’‘»«"
"""Quotation marks of word processors, which YAML takes for text."""
# Spaces that are pasted from other programs.
_HARD = re.compile("[\u00a0\u2000-\u200b\u202f\u3000]")
CONFLICT = message_id(
    "two changes have met in git; keep one wording and remove the lines that begin with <<<<<<<, "
    "======= and >>>>>>>."
)
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)")
_LINES_BEFORE = 4
"""Number of lines to look at before the one where the parser gave up."""
_LONGEST_EXAMPLE = 60


def syntax_error(error: yaml.YAMLError, text: str, display_path: Path) -> Diagnostic:
    """Return the diagnostic of a file that is not YAML, at the line to fix."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    start = getattr(error, "context_mark", None)
    lines = text.splitlines() or [""]
    line = min(mark.line, len(lines) - 1) if mark else _unprintable_line(lines)
    begun = min(start.line, len(lines) - 1) if start else line
    number, message = next(_causes(error, lines, line, begun))
    return Diagnostic(display_path, number + 1, message)


def _causes(
    error: yaml.YAMLError, lines: list[str], line: int, begun: int
) -> Iterator[tuple[int, str]]:
    """Yield the line (from 0) and the message of each possible cause, the likeliest first."""
    context, reason = (str(getattr(error, name, "") or "") for name in ("context", "problem"))
    written, about = lines[line], _about(lines, line)
    for number, other in enumerate(lines):
        if _CONFLICT.match(other):
            yield number, _(CONFLICT)
    if "\t" in _indent(written):
        yield line, _("the line is indented with a tab; indent it with spaces instead.")
    if _unprintable(written):
        yield line, _("the line holds an invisible control character; write the line again.")
    for number in about:
        if _HARD.search(_indent(lines[number])) or re.match(
            _KEY + f":{_HARD.pattern}", lines[number]
        ):
            yield number, _(HARD_SPACES)
    row = re.search(r"\[.*\]", lines[begun])
    if "flow" in context and row and re.search(_NO_COMMA, row[0]):
        yield (
            begun,
            _(
                "a comma is missing between two in a list; write %(row)s.",
                row=re.sub(_NO_COMMA, r"\1, ", row[0]),
            ),
        )
    if "quoted scalar" in context or ("flow" in context and lines[begun].count('"') % 2):
        yield (
            begun,
            _("a quotation mark is missing; end the text with the mark that it begins with."),
        )
    if "flow" in context:
        yield begun, _("a bracket that begins here lacks its end; end with ] or }.")
    for number in about:
        if message := missing_space(lines[number]):
            yield number, message
    if message := _wrong_start(written, reason):
        yield line, message
    if "mapping values are not allowed" in reason:
        found = _VALUE.match(written)
        if found and found["value"][0] not in "\"'" and re.search(r":(\s|$)", found["value"]):
            yield (
                line,
                _(
                    "a colon is inside a text; put the whole text within straight quotation marks:"
                    " %(quoted)s.",
                    quoted=_quoted(found["value"]),
                ),
            )
        above = next((n for n in about[1:] if lines[n].strip()), None)
        if above is not None and not re.search(r":(\s|$)|^\s*-", lines[above]):
            yield above, _(_NO_KEY)
        yield line, _(_INDENT)
    if "expected ':'" in reason or "simple key" in context:
        yield begun, _(_NO_KEY)
    if "\t" in written:
        yield line, _("the line holds a tab; use spaces instead.")
    if "block" in context and "did not find expected" in reason:
        yield line, _(_INDENT)
    yield (
        line,
        _("YAML can't be read here; look at indentation, colons, brackets and quotation marks."),
    )


_NO_COMMA = r"""(?<=[^\s,\[])(['"])\s+(?=['"])"""
HARD_SPACES = message_id(
    "the line has hard spaces, which often come with pasting; delete them and "
    "write ordinary spaces."
)
_NO_KEY = message_id(
    "a colon is missing after the key; write “key: value”, or indent the line "
    "if it belongs to the text above."
)
_INDENT = message_id(
    "the line is indented too much or too little; indent it as far as the "
    "lines that it belongs with."
)


def _wrong_start(written: str, reason: str) -> str:
    """Return the message about a text that begins with a YAML indicator; empty for others."""
    found = _VALUE.match(written) or _ITEM.match(written)
    if not found or re.search("mapping values|expected ':'", reason):
        return ""
    value = found["value"]
    if re.fullmatch(r"[|>][-+0-9]*", value):
        return ""
    if value[0] in "[{" and value[-1] in "]}":
        return _("the brackets do not match; write as many that close as open.")
    if value[0] in "\"'":
        return _(
            "the quotation marks do not match; write the whole text so: %(quoted)s.",
            quoted=_quoted(value),
        )
    if value[0] in _INDICATORS:
        return _(
            "a text may not begin with “%(value)s”; put the whole text within straight "
            "quotation marks: %(quoted)s.",
            value=value[0],
            quoted=_quoted(value),
        )
    return ""


def _quoted(value: str) -> str:
    """Return a text in the quotes that need no escape, or a placeholder for a long one."""
    inner = value.strip(CURLY) if value[0] in CURLY else value
    if len(inner) > 1 and inner[0] == inner[-1] == "'":
        inner = inner[1:-1]
    if len(inner) > _LONGEST_EXAMPLE:
        return "'…'"
    if "'" in inner and '"' not in inner and "\\" not in inner:
        return f'"{inner}"'
    return "'" + inner.replace("'", "''") + "'"


def _about(lines: list[str], line: int) -> list[int]:
    """Return the numbers of a line and a few before it, the nearest first."""
    return list(range(line, max(line - _LINES_BEFORE, 0) - 1, -1))


def _indent(written: str) -> str:
    return written[: len(written) - len(written.lstrip())]


def _unprintable(line: str) -> bool:
    return yaml.reader.Reader.NON_PRINTABLE.search(line) is not None


def _unprintable_line(lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines) if _unprintable(line)), 0)


def has_hard_space(written: str) -> bool:
    """Return whether a text begins with a space that YAML takes for a letter."""
    return _HARD.match(written) is not None


def missing_space(written: str) -> str:
    """Return the message about a line without a space after its colon; empty for others."""
    found = _TIGHT.match(written)
    if not found:
        return ""
    example = f"{found['key']}: {found['value']}"[:_LONGEST_EXAMPLE]
    return _("a space is missing after the colon; write “%(example)s”.", example=example)


def cut_off(written: str, end: int) -> str:
    """Return the comment after a plain scalar if it was probably meant as text; else empty.

    Takes the line and the column where the scalar ends. A comment has a space after the number
    sign; ``#1`` was meant as text.
    """
    found = re.match(r"\s+(#[^\s#].*?)\s*$", written[end:])
    # The model has a better message for a colour.
    return found[1] if found and not re.fullmatch(r"#[0-9A-Fa-f]{3,8}", found[1]) else ""
