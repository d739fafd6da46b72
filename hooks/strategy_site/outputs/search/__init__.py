"""The search index, and the files that the search page asks for."""
