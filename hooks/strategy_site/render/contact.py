"""Where a reader turns with a question, as every page says it."""

from __future__ import annotations

from markupsafe import Markup

from ..content.content import Content
from ..i18n.localizer import Localizer

_LINK = Markup('<a href="{}" rel="external">{}</a>')


def contact_sentence(localizer: Localizer, content: Content) -> Markup:
    """Return how the group is reached, as HTML.

    If no way is known, the sentence says so and names who came after. Empty if that is not known
    either.
    """
    strategy, gettext = content.strategy, localizer.catalog.gettext
    ways = []
    if strategy.email:
        ways.append(Markup('<a href="mailto:{0}">{0}</a>').format(strategy.email))
    if strategy.contact:
        ways.append(_LINK.format(strategy.contact, localizer.without_scheme(strategy.contact)))
    if ways:
        return Markup("{}: {}").format(Markup(gettext("Contact")), Markup(", ").join(ways))  # noqa: S704
    successor = strategy.programme.successor
    if successor is None:
        return Markup("")
    sentence = Markup(  # noqa: S704 - a catalogue's message, with its markup
        gettext("No address of %(group)s is known. Turn to %(successor)s, which came after.")
    )
    return sentence % {
        "group": localizer.text(strategy.name),
        "successor": _LINK.format(successor.url, successor.name),
    }
