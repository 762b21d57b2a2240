"""What ``veille speakers`` prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from flows.cli.naming import SHORT, Named, roles

if TYPE_CHECKING:
    from warehouse.connection import Connection

LISTED = """
SELECT l.speaker_id, s.name, count(*) AS articles, count(DISTINCT l.outlet_id)
FROM speaker_of AS l JOIN speakers AS s ON s.speaker_id = l.speaker_id
GROUP BY l.speaker_id, s.name ORDER BY articles DESC, s.name, l.speaker_id LIMIT $most
"""
NAMES = "SELECT name, articles, least_score FROM speaker_names WHERE speaker_id = $id ORDER BY articles DESC, name"
ROLES = """
SELECT concat_ws(', ', role, affiliation), first_told::DATE, last_told::DATE, articles, outlets
FROM speaker_roles WHERE speaker_id = $id ORDER BY first_told, articles DESC, role
"""
COMPANY = """
SELECT s.name, c.articles FROM speaker_company AS c JOIN speakers AS s ON s.speaker_id = c.with_id
WHERE c.speaker_id = $id ORDER BY c.articles DESC, s.name LIMIT 10
"""
NAMESAKES = """
SELECT DISTINCT o.speaker_id, s.name
FROM speaker_names AS n
JOIN speaker_names AS o ON fold(o.name) = fold(n.name) AND o.speaker_id <> n.speaker_id
JOIN speakers AS s ON s.speaker_id = o.speaker_id
WHERE n.speaker_id = $id ORDER BY s.name, o.speaker_id
"""
LINKS = """
SELECT l.told_at::DATE, o.name, l.name, l.score, l.evidence, a.url
FROM speaker_of AS l JOIN outlets AS o USING (outlet_id) JOIN articles AS a ON a.article_id = l.article_id
WHERE l.speaker_id = $id ORDER BY l.told_at, a.url
"""


def listed(con: Connection, most: int) -> Iterator[str]:
    """A line for each of those told in most articles."""
    for who, name, articles, outlets in con.execute(LISTED, {"most": most}).fetchall():
        said = f" ({role})" if (role := roles(con, who)) else ""
        yield f"{articles:>6}  {who[:SHORT]}  {name}{said}, outlets: {outlets}"


def shown(con: Connection, who: Named) -> str:
    """The speaker's names, roles, company and namesakes."""

    def rows(sql: str) -> list[tuple[str, ...]]:
        return con.execute(sql, {"id": who.id}).fetchall()

    lines = [f"{who.id[:SHORT]} {who.text}", "", "Told as"]
    lines += [f"  {name}, articles: {n}, links at least {score:.2f} sure" for name, n, score in rows(NAMES)]
    if told := rows(ROLES):
        lines += ["", "Said to be"]
        lines += [f"  {first} to {last}  {role}, articles: {n}, outlets: {m}" for role, first, last, n, m in told]
    if company := rows(COMPANY):
        lines += ["", "In articles with", "  " + ", ".join(f"{name} ({n})" for name, n in company)]
    if others := rows(NAMESAKES):
        lines += ["", "Not to be confused with"]
        lines += [f"  {Named(*other)} ({roles(con, other[0]) or 'no role told'})" for other in others]
    return "\n".join(lines)


def explained(con: Connection, who: Named) -> Iterator[str]:
    """Each article's link with its evidence."""
    for day, outlet, name, score, evidence, url in con.execute(LINKS, {"id": who.id}).fetchall():
        yield f"{day}  {name}, {outlet}: {score:.0%}  {evidence}\n  {url}"
