"""Marks texts for the gettext catalogues."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for it
    """Mark an interface text for the catalogues, where it is named but not yet said."""
    return text
