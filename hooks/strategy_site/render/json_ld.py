"""A page → JSON-LD in the vocabulary of schema.org, for search engines and other programs."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from ..content.content import Content
from ..i18n.localizer import Localizer
from ..model.fields import Text
from ..model.items import Call, Goal, Item, PriorityArea, Project
from ..model.topics import Topic
from ..pages.pages import Page
from ..pages.urls import address_of, short_address
from .renderer import RenderedPage
from .site_context import SiteContext

Node = dict[str, Any]
_ACTION_STATUS = {
    "granted": "PotentialActionStatus",
    "running": "ActiveActionStatus",
    "finished": "CompletedActionStatus",
    "broken_off": "FailedActionStatus",
}


def json_ld(page: Page, rendered: RenderedPage, site: SiteContext, localizer: Localizer) -> Node:
    """Return a page's JSON-LD; whoever prints the values has to escape them."""
    return _PageDescription(page, rendered, site, localizer).graph()


def _node(kind: str, **properties: Any) -> Node:
    """Return a node without the properties that have no value."""
    named = {name: value for name, value in properties.items() if value is not None}
    return {"@type": kind, **named}


def _organization(name: str) -> Node:
    return _node("Organization", name=name)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None


class _PageDescription:
    def __init__(
        self, page: Page, rendered: RenderedPage, site: SiteContext, localizer: Localizer
    ) -> None:
        self.page, self.rendered, self.localizer, self.site = page, rendered, localizer, site
        self.content: Content = site.content
        self.plain = localizer.plain
        self.url = self._absolute(page.address)
        self.publisher = {"@id": f"{site.url}#publisher"}

    def graph(self) -> Node:
        """Return the nodes of the page; each has an ``@id``, so that pages refer to the same."""
        nodes = [self._page(), self._publisher()]
        trail = self._trail()
        if len(trail) > 1:
            nodes.append(_breadcrumbs(trail))
        match self.page.item:
            case PriorityArea() as area:
                nodes.append(self._part_of_strategy(area))
            case Goal() as goal:
                nodes += [self._part_of_strategy(goal), *self._observations(goal)]
            case Project() as project:
                nodes += [self._project(project), *self._action(project)]
            case Call() as call:
                nodes.append(self._call(call))
            case Topic() as topic:
                nodes.append(self._topic(topic))
        if self.page.kind in ("home", "version"):
            nodes.append(self._strategy())
        return {"@context": "https://schema.org", "@graph": nodes}

    def _absolute(self, address: str) -> str:
        return self.site.absolute_url(address, self.localizer.code)

    def _item_reference(self, item: Item) -> Node:
        """Return the same ``@id`` of an item on every page and in every language."""
        return {"@id": f"{self.site.url}{short_address(item)}#{type(item).__name__}"}

    def _text(self, text: Text | None) -> str | None:
        return self.plain(text) if text else None

    def _page(self) -> Node:
        item, licence = self.page.item, self.content.strategy.licence
        languages = list(dict.fromkeys([self.localizer.code, *self.rendered.languages]))
        return {"@id": self.url} | _node(
            "WebPage",
            url=self.url,
            name=self.rendered.title,
            description=self.rendered.description,
            inLanguage=languages if len(languages) > 1 else languages[0],
            publisher=self.publisher,
            mainEntity=self._item_reference(item) if isinstance(item, Item) else None,
            datePublished=_iso(item.published) if isinstance(item, Project | Call) else None,
            expires=_iso(item.closes) if isinstance(item, Call) else None,
            license=licence.url if licence else None,
        )

    def _publisher(self) -> Node:
        strategy = self.content.strategy
        organization = _organization(self.plain(strategy.name))
        contact = {"url": strategy.contact} if strategy.contact else {}
        return self.publisher | organization | contact

    def _strategy(self) -> Node:
        edition = self.page.edition or self.content.edition
        version = edition.version
        title = self.localizer.lang_string(version.title or self.content.strategy.title)
        return {"@id": f"{self.site.url}{edition.address}#Strategy"} | _node(
            "CreativeWork",
            name=title.text,
            inLanguage=title.language,
            version=str(edition.number),
            url=self._absolute(edition.address),
            publisher=self.publisher,
            abstract=self._text(version.vision),
            datePublished=_iso(version.adopted),
        )

    def _part_of_strategy(self, item: PriorityArea | Goal) -> Node:
        edition = self.content.edition_with(item.id)
        areas = self.content.areas_of(item) if isinstance(item, Goal) else []
        strategy = f"{self.site.url}{(edition or self.content.edition).address}#Strategy"
        return self._item_reference(item) | _node(
            "CreativeWork",
            identifier=item.id,
            name=self.plain(item.title),
            inLanguage=self.localizer.language_of_text(item.title),
            url=self.url,
            description=self._text(
                item.purpose if isinstance(item, PriorityArea) else item.description
            ),
            version=str(edition.number) if edition else None,
            isPartOf=[{"@id": strategy}, *(self._item_reference(area) for area in areas)],
        )

    def _project(self, project: Project) -> Node:
        funders, municipalities = self.content.funder_names, self.content.municipality_names
        areas = [
            _node("AdministrativeArea", name=self.plain(municipalities[item_id]))
            for item_id in project.municipalities
        ]
        grants = [
            _node(
                "MonetaryGrant",
                funder=_organization(self.plain(funders[part.source])),
                amount=self._money(part.amount),
            )
            for part in (*project.funding, *project.co_funding)
        ]
        return self._item_reference(project) | _node(
            "Project",
            identifier=project.id,
            name=self.plain(project.title),
            description=self.plain(project.summary),
            url=self.url,
            parentOrganization=_organization(project.owner),
            member=[_organization(name) for name in project.partners] or None,
            foundingDate=str(project.start_year) if project.start_year else None,
            areaServed=areas or None,
            funding=grants or None,
        )

    def _action(self, project: Project) -> Iterator[Node]:
        """Yield what became of a project: schema.org's ``Project`` has no status of its own."""
        if not (project.state or project.outcome):
            return
        status = _ACTION_STATUS[project.state] if project.state else None
        yield _node(
            "Action",
            name=self.plain(project.title),
            actionStatus=f"https://schema.org/{status}" if status else None,
            agent=_organization(project.owner),
            object=self._item_reference(project),
            result=_node("Thing", description=self._text(project.outcome))
            if project.outcome
            else None,
            startTime=str(project.start_year) if project.start_year else None,
            endTime=str(project.end_year) if project.end_year else None,
        )

    def _observations(self, goal: Goal) -> Iterator[Node]:
        """Yield a goal's indicators, and each figure that was measured in a known year."""
        about = self._item_reference(goal)
        for number, indicator in enumerate(goal.indicators, 1):
            variable = {"@id": f"{about['@id']}-indicator-{number}"}
            yield variable | _node("StatisticalVariable", name=self.plain(indicator.title))
            for outcome in indicator.series:
                yield _node(
                    "Observation",
                    observationAbout=about,
                    variableMeasured=variable,
                    observationDate=str(outcome.year),
                    value=outcome.value,
                    unitText=self._text(indicator.unit),
                    isBasedOn=outcome.source,
                )

    def _call(self, call: Call) -> Node:
        return self._item_reference(call) | _node(
            "MonetaryGrant",
            identifier=call.id,
            name=self.plain(call.title),
            description=self.plain(call.summary),
            url=self.url,
            funder=_organization(self.plain(call.fund)) if call.fund else None,
            amount=None if call.budget is None else self._money(call.budget),
        )

    def _topic(self, topic: Topic) -> Node:
        return self._item_reference(topic) | _node(
            "DefinedTerm",
            name=self.plain(topic.title),
            alternateName=topic.words_in(self.localizer.language_of_text(topic.title)) or None,
            description=self.plain(topic.text),
            url=self.url,
        )

    def _money(self, amount: int) -> Node:
        currency = self.content.strategy.currency
        return _node("MonetaryAmount", currency=currency, value=amount)

    def _trail(self) -> list[tuple[str, str]]:
        """Return name and absolute URL of the pages above, and of the page."""
        page, sections = self.page, self.content.strategy.sections
        trail = [(self.plain(self.content.strategy.name), self._absolute(""))]
        if page.parent and page.parent.item is None:
            name = self.localizer.gettext_plain(page.parent.title_message)
            trail.append((name, self._absolute(page.parent.address)))
        if isinstance(page.item, Goal):
            trail += [
                (self.plain(area.title), self._absolute(address_of(area, sections)))
                for area in self.content.areas_of(page.item)[:1]
            ]
        if page.address:
            trail.append((self.rendered.title, self.url))
        return trail


def _breadcrumbs(trail: list[tuple[str, str]]) -> Node:
    rows = [
        _node("ListItem", position=number, name=name, item=url)
        for number, (name, url) in enumerate(trail, 1)
    ]
    return _node("BreadcrumbList", itemListElement=rows)
