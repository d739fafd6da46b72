"""Projects grouped by what they have in common, for lists that work without JavaScript."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..content.content import Content
from ..model.items import Project


@dataclass(frozen=True)
class ProjectGroup:
    """Projects that have something in common."""

    anchor: str
    title: Any
    """A `Text`, a goal or area, a year, or ``None`` for projects that are in no other group."""
    projects: tuple[Project, ...]


ProjectGroups = tuple[ProjectGroup, ...]


def by_priority_area(content: Content) -> ProjectGroups:
    """Return a group for each priority area."""
    areas = content.priority_areas
    return _with_rest(content, ((area.id, area, content.projects_of(area)) for area in areas))


def by_goal(content: Content) -> ProjectGroups:
    """Return a group for each goal."""
    return _with_rest(
        content, ((goal.id, goal, content.projects_of(goal)) for goal in content.goals)
    )


def by_municipality(content: Content) -> ProjectGroups:
    """Return a group for each municipality; a project in several is in several groups."""
    rows = content.strategy.municipalities
    return _with_rest(
        content,
        ((r.id, r.name, [p for p in content.projects if r.id in p.municipalities]) for r in rows),
    )


def by_year(content: Content) -> ProjectGroups:
    """Return a group for each year, the latest first. A project is in each of its years."""
    years = sorted({year for p in content.projects for year in p.years}, reverse=True)
    return _with_rest(
        content, ((str(y), y, [p for p in content.projects if y in p.years]) for y in years)
    )


def _with_rest(content: Content, groups: Iterable[tuple[str, Any, list[Project]]]) -> ProjectGroups:
    """Return the groups, and last the projects that are in none of them, so that none is lost."""
    found = [ProjectGroup(anchor, title, tuple(projects)) for anchor, title, projects in groups]
    grouped = {project.id for group in found for project in group.projects}
    rest = tuple(project for project in content.projects if project.id not in grouped)
    return (*found, ProjectGroup("-", None, rest)) if rest else tuple(found)
