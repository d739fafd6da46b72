"""Names of the files and folders of a project and its site, and the variables that move them."""

from __future__ import annotations

import os
from pathlib import Path

IMAGES_URL, ASSETS = "images/", "assets/"
SEARCH_FILES = "search-index/"
# One of each of the first two a language, one of each of the others a site.
CALENDAR, FEED = "calendar.ics", "feed.xml"
DATA, DATA_SCHEMA = "strategy.json", "strategy.schema.json"
GOALS_TABLE, PROJECTS_TABLE, INDICATORS_TABLE = "goals.csv", "projects.csv", "indicators.csv"
DCAT = "dcat.rdf"
COLOURS = "assets/colours.css"
REDIRECTS, NGINX_MAP = "_redirects", "leads.map"
HEADERS, NGINX_HEADERS = "_headers", "headers.conf"
ROBOTS = "robots.txt"
FILES = (
    *(CALENDAR, FEED, DATA, DATA_SCHEMA, GOALS_TABLE, PROJECTS_TABLE),
    INDICATORS_TABLE,
    *(DCAT, REDIRECTS, NGINX_MAP, HEADERS, NGINX_HEADERS, ROBOTS),
)
"""Every output that is not a page; nothing else may have its address."""
JOINED = (REDIRECTS, HEADERS, ROBOTS)
"""Outputs that a file of the same name among the handwritten pages is added to."""
BY_MKDOCS = ("sitemap.xml", "sitemap.xml.gz", "404.html")
_CACHE_VARIABLE = "STRATEGY_SITE_CACHE"
STATE_VARIABLE = "STRATEGY_SITE_STATE"
"""Names of environment variables; the README describes them."""


def cache_folder(project: Path) -> Path:
    """Return the folder for what makes a project's next build faster, ``.build/`` by default."""
    return Path(os.environ.get(_CACHE_VARIABLE) or project / ".build")


def state_file() -> Path | None:
    """Return the file from which a build takes the state of the previous one, if it is to."""
    name = os.environ.get(STATE_VARIABLE)
    return Path(name) if name else None


STRATEGY_FILE = "strategy.yml"
SCHEMAS = "schema"
