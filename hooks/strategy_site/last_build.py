"""Whether anything has changed since the site was built: what it is made from, and the site itself.

Costs only time if it is lost or wrong: then the site is built.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class LastBuild:
    """What is written down of a build that went well."""

    sources: dict[str, str] = field(default_factory=dict)
    """The sums of all that the site was made from, as `sums_of_sources` gives them."""
    site: str = ""
    """The sum of the files of the site and of what is known of it, as `sum_of_states` gives it."""
    said: str = ""
    """What those who waited were told of the site."""

    def changed(self, sources: dict[str, str]) -> set[str]:
        """Give the paths of all files that are new, gone or otherwise since then."""
        return {path for path, _ in self.sources.items() ^ sources.items()}

    @classmethod
    def read(cls, file: Path) -> LastBuild:
        """Read what `write` wrote; a build of nothing if that can't be read."""
        try:
            last = cls(**json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return cls()
        # Another version of this code may have written it.
        return last if isinstance(last.sources, dict) else cls()

    def write(self, file: Path) -> None:
        """Write it down."""
        file.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
