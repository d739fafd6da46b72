"""All files of a site, made by several processes at once, with little memory."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from .made import Made, SiteFolder, together
from .page_files import PageWriter
from .phases import phase
from .sharing import shared
from .site_parts import Part


def write_site(folder: SiteFolder, parts: Sequence[Part], pages: PageWriter) -> Made:
    """Write what the site that stands has otherwise, and tell of all files of the new one.

    Takes the parts as `parts_of` gives them.
    """
    documents, *search, data = parts
    # Pages say how large the documents are.
    made = documents.kept(folder)
    if made is None:
        with shared([partial(documents.make, folder)]) as done:
            (made,) = done
    sizes = {path: size for path, (size, _) in made.files.items()}
    pages.renderer.site.document_sizes.update(sizes)
    # One language's search after the other: each takes as much memory as all the rest.
    searching = [partial(part.make, folder) for part in search]
    with shared([partial(together, searching)]) as done:
        kept, jobs = pages.plan(folder)
        for more in (kept, data.make(folder), *done):
            made.add(more)
    with phase("sidorna"), shared(jobs) as done:
        for more in done:
            made.add(more)
    return made
