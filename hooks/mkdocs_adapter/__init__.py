"""The MkDocs plugin: all that imports MkDocs, Material or mkdocs-static-i18n."""
