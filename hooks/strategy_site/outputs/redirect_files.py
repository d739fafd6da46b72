"""The redirects as rules for hosts that can redirect; `Renderer.redirect` has a page for others."""

from __future__ import annotations

from collections.abc import Iterator

from ..pages.redirects import Redirects
from ..pages.urls import url_path
from ..render.site_context import SiteContext


def netlify_redirects(redirects: Redirects, site: SiteContext) -> str:
    """Return the rules of Netlify and Cloudflare Pages (``_redirects``): from, to, status."""
    return "".join(f"{here} {there} 301\n" for here, there in _rules(redirects, site))


def nginx_map(redirects: Redirects, site: SiteContext) -> str:
    """Return the lines of nginx's ``map $uri $lead { include leads.map; }``."""
    return "".join(f"{here} {there};\n" for here, there in _rules(redirects, site))


def _rules(redirects: Redirects, site: SiteContext) -> Iterator[tuple[str, str]]:
    for address, page in redirects.items():
        for language in site.content.languages:
            here = site.root + url_path(address, language, site.content)
            there = site.root + url_path(page.address, language, site.content)
            yield here.rstrip("/"), there
            yield here, there
