"""A page → JSON-LD in the vocabulary of schema.org, for search engines and other machines."""

from __future__ import annotations

from typing import Any

from .addresses import address_of, section_of, short_address, with_language
from .content import Content
from .model import Call, Goal, Linked, PriorityArea, Project
from .pages import Page
from .rendering import Rendered
from .voice import Site
from .wording import Wording

Node = dict[str, Any]


def linked_data(page: Page, rendered: Rendered, site: Site, words: Wording) -> Node:
    """Give what a page tells as JSON-LD; the values are data, to be escaped by who prints them."""
    return _Describing(page, rendered, site, words).graph()


class _Describing:
    def __init__(self, page: Page, rendered: Rendered, site: Site, words: Wording) -> None:
        self.page, self.rendered, self.words, self.site = page, rendered, words, site
        self.content: Content = site.content

    def graph(self) -> Node:
        """Give the nodes of the page; each has an ``@id``, so that pages speak of the same."""
        nodes = [self._page(), self._publisher()]
        if len(self._trail()) > 1:
            nodes.append(self._breadcrumbs())
        match self.page.item:
            case PriorityArea() | Goal() as item:
                nodes.append(self._part_of_strategy(item))
            case Project() as project:
                nodes.append(self._project(project))
            case Call() as call:
                nodes.append(self._call(call))
        if self.page.kind in ("home", "version"):
            nodes.append(self._strategy())
        return {"@context": "https://schema.org", "@graph": nodes}

    def _whole(self, address: str) -> str:
        source = self.content.languages[0]
        return self.site.url + with_language(address, self.words.code, source)

    def _identity(self, item: Linked) -> str:
        """Name an item the same on every page and in every language: by its short address."""
        return f"{self.site.url}{short_address(item)}#{type(item).__name__}"

    def _page(self) -> Node:
        item = self.page.item
        node: Node = {
            "@type": "WebPage",
            "@id": self._whole(self.page.address),
            "url": self._whole(self.page.address),
            "name": self.rendered.title,
            "description": self.rendered.description,
            "inLanguage": self._languages(),
            "publisher": {"@id": f"{self.site.url}#publisher"},
        }
        if isinstance(item, Linked):
            node["mainEntity"] = {"@id": self._identity(item)}
        if isinstance(item, Project | Call) and item.published:
            node["datePublished"] = item.published.isoformat()
        if isinstance(item, Call) and item.closes:
            node["expires"] = item.closes.isoformat()
        if self.content.strategy.licence:
            node["license"] = self.content.strategy.licence.url
        return node

    def _languages(self) -> str | list[str]:
        """Give the page's language, and the one it falls back on where it does so for its title."""
        codes = list(dict.fromkeys([self.words.code, *self.rendered.languages]))
        return codes[0] if len(codes) == 1 else codes

    def _publisher(self) -> Node:
        name = self.words.plain(self.content.strategy.name)
        node = {"@type": "Organization", "@id": f"{self.site.url}#publisher", "name": name}
        contact = self.content.strategy.contact
        return node | ({"url": contact} if contact else {})

    def _strategy(self) -> Node:
        edition = self.page.edition or self.content.edition
        version = edition.version
        node: Node = {
            "@type": "CreativeWork",
            "@id": f"{self.site.url}{edition.address}#Strategy",
            "name": self.words.plain(version.title or self.content.strategy.title),
            "inLanguage": self.words.written_in(version.title or self.content.strategy.title),
            "version": str(edition.number),
            "url": self._whole(edition.address),
            "publisher": {"@id": f"{self.site.url}#publisher"},
        }
        if version.vision:
            node["abstract"] = self.words.plain(version.vision)
        if version.adopted:
            node["datePublished"] = version.adopted.isoformat()
        return node

    def _part_of_strategy(self, item: PriorityArea | Goal) -> Node:
        node: Node = {
            "@type": "CreativeWork",
            "@id": self._identity(item),
            "identifier": item.id,
            "name": self.words.plain(item.title),
            "inLanguage": self.words.written_in(item.title),
            "url": self._whole(self.page.address),
        }
        about = item.purpose if isinstance(item, PriorityArea) else item.description
        if about:
            node["description"] = self.words.plain(about)
        edition = self.content.edition_with(item.id)
        if edition:
            node["version"] = str(edition.number)
        above = self.content.areas_of(item) if isinstance(item, Goal) else []
        strategy = f"{self.site.url}{(edition or self.content.edition).address}#Strategy"
        node["isPartOf"] = [{"@id": strategy}, *({"@id": self._identity(a)} for a in above)]
        return node

    def _project(self, project: Project) -> Node:
        content, words = self.content, self.words
        node: Node = {
            "@type": "Project",
            "@id": self._identity(project),
            "identifier": project.id,
            "name": words.plain(project.title),
            "description": words.plain(project.summary),
            "url": self._whole(self.page.address),
            "parentOrganization": {"@type": "Organization", "name": project.owner},
        }
        if project.partners:
            node["member"] = [{"@type": "Organization", "name": name} for name in project.partners]
        if project.start_year:
            node["foundingDate"] = str(project.start_year)
        if project.municipalities:
            names = content.municipality_names
            node["areaServed"] = [
                {"@type": "AdministrativeArea", "name": words.plain(names[i])}
                for i in project.municipalities
            ]
        parts = [*project.funding, *project.co_funding]
        if parts:
            node["funding"] = [
                {
                    "@type": "MonetaryGrant",
                    "funder": {
                        "@type": "Organization",
                        "name": words.plain(content.funder_names[part.source]),
                    },
                    "amount": self._money(part.amount),
                }
                for part in parts
            ]
        return node

    def _call(self, call: Call) -> Node:
        node: Node = {
            "@type": "MonetaryGrant",
            "@id": self._identity(call),
            "identifier": call.id,
            "name": self.words.plain(call.title),
            "description": self.words.plain(call.summary),
            "url": self._whole(self.page.address),
        }
        if call.fund:
            node["funder"] = {"@type": "Organization", "name": self.words.plain(call.fund)}
        if call.budget is not None:
            node["amount"] = self._money(call.budget)
        return node

    def _money(self, amount: int) -> Node:
        currency = self.content.strategy.currency
        return {"@type": "MonetaryAmount", "currency": currency, "value": amount}

    def _trail(self) -> list[tuple[str, str]]:
        """Give the pages above, and the page: names and whole addresses."""
        words, sections = self.words, self.content.strategy.sections
        trail = [(words.plain(self.content.strategy.name), self._whole(""))]
        above = self.page.parent
        if above is not None and above.kind != "home":
            names = {
                section_of(PriorityArea, sections): words.say("Priority areas"),
                section_of(Goal, sections): words.say("Goals"),
                section_of(Project, sections): words.say("Projects"),
                section_of(Call, sections): words.say("Calls"),
            }
            if above.address in names:
                trail.append((names[above.address], self._whole(above.address)))
        if isinstance(self.page.item, Goal):
            for area in self.content.areas_of(self.page.item)[:1]:
                address = self._whole(address_of(area, sections))
                trail.append((words.plain(area.title), address))
        if self.page.address:
            trail.append((self.rendered.title, self._whole(self.page.address)))
        return trail

    def _breadcrumbs(self) -> Node:
        rows = [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(self._trail(), 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": rows}
