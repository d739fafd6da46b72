"""``dcat.rdf``: the open data described in DCAT-AP-SE, for data portals to harvest.

The profile and the rules of harvesting: https://docs.dataportal.se/dcat/sv/ and
https://docs.dataportal.se/dcat/docs/harvesting/. rdflib writes the RDF.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

from babel.core import get_global
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, Namespace

from ..i18n.localizer import Localizer
from ..messages import N_
from ..model.fields import Text
from ..paths import CALENDAR, DATA, DATA_SCHEMA, GOALS_TABLE, INDICATORS_TABLE, PROJECTS_TABLE
from ..render.site_context import SiteContext

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_PREFIXES = {"dcat": DCAT, "dcterms": DCTERMS, "vcard": VCARD, "foaf": FOAF, "rdf": RDF}
_EU = "http://publications.europa.eu/resource/authority/"
# Codes that CLDR has beside the one of the EU's table of languages: ISO 639-2's bibliographic
# codes, withdrawn codes, and languages that are a part of a macrolanguage.
_OTHER_CODES = (
    "alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel "
    "mol scr scc ekk lvs als cmn"
)


def eu_language(code: str) -> str | None:
    """Return the code of a language in the EU's table of languages, from its ISO 639-1 code.

    It is the code of three letters in ISO 639-3. ``None`` for a language without a code in
    ISO 639-1: the table may lack it.
    """
    longer = {three for three, two in get_global("language_aliases").items() if two == code}
    found = sorted(
        three for three in longer.difference(_OTHER_CODES.split()) if len(three) == len("swe")
    )
    return found[0].upper() if len(found) == 1 else None


def dcat_catalog(site: SiteContext, localizers: dict[str, Localizer]) -> bytes:
    """Return the catalogue of the site's open data as RDF/XML."""
    return _CatalogBuilder(site, localizers).build()


class _CatalogBuilder:
    def __init__(self, site: SiteContext, localizers: dict[str, Localizer]) -> None:
        self.site, self.localizers, self.strategy = site, localizers, site.content.strategy
        self.name = Literal(self.strategy.name.get(site.content.source_language))
        self.graph = Graph()
        for prefix, namespace in _PREFIXES.items():
            self.graph.bind(prefix, namespace)

    def build(self) -> bytes:
        root, publisher = URIRef(f"{self.site.url}#catalogue"), URIRef(f"{self.site.url}#publisher")
        self._add(publisher, RDF.type, FOAF.Agent)
        self._add(publisher, FOAF.name, self.name)
        self._add(root, RDF.type, DCAT.Catalog)
        self._texts(root, DCTERMS.title, self.strategy.name)
        self._texts(root, DCTERMS.description, self.strategy.title)
        self._add(root, DCTERMS.publisher, publisher)
        self._add(root, FOAF.homepage, URIRef(self.site.url))
        self._add(root, DCAT.themeTaxonomy, URIRef(f"{_EU}data-theme"))
        self._licence(root)
        for name, title, file in (
            ("strategy", N_("The strategy as data"), DATA),
            ("goals", N_("Goals of the strategy"), GOALS_TABLE),
            ("projects", N_("Funded projects"), PROJECTS_TABLE),
            *(
                [("indicators", N_("Indicators of the goals"), INDICATORS_TABLE)]
                if any(goal.indicators for goal in self.site.content.goals)
                else []
            ),
            ("calls", N_("Closing dates of calls"), CALENDAR),
        ):
            self._add(root, DCAT.dataset, self._dataset(name, title, file, publisher))
        return _in_order(self.graph)

    def _dataset(self, name: str, title: str, file: str, publisher: URIRef) -> URIRef:
        dataset = URIRef(f"{self.site.url}#{name}")
        self._add(dataset, RDF.type, DCAT.Dataset)
        for code, localizer in self.localizers.items():
            if localizer.has_message(title):
                text = Literal(localizer.gettext_plain(title), lang=code)
                self._add(dataset, DCTERMS.title, text)
        self._texts(dataset, DCTERMS.description, self.strategy.introduction)
        self._add(dataset, DCTERMS.publisher, publisher)
        self._add(dataset, DCTERMS.identifier, Literal(str(dataset)))
        self._add(dataset, DCAT.theme, URIRef(f"{_EU}data-theme/REGI"))
        self._add(dataset, DCTERMS.accessRights, URIRef(f"{_EU}access-right/PUBLIC"))
        for code in self.site.content.languages:
            if eu_code := eu_language(code):
                self._add(dataset, DCTERMS.language, URIRef(f"{_EU}language/{eu_code}"))
        landing = f"{self.site.url}{self.strategy.sections.open_data}/"
        self._add(dataset, DCAT.landingPage, URIRef(landing))
        if self.strategy.contact:
            # With a URI of its own: portals take no blank node and no publisher as a contact.
            contact = URIRef(f"{self.site.url}#contact")
            self._add(contact, RDF.type, VCARD.Organization)
            self._add(contact, VCARD.fn, self.name)
            self._add(contact, VCARD.hasURL, _iri(self.strategy.contact))
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
            # The portal knows Creative Commons' licences by their URIs with http alone.
            name = self.strategy.licence.url.replace("https://creative", "http://creative")
            self._add(subject, DCTERMS.license, _iri(name))

    def _texts(self, subject: URIRef, predicate: URIRef, text: Text) -> None:
        for code in self.site.content.languages:
            if translated := text.get(code):
                self._add(subject, predicate, Literal(" ".join(translated.split()), lang=code))

    def _add(self, subject: URIRef, predicate: URIRef, value: object) -> None:
        self.graph.add((subject, predicate, value))  # type: ignore[arg-type]


def _iri(link: str) -> URIRef:
    """Return an address as RDF allows it: browsers take more characters."""
    return URIRef(re.sub(r"[|{}^`]", lambda found: f"%{ord(found[0]):02X}", link))


def _in_order(graph: Graph) -> bytes:
    """Return the same RDF/XML for the same graph: rdflib's own order is that of its sets."""
    for prefix, namespace in graph.namespaces():
        if prefix in _PREFIXES:
            ElementTree.register_namespace(prefix, str(namespace))
    root = ElementTree.fromstring(graph.serialize(format="xml"))  # noqa: S314 - our own
    for element in [*root, root]:
        element[:] = sorted(element, key=ElementTree.tostring)
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
