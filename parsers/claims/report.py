"""A report: a statement in the making, over tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from parsers.claims.phrases import Range
from parsers.models import Act


@dataclass(slots=True)
class Report:
    """Who (``source``), by which words (``cue``), says what (``content``, in reading order).

    ``how`` names the construction; ``elided`` says that the source is not expressed at the cue itself; ``main`` is the
    token after which a reader looks for who speaks when there is no source.
    """

    content: list[Range]
    cue: Range | None
    source: Range | None
    how: str
    act: Act = "assert"
    elided: bool = False
    main: int = 0
    speaker: str | None = None
    inner: list[Range] = field(default_factory=list)

    @property
    def start(self) -> int:
        """The first token of the content."""
        return self.content[0][0]

    def covers(self, i: int) -> bool:
        """Whether token i belongs to the content."""
        return any(a <= i < b for a, b in self.content)
