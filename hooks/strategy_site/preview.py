"""What a change does, written down: as Markdown for a comment, and as a page to look at."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined

from .addresses import with_language
from .content import Content
from .telling import Line, Part, Report, Section

BEFORE, AFTER = "before", "after"
"""The folders of the two sites beside the page."""
TEMPLATES, STYLE = Path(__file__).parent / "templates", "preview.css"
LIMIT = 60_000
"""So many characters the Markdown has at most; GitHub refuses comments of more than 65 536."""
_REST = "\n*Resten står på sidan med förhandsvisningen.*\n"
_MARKS = re.compile(r"([\\`*_\[\]<>&~!|$]|:(?=\S))")
_NAMES = re.compile(r"([@#])(?=\w)")


def as_markdown(report: Report) -> str:
    """Give the report as GitHub's and GitLab's Markdown.

    Texts of the content stay texts: nothing in them is markup, a link or a mention of somebody.
    """
    written = ""
    for block in _blocks(report):
        if len(written) + len(block) > LIMIT - len(_REST):
            return written + _REST
        written += block
    return written


def _blocks(report: Report) -> Iterator[str]:
    """Give what has to stand together, so that a cut leaves whole Markdown."""
    yield f"{_line(report.headline)}\n"
    yield from _list(report.edits)
    for section in report.sections:
        yield from _folded(section)


def _list(lines: list[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'' if number else chr(10)}- {_line(line)}\n"


def _folded(section: Section) -> Iterator[str]:
    start = f"\n<details><summary>{html.escape(section.heading)}</summary>\n"
    end = "\n</details>\n"
    body = ""
    for item in _list(section.lines):
        if len(start) + len(body) + len(item) > LIMIT // 4:
            body += "- …\n"
            break
        body += item
    yield start + body + end


def _line(line: Line) -> str:
    return "".join(_part(part) for part in line)


def _part(part: Part) -> str:
    text = " ".join(part.text.split())
    start = " " if part.text[:1].isspace() else ""
    end = " " if part.text[-1:].isspace() and text else ""
    match part.kind:
        case "code":
            # A code span ends where as many backticks stand as at its start.
            mark = "`" * (max(map(len, re.findall(r"`+", text)), default=0) + 1)
            pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
            return f"{mark}{pad}{text}{pad}{mark}"
        case "strong" | "added":
            return f"**{_escaped(text)}**"
        case "removed":
            return f"~~{_escaped(text)}~~"
    return f"{start}{_escaped(text)}{end}"


def _escaped(text: str) -> str:
    """Give a text, not at the start of a line, as Markdown that says the same.

    Nobody is notified by an @ in it, nor an issue by a #.
    """
    return _NAMES.sub(r"\1<!-- -->", _MARKS.sub(r"\\\1", text))


@dataclass(frozen=True)
class Pair:
    """A page in a language, before and after; empty where there is none."""

    name: str
    before: str
    after: str


def as_page(report: Report, before: Content | None, after: Content) -> str:
    """Give the page, to stand beside `STYLE` and the two built sites."""
    environment = Environment(
        loader=PackageLoader("strategy_site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("preview.html.j2").render(
        report=report,
        pairs=list(_pairs(report, before, after)),
        home=f"{AFTER}/index.html",
        style=STYLE,
        words={
            "title": "Förhandsvisning",
            "before": "Före",
            "after": "Efter",
            "pairs": "Sidorna före och efter",
            "none": "Ingen sida att visa.",
            "whole": "Hela webbplatsen efter ändringen",
        },
    )


def style() -> str:
    """Give the style sheet of the page."""
    return (TEMPLATES / STYLE).read_text(encoding="utf-8")


def _pairs(report: Report, before: Content | None, after: Content) -> Iterator[Pair]:
    names = {row.code: row.name for row in after.strategy.languages}
    for effect in report.pages:
        for code in effect.languages or after.languages:
            addresses = ((BEFORE, before, effect.before), (AFTER, after, effect.after))
            there = [
                f"{folder}/{quote(with_language(address, code, content.languages[0]))}index.html"
                if content and address is not None and code in content.languages
                else ""
                for folder, content, address in addresses
            ]
            here = effect.before if effect.after is None else effect.after
            yield Pair(f"/{here} ({names[code]})", *there)
