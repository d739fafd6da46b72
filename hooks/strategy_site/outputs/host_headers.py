"""The HTTP headers of every page: it may fetch and run the site's files, and nothing inline."""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
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
