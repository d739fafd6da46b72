"""The borders on the map, against the strategy's municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..messages import _
from ..model.borders import BORDERS


def check_borders(reading: Reading) -> Iterator[Diagnostic]:
    """Yield an error if the map has municipalities that the strategy has not."""
    strategy = reading.strategy.item
    if strategy is None or reading.borders is None:
        return
    drawn = {row.properties.id for row in reading.borders.features}
    if unknown := drawn - {row.id for row in strategy.municipalities}:
        names = ", ".join(sorted(unknown))
        message = _(
            "the map shows municipalities that do not exist (%(names)s); make it again "
            "with make map.",
            names=names,
        )
        yield Diagnostic(reading.display_path / BORDERS, 1, message)
