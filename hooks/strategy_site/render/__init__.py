"""A page and a language → HTML."""
