"""The pages that show texts: a claim with each telling's words in their context, and an article with its statements."""

from __future__ import annotations

import re
from typing import Any

from warehouse.dashboard.ask import Ask, Missing, Moved, Row
from warehouse.dashboard.pages import PAGE, Data, paging
from warehouse.dashboard.texts import Piece, around, difference, excerpt, marked, repaired

SURE = 0.5
"""The confidence from which a speaker's name is shown without a doubt: half the names below it are wrong."""

PARAGRAPHS = 400
"""Of an article that are shown; the longest of 200 real pages had 160."""


def claim(ask: Ask) -> Data:
    """A claim: its spread, every telling in its context, denials, figures and revisions."""
    wanted = ask.path["id"]
    standing = [row["claim_id"] for row in ask.rows("claim_id", claim=wanted)]
    if len(set(standing)) != 1:
        raise Missing(wanted)
    if standing[0] != wanted:
        raise Moved(f"/claims/{standing[0]}")
    about, page = ask.row("claim", claim=wanted), ask.number("page", 1)
    tellings = ask.rows("claim_tellings", claim=wanted, skip=PAGE * (page - 1), most=PAGE)
    in_context(ask, tellings)
    for row in tellings:
        row["total"] = about["tellings"]
    return {
        "about": about,
        "coverage": ask.row("coverage", since=about["day"], until=about["day"]),
        "tellings": tellings,
        "paging": paging(page, tellings),
        "links": ask.rows("claim_links", claim=wanted),
        "figures": ask.rows("claim_figures", claim=wanted),
        "changes": ask.rows("claim_changes", **_where(tellings)),
    }


def _where(tellings: list[Row]) -> dict[str, list[str]]:
    """The statements and articles of some tellings."""
    return {
        "statements": [t["statement_id"] for t in tellings],
        "articles": sorted({t["article_id"] for t in tellings}),
    }


def in_context(ask: Ask, tellings: list[Row]) -> None:
    """Give each telling the words round it: ``context`` is a list of pieces, those of the claim marked."""
    held = {row["statement_id"]: row for row in ask.rows("contexts", **_where(tellings))} if tellings else {}
    for row in tellings:
        where = held.get(row["statement_id"], {})
        paragraph = where.get("paragraph") or " […] ".join(row["content"])
        row["withdrawn"] = bool(where.get("withdrawn"))
        row["sure"] = bool(row["told_by"]) and row["confidence"] >= SURE
        spans = _places(paragraph, row["words"])
        if not spans and where.get("paragraph"):
            spans = [(s["start"], s["end"], "claim") for s in where["spans"] if _of(s, "content", where["place"])]
        row["context"] = around(paragraph, spans, 400 if ask.trusted or row["open"] else 300)
        if not (ask.trusted or row["open"]):
            row["words"], row["content"] = excerpt(row["words"]), [excerpt(text) for text in row["content"]]


def _places(paragraph: str, words: str) -> list[tuple[int, int, str]]:
    """Where the words of a mention stand in the paragraph, whatever the spaces between them."""
    pattern = r"\s+".join(map(re.escape, words[:2_000].split()))
    found = re.search(pattern, paragraph[:200_000]) if pattern else None
    return [(found.start(), found.end(), "claim")] if found else []


def _of(span: Row, field: str, place: str) -> bool:
    return bool(span["field"] == field and span["place"] == place)


def article(ask: Ask) -> Data:
    """An article: its text with the statements marked, its revisions as differences, what was removed and mended."""
    about = ask.row("article", article=ask.path["id"])
    revisions = ask.rows(
        "article_revisions", article=about["article_id"], since=about["first_seen"], until=about["last_seen"]
    )
    chosen = next((r for r in revisions if r["sequence"] == ask.number("revision", 0)), revisions[-1])
    text = ask.row("revision", row=chosen["place"])
    statements = ask.rows("article_statements", revision=chosen["revision_id"], article=about["article_id"])
    whole = ask.trusted or about["open"]
    for row in statements:
        row["sure"] = bool(row["told_by"]) and row["confidence"] >= SURE
        row["content"] = row["content"] if whole else [excerpt(part) for part in row["content"]]
    return {
        "about": about,
        "revision": chosen | {"removed": text["removed"] if whole else _kinds(text["removed"])},
        "repairs": _repairs(text) if whole else [],
        "whole": whole,
        "title": text["title"],
        "standfirst": text["standfirst"] if whole else excerpt(text["standfirst"]),
        "text": _text(text, statements) if whole else [],
        "cut": max(len(text["body"]) - PARAGRAPHS, 0),
        "statements": [{k: v for k, v in row.items() if k != "spans"} for row in statements],
        "revisions": revisions,
        "difference": _difference(ask, revisions, chosen, text) if whole else [],
        "changes": ask.rows("article_changes", article=about["article_id"]),
    }


def _text(text: Row, statements: list[Row]) -> list[list[Piece]]:
    """The paragraphs in pieces; a mark is the kind of words and the number of the statement they belong to."""
    spans: dict[str, list[tuple[int, int, str]]] = {}
    for row in statements:
        for s in row["spans"]:
            if s["field"] in ("content", "cue", "source"):
                spans.setdefault(s["place"], []).append((s["start"], s["end"], f"{s['field']}:{row['position']}"))
    return [marked(p, spans.get(f"body:{n}", [])) for n, p in enumerate(text["body"][:PARAGRAPHS])]


def _repairs(text: Row) -> list[Row]:
    """What was mended where, in its words; nothing is known of readings before repairs were kept."""
    return [
        {"place": r["place"], "original": r["original"], "pieces": repaired(where, r["start"], r["end"], r["original"])}
        for r in text["repairs"] or []
        if (where := _place(text, r["place"])) is not None
    ]


def _place(text: Row, place: str) -> str | None:
    """The text of ``title``, ``standfirst`` or ``body:N``."""
    if not place.startswith("body:"):
        return str(text[place]) if text[place] else None
    number = int(place.removeprefix("body:"))
    return str(text["body"][number]) if number < len(text["body"]) else None


def _difference(ask: Ask, revisions: list[Row], chosen: Row, text: Row) -> list[list[Piece]]:
    """What the chosen revision changed against the one before."""
    before = next((r for r in revisions if r["sequence"] == chosen["sequence"] - 1), None)
    if before is None:
        return []
    old = ask.row("revision", row=before["place"])
    if old["dropped_at"] or text["dropped_at"]:
        return []
    return difference(_paragraphs(old), _paragraphs(text))


def _paragraphs(text: Row) -> list[str]:
    return [p for p in (text["title"], text["standfirst"], *text["body"][:PARAGRAPHS]) if p]


def _kinds(removed: list[Row]) -> list[dict[str, Any]]:
    return [{"kind": line["kind"], "text": None} for line in removed]
