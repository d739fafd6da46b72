"""``goals.csv`` and ``projects.csv``: what they hold, beside what the YAML says.

The columns that the YAML has are named as there, to be read back; those beside them are for a
reader, and are named in the source language, as the files are for all.
"""

from __future__ import annotations

from typing import TypeVar

from .addresses import short_address
from .content import Content
from .model import Goal, Linked, Project
from .tables import write_table
from .voice import Site
from .wording import Wording

L = TypeVar("L", bound=Linked)


def goals_table(site: Site, words: Wording) -> str:
    """Give every goal, withdrawn ones too, with its priority areas and its address."""
    content = site.content
    goals = _all(content, Goal)
    areas = [{words.say("Priority area"): " ".join(content.homes[goal.id])} for goal in goals]
    return write_table(
        goals, [_address(site, words, g) | a for g, a in zip(goals, areas, strict=True)]
    )


def projects_table(site: Site, words: Wording) -> str:
    """Give every project, withdrawn ones too, with its address."""
    projects = _all(site.content, Project)
    return write_table(projects, [_address(site, words, project) for project in projects])


def _address(site: Site, words: Wording, item: Linked) -> dict[str, str]:
    return {words.say("Address"): site.url + short_address(item)}


def _all(content: Content, kind: type[L]) -> list[L]:
    """Give everything of a kind in the order in which it is written."""
    items = {identity: content.by_id[identity] for identity in content.origins if identity}
    return [item for item in items.values() if isinstance(item, kind)]
