"""What a run brought, as rows and as text: for Prefect's artifacts and the end of a command."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from warehouse.models import Run, Summary

if TYPE_CHECKING:
    from warehouse.connection import Connection

SHOWN = 50
"""New claims of a run that are named one by one; a first week has thousands, and `veille trends` has them all."""
NEW_CLAIMS = """
WITH
figures AS (SELECT mention_id, list(text ORDER BY position) AS said FROM quantities GROUP BY mention_id),
spread AS (SELECT claim_id, count(DISTINCT outlet_id) AS outlets FROM tellings WHERE run_id = $run GROUP BY claim_id)
SELECT f.claim_id, coalesce(m.resolved, c.text), s.speaker, s.source, o.name, m.language, a.canonical_url,
    coalesce(q.said, []), coalesce(t.outlets, 1)
FROM first_seen AS f
JOIN claims AS c ON c.claim_id = f.claim_id
JOIN mentions AS m ON m.mention_id = f.mention_id
JOIN statements AS s ON s.statement_id = m.statement_id
JOIN outlets AS o ON o.outlet_id = f.outlet_id
JOIN articles AS a ON a.article_id = f.article_id
LEFT JOIN figures AS q ON q.mention_id = f.mention_id
LEFT JOIN spread AS t ON t.claim_id = f.claim_id
WHERE f.new AND f.run_id = $run
ORDER BY t.outlets DESC NULLS LAST, s.speaker IS NULL, len(q.said) DESC NULLS LAST, f.claim_id
"""


@dataclass(frozen=True, slots=True)
class NewClaim:
    """A claim first told in a run; ``source`` are the article's words for who speaks."""

    claim_id: str
    text: str
    speaker: str | None
    source: str
    outlet: str
    language: str | None
    url: str
    figures: Sequence[str]
    outlets: int

    @property
    def who(self) -> str:
        """The speaker where one is known, else the source words."""
        return self.speaker or (f"“{self.source}”" if self.source else "unnamed source")


def new_claims(con: Connection, run_id: str) -> list[NewClaim]:
    """The claims that were first told in a run: those in most outlets first, then those with a speaker."""
    rows = con.execute(NEW_CLAIMS, {"run": run_id}).fetchall()
    return [NewClaim(*row) for row in rows]


def outcome_rows(con: Connection, run: Run) -> list[dict[str, object]]:
    """Outlet, outcome and count of a run."""
    found = con.execute(
        "SELECT outlet_id, outcome, count(*) FROM outcomes WHERE run_id = ? GROUP BY ALL ORDER BY ALL", [run.run_id]
    ).fetchall()
    return [{"outlet": outlet, "outcome": outcome, "count": count} for outlet, outcome, count in found]


def markdown(claims: Sequence[NewClaim], summary: Summary) -> str:
    """The new claims of a run as a markdown list."""
    counts = {"new claims": summary.new_claims, "alerts": summary.alerts, **dict(sorted(summary.outcomes.items()))}
    lines = [", ".join(f"{name}: {count}" for name, count in counts.items()), ""]
    lines += [f"- **{_plain(c.who)}** ({_plain(c.outlet)}): [{_plain(c.text)}]({c.url})" for c in claims[:SHOWN]]
    return "\n".join(lines)


def payload(claim: NewClaim) -> dict[str, object]:
    """A new claim as plain values."""
    return {**asdict(claim), "who": claim.who, "figures": list(claim.figures)}


def _plain(text: str) -> str:
    """Text of an article must not become markup."""
    return "".join(f"\\{ch}" if ch in "\\`*_{}[]()#<>|" else ch for ch in text)
