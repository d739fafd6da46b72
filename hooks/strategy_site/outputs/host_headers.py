"""What hosts and robots are told: which files a page may fetch and run, and where the pages are."""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "media-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content-Security-Policy that every page has in a meta element."""

# A meta element can't have frame-ancestors (CSP Level 3, 3.3).
_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def netlify_headers(root: str) -> str:
    """Return the ``_headers`` file of Netlify and Cloudflare Pages.

    Takes the path of the site's root, such as ``/`` or ``/strategi/``.
    """
    lines = "".join(f"  {name}: {value}\n" for name, value in _HEADERS.items())
    return f"{root}*\n{lines}"


def nginx_headers() -> str:
    """Return the lines of nginx's ``include headers.conf;``."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in _HEADERS.items())


def robots(url: str, root: str) -> str:
    """Return the ``robots.txt`` (RFC 9309): all may be read, and where the list of pages is.

    Takes the site's address and the path of its root. Robots look for the file at the root of a
    host alone: empty for a site below a path.
    """
    # No "Allow": it would beat a group's own "Disallow: /".
    return f"Sitemap: {url}sitemap.xml\n\nUser-agent: *\nDisallow:\n\n" if root == "/" else ""
