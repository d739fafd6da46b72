"""Where each thing has its page: the same path in every language, behind the language's prefix."""

from __future__ import annotations

from .model import Call, Goal, Linked, PriorityArea, Project, Sections


def section_of(item: Linked | type[Linked], sections: Sections) -> str:
    """Give the list under which things of this kind stand, such as ``mal/``."""
    kind = item if isinstance(item, type) else type(item)
    name = {
        PriorityArea: sections.priority_areas,
        Goal: sections.goals,
        Project: sections.projects,
        Call: sections.calls,
    }[kind]
    return f"{name}/"


def address_of(item: Linked, sections: Sections) -> str:
    """Give an item's path below the language's prefix: ``mal/ungas-deltagande/``."""
    return f"{section_of(item, sections)}{item.last_part}/"


def short_address(item: Linked) -> str:
    """Give the short path made for print and speech, from the id that never changes: ``1.3/``."""
    return f"{item.id}/"


def with_language(address: str, language: str, source: str) -> str:
    """Give the path below the site's root: the source language has no prefix."""
    return address if language == source else f"{language}/{address}"


def relative(target: str, page: str) -> str:
    """Give ``target`` as a link from ``page``, both paths below the site's root.

    Relative links work below any subpath and from a folder on disk.
    """
    here, there = page.rstrip("/").split("/") if page else [], target.split("/")
    # As posixpath.relpath does it, in a fifth of the time: a page has some forty links.
    same = 0
    for one, other in zip(here, there[:-1], strict=False):
        if one != other:
            break
        same += 1
    return "../" * (len(here) - same) + "/".join(there[same:]) or "./"
