"""What the files and folders beside the pages are called."""

from __future__ import annotations

IMAGES = "images/"
SEARCH_FILES = "pagefind/"
# The first two in each language, the rest once.
CALENDAR, FEED = "calendar.ics", "feed.xml"
DATA, DATA_SCHEMA = "strategy.json", "strategy.schema.json"
GOALS_TABLE, PROJECTS_TABLE = "goals.csv", "projects.csv"
CATALOGUE = "dcat.rdf"
COLOURS = "assets/colours.css"
REDIRECTS, NGINX_MAP = "_redirects", "leads.map"
HEADERS, NGINX_HEADERS = "_headers", "headers.conf"
FILES = (
    *(CALENDAR, FEED, DATA, DATA_SCHEMA, GOALS_TABLE, PROJECTS_TABLE),
    *(CATALOGUE, REDIRECTS, NGINX_MAP, HEADERS, NGINX_HEADERS),
)
"""Every file beside the pages; nothing else may have its address."""
