"""``dcat.rdf``, read back by rdflib: titles in each language and the schema, for a data portal."""

from __future__ import annotations

import datetime

import pytest
import rdflib
from rdflib import namespace as ns

from strategy_site.checks.load import load_strategy
from strategy_site.i18n.localizer import localizers
from strategy_site.outputs.dcat import dcat_catalog
from strategy_site.render.site_context import SiteContext
from tests.support.paths import BASE

URL = "https://prov.example/"


@pytest.fixture(scope="module")
def graph() -> rdflib.Graph:
    content, _ = load_strategy(BASE)
    site = SiteContext(content, URL, datetime.date(2026, 10, 1))
    strategy = content.strategy
    data = dcat_catalog(site, localizers(strategy.languages, strategy.currency))
    return rdflib.Graph().parse(data=data, format="xml")


def test_a_title_is_in_the_language_that_it_says(graph: rdflib.Graph) -> None:
    catalogue = graph.value(predicate=ns.RDF.type, object=ns.DCAT.Catalog)
    titles = set(graph.objects(catalogue, ns.DCTERMS.title))
    assert titles == {rdflib.Literal("Provdalen", "sv"), rdflib.Literal("Koelaakso", "fi")}


def test_the_schema_is_that_of_the_json_alone(graph: rdflib.Graph) -> None:
    conforms = {
        str(graph.value(distribution, ns.DCAT.downloadURL)): str(schema)
        for distribution, schema in graph.subject_objects(ns.DCTERMS.conformsTo)
    }
    assert conforms == {f"{URL}strategy.json": f"{URL}strategy.schema.json"}
