"""``python -m mkdocs_adapter``: MkDocs, but what the system refuses is said in a sentence."""

from mkdocs.__main__ import cli

from strategy_site.terminal import refusals_told

with refusals_told():
    cli()
