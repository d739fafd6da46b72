"""How an indicator stands, in sentences: what was measured last, and how far that is."""

from __future__ import annotations

from ..i18n.localizer import Localizer
from ..messages import N_
from ..model.indicators import Indicator

EDITORS_OWN = N_("This measure is the editors' own. It is not a part of the adopted strategy.")
Sentence = tuple[str, dict[str, str]]
"""A message id and its values."""


def standing(indicator: Indicator, localizer: Localizer) -> list[Sentence]:
    """Return the sentences that say how an indicator stands, their numbers in a language."""
    latest, progress = indicator.latest, indicator.progress
    if latest is None:
        return [(N_("No outcome is known yet."), {})]
    value = localizer.number(latest.value)
    if latest.year is None:
        sentences: list[Sentence] = [(N_("Outcome: %(value)s."), {"value": value})]
    else:
        values = {"value": value, "year": str(latest.year)}
        sentences = [(N_("Latest outcome: %(value)s (%(year)s)."), values)]
    if progress is None:
        return sentences
    if progress >= 1:
        return [*sentences, (N_("The target has been reached."), {})]
    if progress < 0:
        return [*sentences, (N_("That is further from the target than at the start."), {})]
    share = {"share": localizer.share(progress)}
    return [*sentences, (N_("That is %(share)s of the way to the target."), share)]
