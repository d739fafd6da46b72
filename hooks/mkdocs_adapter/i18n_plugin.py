"""mkdocs-static-i18n with a fix, as a plugin: MkDocs validates plugins before it runs any hook.

``tests/build/test_upstream.py`` fails on the day that upstream no longer needs one of the fixes.
"""

from __future__ import annotations

import re

from mkdocs.config import config_options
from mkdocs.config.base import ValidationError
from mkdocs_static_i18n.config import I18nPluginConfig, I18nPluginLanguage
from mkdocs_static_i18n.plugin import I18n

from strategy_site.messages import _


class AnyLocale(config_options.Type[str]):
    """Fix 1: upstream refuses three-letter codes such as ``fit`` (its issue #339, PR #348)."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Return the code if it is one of ISO 639. Raises `ValidationError`."""
        code = super().run_validation(value)
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Z]{2})?", code):
            raise ValidationError(_("“%(code)s” is no language code of ISO 639.", code=code))
        return code


class AnyLanguage(I18nPluginLanguage):  # type: ignore[misc]
    """A language of any code."""

    locale = AnyLocale()


class AnyLanguageConfig(I18nPluginConfig):  # type: ignore[misc]
    """The plugin's options, with languages of any code."""

    build_only_locale = config_options.Optional(AnyLocale())
    languages = config_options.ListOfItems(config_options.SubConfig(AnyLanguage, validate=True))


class I18nAnyLanguage(I18n):  # type: ignore[misc]
    """The plugin that ``mkdocs.yml`` names; ``pyproject.toml`` has its entry point."""

    config_class = AnyLanguageConfig
