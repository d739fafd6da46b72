"""A change report → Markdown for a comment, and an HTML page with the pages before and after.

Knows nothing of how the report came about.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..content.content import Content
from ..messages import _, message_id, message_language
from ..package_files import REPORT_TEMPLATES
from ..pages.urls import url_path
from .report import ChangeReport, Line, ReportSection, TextRun

BEFORE, AFTER = "before", "after"
"""The folders of the two built sites, beside the page."""
STYLE = "preview.css"
LIMIT = 60_000
"""Most characters of the Markdown; GitHub refuses comments of more than 65 536."""
_REST = message_id("The rest is on the page with the preview.")
_MARKS = re.compile(r"([\\`*_\[\]<>&~!|$]|:(?=\S))")
_NAMES = re.compile(r"([@#])(?=\w)")


def as_markdown(report: ChangeReport) -> str:
    """Return the report as GitHub's and GitLab's Markdown.

    Texts of the content stay texts: nothing in them is markup, a link or a mention of somebody.
    """
    markdown, rest = "", f"\n*{_(_REST)}*\n"
    for block in _blocks(report):
        if len(markdown) + len(block) > LIMIT - len(rest):
            return markdown + rest
        markdown += block
    return markdown


def _blocks(report: ChangeReport) -> Iterator[str]:
    """Yield parts between which the Markdown can be cut off and stays valid."""
    yield f"{_line(report.headline)}\n"
    yield from _list(report.edits)
    for section in report.sections:
        yield from _folded(section)


def _list(lines: list[Line]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"{'' if number else chr(10)}- {_line(line)}\n"


def _folded(section: ReportSection) -> Iterator[str]:
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


def _part(part: TextRun) -> str:
    text = " ".join(part.text.split())
    start = " " if part.text[:1].isspace() else ""
    end = " " if part.text[-1:].isspace() and text else ""
    match part.kind:
        case "code":
            # A code span ends at as many backticks as it begins with.
            mark = "`" * (max(map(len, re.findall(r"`+", text)), default=0) + 1)
            pad = " " if text[:1] == "`" or text[-1:] == "`" else ""
            return f"{mark}{pad}{text}{pad}{mark}"
        case "strong" | "added":
            return f"**{_escaped(text)}**"
        case "removed":
            return f"~~{_escaped(text)}~~"
    return f"{start}{_escaped(text)}{end}"


def _escaped(text: str) -> str:
    """Return a text, which is not at the start of a line, as Markdown.

    An @ in it notifies nobody, and a # no issue.
    """
    return _NAMES.sub(r"\1<!-- -->", _MARKS.sub(r"\\\1", text))


@dataclass(frozen=True)
class Pair:
    """A page in a language: paths of the page before and after, empty where there is none."""

    name: str
    before: str
    after: str


def as_page(report: ChangeReport, before: Content | None, after: Content) -> str:
    """Return the HTML page, which needs `STYLE` and the two built sites beside it."""
    environment = Environment(
        loader=FileSystemLoader(REPORT_TEMPLATES),
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
        language=message_language(),
        words={
            "title": _("Preview"),
            "before": _("Before"),
            "after": _("After"),
            "pairs": _("The pages before and after"),
            "none": _("No page to show."),
            "whole": _("The whole site after the change"),
        },
    )


def style() -> str:
    """Return the style sheet of the page."""
    return (REPORT_TEMPLATES / STYLE).read_text(encoding="utf-8")


def _pairs(report: ChangeReport, before: Content | None, after: Content) -> Iterator[Pair]:
    names = {row.code: row.name for row in after.strategy.languages}
    for effect in report.pages:
        for code in effect.languages or after.languages:
            addresses = ((BEFORE, before, effect.before), (AFTER, after, effect.after))
            paths = [
                f"{folder}/{quote(url_path(address, code, content))}index.html"
                if content and address is not None and code in content.languages
                else ""
                for folder, content, address in addresses
            ]
            yield Pair(f"/{effect.address} ({names[code]})", *paths)
