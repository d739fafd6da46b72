"""A local development strategy in YAML → a website in several languages.

The data goes one way, and each package imports only those before it (held by import-linter, see
``pyproject.toml``):

``yaml_io``       YAML text ⇄ values with their lines
``model``         what may stand in each file
``content``       the whole strategy, loaded
``pages``         which pages there are, and at which URL
``i18n``          languages, and the state of every translation
``checks``        what is wrong between files
``render``        a page and a language → HTML
``outputs``       every file that is not a page
``build``         the folder of the site, incrementally
``authoring``     all that writes into ``strategy/``
``change_report`` what a change does, before it is published
``cli``           the commands

Nothing here imports MkDocs or its theme: that is ``mkdocs_adapter``.
"""
