"""All that writes into ``strategy/``, ``docs/`` and ``mkdocs.yml``, if the strategy stays valid."""
