"""What every finder of the grammar works on."""

from __future__ import annotations

from parsers.claims.extents import Extents
from parsers.claims.phrases import Phrases


class Finder:
    """The row of one article, with its phrases and the ends of its contents, under the names that the rules use."""

    def __init__(self, phrases: Phrases, extents: Extents) -> None:
        self.ph = phrases
        self.ex = extents
        self.row = phrases.row
        self.kind = phrases.kind
        self.low = phrases.low
        self.pack = phrases.pack
