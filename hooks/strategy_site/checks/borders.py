"""The borders on the map, against the strategy's municipalities."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.reader import Reading
from ..diagnostics import Diagnostic
from ..model.borders import BORDERS


def check_borders(reading: Reading) -> Iterator[Diagnostic]:
    """Yield an error if the map has municipalities that the strategy has not."""
    strategy = reading.strategy.item
    if strategy is None or reading.borders is None:
        return
    drawn = {row.properties.id for row in reading.borders.features}
    if unknown := drawn - {row.id for row in strategy.municipalities}:
        names = ", ".join(sorted(unknown))
        message = f"kartan visar kommuner som inte finns ({names}); gör om den med make map."
        yield Diagnostic(reading.display_path / BORDERS, 1, message)
