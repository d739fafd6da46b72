"""The file that ``mkdocs.yml`` names under ``hooks:``; hands MkDocs' events to the plugin.

MkDocs loads it once per process, so the plugin survives the languages and the builds of a preview.
"""

from mkdocs_adapter.plugin import StrategyPlugin

_plugin = StrategyPlugin()
globals().update(
    {name: getattr(_plugin, name) for name in vars(StrategyPlugin) if name.startswith("on_")}
)
