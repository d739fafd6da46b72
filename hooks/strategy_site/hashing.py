"""Digests: whether two things are the same. All hashing but that of others' checksums is here."""

from __future__ import annotations

import hashlib


def raw_digest(data: bytes) -> bytes:
    """Return a 16-byte BLAKE2b digest."""
    return hashlib.blake2b(data, digest_size=16).digest()


def digest(data: bytes) -> str:
    """Return `raw_digest` as 32 hexadecimal digits."""
    return raw_digest(data).hex()


def short_digest(text: str, length: int = 16) -> str:
    """Return the first hexadecimal digits of a text's SHA-256.

    For files that are kept for years, such as the URL ledger: its values must never change.
    """
    return hashlib.sha256(text.encode()).hexdigest()[:length]
