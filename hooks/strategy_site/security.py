"""What a page may fetch and run: its own site's files, and nothing inline."""

from __future__ import annotations

POLICY = "; ".join(
    (
        "default-src 'none'",
        # The search runs WebAssembly, which this lets be compiled; no text becomes a script by it.
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    )
)
"""The Content-Security-Policy as every page carries it in a meta element."""

# A meta element can't say who may frame the page.
_HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}


def netlify_headers(root: str) -> str:
    """Give the ``_headers`` file of Netlify and Cloudflare Pages.

    Takes the path of the site's root, such as ``/`` or ``/strategi/``.
    """
    lines = "".join(f"  {name}: {value}\n" for name, value in _HEADERS.items())
    return f"{root}*\n{lines}"


def nginx_headers() -> str:
    """Give the lines of nginx's ``include headers.conf;``."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in _HEADERS.items())
