"""Values that nobody would write, for property tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st


def any_values() -> st.SearchStrategy[Any]:
    """Return what YAML can hold at any place."""
    plain = (
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats()
        | st.dates()
        | st.datetimes()
        | st.text(max_size=12)
        | st.sampled_from(["1.1", "norr", "lag", "1", "bastu", "../x", "https://a.example/"])
    )
    keys = st.sampled_from(["sv", "fi", "id", "title", "from", "amount", "kind", "file", "alt"])
    return st.recursive(
        plain,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
        max_leaves=6,
    )


def places_of(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the keys that lead to each value within a value."""
    children: Any = ()
    if isinstance(value, dict):
        children = value.items()
    elif isinstance(value, list):
        children = enumerate(value)
    for key, child in children:
        yield (*path, key)
        yield from places_of(child, (*path, key))
