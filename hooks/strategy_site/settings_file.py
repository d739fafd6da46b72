"""``mkdocs.yml`` as far as commands need it: they run where no generator is asked.

What its keys may hold is for MkDocs to say: it may have tags that only MkDocs knows.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from yaml_env_tag import construct_env_tag

from .diagnostics import ContentError, Diagnostic
from .messages import _

MKDOCS = "mkdocs.yml"


@dataclass(frozen=True)
class SettingsFile:
    """The values of a project's ``mkdocs.yml``, those from the environment included."""

    values: dict[str, Any] = field(default_factory=dict)
    """By key; ``None`` for what only MkDocs can read."""
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each key, from 1."""
    environment: dict[str, str] = field(default_factory=dict)
    """The environment variables that the file names and that are set."""

    text: str = ""
    """The whole file."""

    @property
    def menu(self) -> list[str]:
        """The files and addresses that ``nav`` names, however deep."""
        return list(_texts(self.values.get("nav")))

    def error_at(self, key: str, written: str, message: str) -> Diagnostic:
        """Return an error at the line below ``key`` on which something is written."""
        lines, first = self.text.splitlines(), self.lines.get(key, 1)
        found = (n for n, line in enumerate(lines[first - 1 :], first) if written in line)
        return Diagnostic(Path(MKDOCS), next(found, first), message)

    def error(self, key: str, message: str) -> Diagnostic:
        """Return an error at the line of ``key``, or at the first if the file has none."""
        return Diagnostic(Path(MKDOCS), self.lines.get(key, 1), message)


class _Loader(yaml.SafeLoader):
    """Reads ``!ENV`` as MkDocs does, and passes over every other tag."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_settings_file(project: Path) -> SettingsFile:
    """Return the settings of a project's folder.

    Raises `ContentError` if there is no ``mkdocs.yml``, or it is no YAML.
    """
    line = 1
    try:
        if not (project / MKDOCS).is_file():  # a folder, or a pipe that would be waited for
            raise FileNotFoundError
        text = (project / MKDOCS).read_text("utf-8-sig")
        root = yaml.compose(text, _Loader)
        if isinstance(root, yaml.MappingNode):
            return SettingsFile(
                values=yaml.load(text, _Loader),  # noqa: S506 - a SafeLoader
                lines={str(key.value): key.start_mark.line + 1 for key, _value in root.value},
                text=text,
                environment={name: os.environ[name] for name in sorted(_variables(root))},
            )
        message = _("the file should hold keys with values, such as site_url: https://….")
    except FileNotFoundError:
        message = _("the file does not exist; the site's address and languages are in it.")
    except UnicodeDecodeError:
        message = _("the file is not UTF-8; save it with the encoding UTF-8.")
    except (yaml.YAMLError, ValueError) as error:  # a date such as 2024-13-45 is a ValueError
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        message = _("YAML can't be read here; look at indentation, colons and quotation marks.")
    raise ContentError([Diagnostic(Path(MKDOCS), line, message)])


def _texts(value: object) -> Iterator[str]:
    """Yield all texts in lists and under keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _texts(part)


def _variables(node: yaml.Node) -> set[str]:
    """Return the names of the environment variables in a node that are set."""
    if node.tag == "!ENV":
        names = [node] if isinstance(node, yaml.ScalarNode) else node.value
        return {name.value for name in names if name.value in os.environ}
    if isinstance(node, yaml.MappingNode):
        return {name for pair in node.value for value in pair for name in _variables(value)}
    if isinstance(node, yaml.SequenceNode):
        return {name for value in node.value for name in _variables(value)}
    return set()
