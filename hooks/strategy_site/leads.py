"""Addresses that lead on to a page: the short ones, made for print and speech.

A lead is an HTML page that any static host can show, and a rule for hosts that can redirect.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment, PackageLoader, StrictUndefined

from .addresses import address_of, relative, short_address, with_language
from .content import Content
from .model import Linked
from .wording import Wording


def leads_of(content: Content) -> dict[str, Linked]:
    """Give what each address below a language's prefix leads to, apart from the pages' own."""
    items: list[Linked] = [
        *content.priority_areas,
        *content.goals,
        *content.projects,
        *content.calls,
    ]
    return {short_address(item): item for item in items}


def lead_files(
    content: Content, wordings: dict[str, Wording], site_url: str
) -> Iterator[tuple[str, str]]:
    """Give path and text of the file behind every lead, in every language.

    Takes the site's whole address with a slash at its end, for the canonical link.
    """
    environment = Environment(
        loader=PackageLoader("strategy_site"), autoescape=True, undefined=StrictUndefined
    )
    template = environment.get_template("lead.html.j2")
    for address, item in leads_of(content).items():
        for language, wording in wordings.items():
            here, there = _both(content, address, item, language)
            text = template.render(
                title=wording.plain(item.title),
                title_language=language if wording.written(item.title) else wording.source.code,
                language=language,
                link=relative(there, here),
                canonical=site_url + there,
                message=wording.say("The page is here"),
            )
            yield f"{here}index.html", text


def redirects(content: Content, root: str) -> str:
    """Give the rules of Netlify and Cloudflare Pages (``_redirects``): from, to, status.

    Takes the path of the site's root, such as ``/`` or ``/strategi/``.
    """
    rows = [
        f"{root}{here.rstrip('/')}{slash} {root}{there} 301"
        for here, there in _all(content)
        for slash in ("", "/")
    ]
    return "\n".join(rows) + "\n"


def nginx_map(content: Content, root: str) -> str:
    """Give nginx's map of leads: ``map $uri $lead { include leads.map; }``."""
    rows = [
        f"{root}{here.rstrip('/')}{slash} {root}{there};"
        for here, there in _all(content)
        for slash in ("", "/")
    ]
    return "\n".join(rows) + "\n"


def _all(content: Content) -> Iterator[tuple[str, str]]:
    for address, item in leads_of(content).items():
        for language in content.languages:
            yield _both(content, address, item, language)


def _both(content: Content, address: str, item: Linked, language: str) -> tuple[str, str]:
    """Give a lead and the page it leads to, both below the site's root."""
    source = content.languages[0]
    target = address_of(item, content.strategy.sections)
    return with_language(address, language, source), with_language(target, language, source)
