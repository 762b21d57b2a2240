"""Where a page's text stands: in its markup, walked strictly or loosely, in a script, in JSON-LD's ``articleBody``."""

from __future__ import annotations

from typing import Any

from lxml.etree import XPath

from parsers.reading import hydration
from parsers.reading import recipe as recipes
from parsers.reading.blocks import SEAM, Box, Element, Walk
from parsers.reading.find import find
from parsers.reading.head import Head
from parsers.reading.tree import parse, script_data

ENOUGH = 250
"""A strict walk that finds fewer characters than that is repeated without the rules that skip."""
RICHER = 1.5
"""The text in a script replaces the page's where it is that many times as long: then the page only shows its start."""
MISLEADING = frozenset(("menu", "tools", "player", "tags", "share", "hidden", "paywall"))
"""Kinds whose names (``toc_costs``, ``topic``) also stand on sections of an article, or that fold up most of it."""
PROSE: Any = XPath("string-length(.) * (count(descendant::p[string-length(.) > 80]) > 0)")
"""Characters of an element that holds paragraphs."""
CONFIRMED = 0.3
"""``articleBody`` replaces a body that shares less than this of its words: then the wrong box was chosen."""


def walk(body: Element) -> tuple[Walk, Box]:
    """The page's blocks and the box of its article."""
    strict = Walk()
    box = find(strict.run(body), strict.blocks)
    have = length(strict, box)
    misnamed = prose_passed_over(strict, box, have)
    if misnamed:
        again = Walk(kept=misnamed)
        wider = find(again.run(body), again.blocks)
        if length(again, wider) > RICHER * have:
            return again, wider
    if have >= ENOUGH:
        return strict, box
    loose = Walk(strict=False)
    wide = find(loose.run(body), loose.blocks)
    return (loose, wide) if wide.mass > 2 * max(box.mass, 1) else (strict, box)


def prose_passed_over(walked: Walk, box: Box, have: int) -> frozenset[str]:
    """The kinds of what was passed over between the article's lines that hold more prose than these lines do."""
    passed: dict[str, float] = {}
    for one in walked.skipped:
        if box.start < one.at <= box.end and one.kind in MISLEADING:
            passed[one.kind] = passed.get(one.kind, 0.0) + PROSE(one.element)
    return frozenset(kind for kind, length_ in passed.items() if length_ > max(have, ENOUGH))


def length(walked: Walk, box: Box) -> int:
    """The characters of a box."""
    return sum(len(b.text) for b in walked.blocks[box.start : box.end])


def better_body(walked: Walk, box: Box, head: Head, found: recipes.Found, page: bytes) -> tuple[Walk, Box, str]:
    """The body and where it stands: the recipe's, the markup's, a script's, or JSON-LD's ``articleBody``."""
    if found.body:
        return *whole(f"<body>{found.body}</body>"), "recipe"
    have = length(walked, box)
    if have < 4 * ENOUGH and len(told := hydration.as_html(script_data(page))) > RICHER * have:
        return *whole(told), "script"
    said = head.subject.get("articleBody")
    if isinstance(said, str) and len(said) > ENOUGH:
        ours, theirs = (
            set(" ".join([b.text for b in walked.blocks[box.start : box.end]]).replace(SEAM, "").split()),
            set(said.split()),
        )
        if len(ours & theirs) < CONFIRMED * len(theirs):
            return *whole(hydration.paragraphs([p for p in said.splitlines() if p.strip()])), "json-ld"
    return walked, box, "markup"


def whole(page: str) -> tuple[Walk, Box]:
    """All blocks of a page that holds nothing but the article."""
    walked = Walk(strict=False)
    root = parse(page.encode("utf-8", "replace"))
    box = walked.run(root.find("body") if root is not None else parse(b"<body>-</body>"))
    find(box, walked.blocks)
    return walked, box
