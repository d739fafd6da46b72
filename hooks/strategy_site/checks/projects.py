"""The amounts, years and registered names of projects."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.items import Project
from ..yaml_io.reader import Document, KeyPath
from .references import check_registered


def check_projects(reading: Reading) -> Iterator[Diagnostic]:
    """Yield what is wrong with each project by itself and against ``strategy.yml``."""
    for document, _key, item in reading.items_with_pages():
        if isinstance(item, Project):
            yield from _check_project(reading, document, item)


def _check_project(reading: Reading, document: Document, project: Project) -> Iterator[Diagnostic]:
    municipalities: list[tuple[KeyPath, str]] = [
        (("municipalities", n), item_id) for n, item_id in enumerate(project.municipalities)
    ]
    yield from check_registered(reading, document, municipalities, "municipalities", "kommunen")
    funders: list[tuple[KeyPath, str]] = [
        ((name, n, "from"), part.source)
        for name in ("funding", "co_funding", "in_kind")
        for n, part in enumerate(getattr(project, name))
        if part.source is not None
    ]
    yield from check_registered(reading, document, funders, "funders", _("the funder"))
    if project.start_year and project.end_year and project.start_year > project.end_year:
        message = _(
            "the project ends in %(end_year)s but begins in %(start_year)s; correct the years.",
            end_year=project.end_year,
            start_year=project.start_year,
        )
        yield document.error(("end_year",), message)
    difference = project.difference
    if difference != (project.acknowledged_difference or 0):
        message = _(
            "the parts make %(parts_total)s but the total is %(total)s; correct the "
            "amounts, or write “acknowledged_difference: %(difference)s” if the source "
            "itself does not add up.",
            parts_total=project.parts_total,
            total=project.total,
            difference=difference,
        )
        if not difference:
            message = _("the amounts add up; remove “acknowledged_difference”.")
        key: KeyPath = ("total",) if difference else ("acknowledged_difference",)
        yield document.warning(key, message)
