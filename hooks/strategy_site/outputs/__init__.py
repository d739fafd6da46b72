"""Every generated file that is not a page: data, feeds, documents, redirects, search."""
