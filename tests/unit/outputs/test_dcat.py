"""``dcat.rdf``, read back by rdflib: titles in each language, for a data portal to show."""

from __future__ import annotations

import datetime

import rdflib
from rdflib import namespace as ns

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.dcat import dcat_catalog
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE


def test_a_title_is_in_the_language_that_it_says() -> None:
    content, _ = load_strategy(BASE)
    site = SiteContext(content, "https://prov.example/", datetime.date(2026, 10, 1))
    strategy = content.strategy
    data = dcat_catalog(site, localizers(strategy.languages, strategy.currency))
    graph = rdflib.Graph().parse(data=data, format="xml")
    catalogue = graph.value(predicate=ns.RDF.type, object=ns.DCAT.Catalog)
    titles = set(graph.objects(catalogue, ns.DCTERMS.title))
    assert titles == {rdflib.Literal("Provdalen", "sv"), rdflib.Literal("Koelaakso", "fi")}
