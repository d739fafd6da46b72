"""``dcat.rdf``: the open data described as DCAT-AP-SE asks, for data portals to harvest.

The profile and the rules of harvesting: https://docs.dataportal.se/dcat/sv/ and
https://docs.dataportal.se/dcat/docs/harvesting/. rdflib writes the RDF.
"""

from __future__ import annotations

from xml.etree import ElementTree

from babel.core import get_global
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, Namespace

from .file_names import CALENDAR, DATA, DATA_SCHEMA, GOALS_TABLE, PROJECTS_TABLE
from .values import Text
from .voice import Site
from .wording import Wording, message

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_PREFIXES = {"dcat": DCAT, "dcterms": DCTERMS, "vcard": VCARD, "foaf": FOAF, "rdf": RDF}
_EU = "http://publications.europa.eu/resource/authority/"
# CLDR knows these for a language too, but the EU's table of languages goes by another: ISO 639-2's
# bibliographic codes, codes that were withdrawn, and a part of what the shorter code stands for.
_OTHER_CODES = (
    "alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel "
    "mol scr scc ekk lvs als cmn"
)


def eu_language(code: str) -> str | None:
    """Give what the EU's table of languages calls a language, by its ISO 639-1 code.

    That is its code of three letters in ISO 639-3. Of a language that has no shorter one nobody
    here can say that the table has it: it is left out.
    """
    longer = {three for three, two in get_global("language_aliases").items() if two == code}
    found = sorted(
        three for three in longer.difference(_OTHER_CODES.split()) if len(three) == len("swe")
    )
    return found[0].upper() if len(found) == 1 else None


def catalogue(site: Site, wordings: dict[str, Wording]) -> bytes:
    """Give the catalogue of the site's open data as RDF/XML."""
    return _Catalogue(site, wordings).write()


class _Catalogue:
    def __init__(self, site: Site, wordings: dict[str, Wording]) -> None:
        self.site, self.wordings, self.strategy = site, wordings, site.content.strategy
        self.graph = Graph()
        for prefix, namespace in _PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def write(self) -> bytes:
        root, publisher = URIRef(f"{self.site.url}#catalogue"), URIRef(f"{self.site.url}#publisher")
        self._add(publisher, RDF.type, FOAF.Agent)
        name = self.strategy.name.get(self.site.content.languages[0])
        self._add(publisher, FOAF.name, Literal(name))
        self._add(root, RDF.type, DCAT.Catalog)
        self._texts(root, DCTERMS.title, self.strategy.name)
        self._texts(root, DCTERMS.description, self.strategy.title)
        self._add(root, DCTERMS.publisher, publisher)
        self._add(root, FOAF.homepage, URIRef(self.site.url))
        self._add(root, DCAT.themeTaxonomy, URIRef(f"{_EU}data-theme"))
        self._licence(root)
        for name, title, file in (
            ("strategy", message("The strategy as data"), DATA),
            ("goals", message("Goals of the strategy"), GOALS_TABLE),
            ("projects", message("Funded projects"), PROJECTS_TABLE),
            ("calls", message("Closing dates of calls"), CALENDAR),
        ):
            self._add(root, DCAT.dataset, self._dataset(name, title, file, publisher))
        return _in_order(self.graph)

    def _dataset(self, name: str, title: str, file: str, publisher: URIRef) -> URIRef:
        dataset = URIRef(f"{self.site.url}#{name}")
        self._add(dataset, RDF.type, DCAT.Dataset)
        for code, words in self.wordings.items():
            if words.knows(title):
                self._add(dataset, DCTERMS.title, Literal(words.say(title), lang=code))
        self._texts(dataset, DCTERMS.description, self.strategy.introduction)
        self._add(dataset, DCTERMS.publisher, publisher)
        self._add(dataset, DCTERMS.identifier, Literal(str(dataset)))
        self._add(dataset, DCAT.theme, URIRef(f"{_EU}data-theme/REGI"))
        self._add(dataset, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC"))
        for code in self.site.content.languages:
            if known := eu_language(code):
                self._add(dataset, DCTERMS.language, URIRef(f"{_EU}language/{known}"))
        landing = f"{self.site.url}{self.strategy.sections.open_data}/"
        self._add(dataset, DCAT.landingPage, URIRef(landing))
        if self.strategy.contact:
            # A name of its own: blank nodes and the publisher's name are not harvested as contacts.
            contact = URIRef(f"{self.site.url}#contact")
            self._add(contact, RDF.type, VCARD.Organization)
            organisation = self.strategy.name.get(self.site.content.languages[0])
            self._add(contact, VCARD.fn, Literal(organisation))
            self._add(contact, VCARD.hasURL, URIRef(self.strategy.contact))
            self._add(dataset, DCAT.contactPoint, contact)
        self._add(dataset, DCAT.distribution, self._distribution(file))
        return dataset

    def _distribution(self, file: str) -> URIRef:
        address = URIRef(self.site.url + file)
        distribution = URIRef(f"{address}#distribution")
        ending = file.rpartition(".")[2]
        media = {"json": "application/json", "csv": "text/csv", "ics": "text/calendar"}[ending]
        self._add(distribution, RDF.type, DCAT.Distribution)
        self._add(distribution, DCAT.accessURL, address)
        self._add(distribution, DCAT.downloadURL, address)
        self._add(distribution, DCTERMS.format, Literal(media))
        if file == DATA:
            self._add(distribution, DCTERMS.conformsTo, URIRef(self.site.url + DATA_SCHEMA))
        self._licence(distribution)
        return distribution

    def _licence(self, subject: URIRef) -> None:
        if self.strategy.licence:
            # The portal knows Creative Commons' licences by their names with http alone.
            name = self.strategy.licence.url.replace("https://creative", "http://creative")
            self._add(subject, DCTERMS.license, URIRef(name))

    def _texts(self, subject: URIRef, predicate: URIRef, text: Text) -> None:
        for code in self.site.content.languages:
            written = text.get(code)
            if written:
                self._add(subject, predicate, Literal(" ".join(written.split()), lang=code))

    def _add(self, subject: URIRef, predicate: URIRef, value: object) -> None:
        self.graph.add((subject, predicate, value))  # type: ignore[arg-type]


def _in_order(graph: Graph) -> bytes:
    """Give RDF/XML that is the same for the same graph: rdflib's own order is that of its sets."""
    for prefix, namespace in graph.namespaces():
        if prefix in _PREFIXES:
            ElementTree.register_namespace(prefix, str(namespace))
    root = ElementTree.fromstring(graph.serialize(format="xml"))  # noqa: S314 - our own
    for element in [*root, root]:
        element[:] = sorted(element, key=ElementTree.tostring)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
