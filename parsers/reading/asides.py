"""Boxes inside the article that are no part of it: teaser cards, and what stands under a promo's heading."""

from __future__ import annotations

from urllib.parse import urlsplit

from parsers.reading.blocks import CAPTIONING, HEADINGS, Block, Box, Element
from parsers.reading.packs import Phrases, tokens

CARD = 8
"""A teaser is a linked heading with a few lines."""
SMALL = 0.15
"""A promo's heading never takes more than this share of the article with it."""
WALL = 0.4
"""A paywall's box, which lists what a subscription brings, and readers' comments may be larger."""
CELLS = frozenset(("td", "th"))
"""The head of a column says what its cells tell, not what follows."""
OPENING = ("promo", "newsletter", "paywall", "comments", "advert", "tags", "share")
"""Kinds of headings that say what stands below them."""
TAIL = 0.02
"""Cards behind which less than this share of the text stands are teasers below the article, however many."""
ARTICLE = 2000
"""Letters of the text, and more than a wall's share of it, that stand before them then."""
BEHIND = 1000
"""Letters of an article that a heading of comments may end."""
LONGEST = 140
"""Characters of the longest line that says what stands below it."""
THREAD_WORDS = 3
"""Words of such a heading: "124 reader comments", "Leave a comment"."""
CARDS = 0.3
"""Cards that hold more than this share of the text are the article: a list of schools, of cameras, of books."""


def host(url: str | None) -> str:
    """The host of an address without ``www.``; empty where there is none."""
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def leads_inside(element: Element, site: str) -> bool:
    """Whether the first link in (or around) an element stays on the site."""
    link = element if element.tag == "a" else next(element.iter("a"), None)
    if link is None:
        link = next(element.iterancestors("a"), None)
    target = link.get("href") if link is not None else None
    if not target or target.startswith(("#", "mailto:", "javascript:")):
        return False
    there = host(target)
    return not there or (bool(site) and (there.endswith(site) or site.endswith(there)))


def boxes_in(box: Box) -> list[Box]:
    """The boxes below a box, parents first."""
    found = list(box.children)
    for one in found:
        found.extend(one.children)
    return found


def asides(root: Box, blocks: list[Block], phrases: Phrases, site: str) -> dict[int, str]:
    """Why lines go, by block number, for all lines that go with their box."""
    gone: dict[int, str] = {}
    cards: dict[int, str] = {}
    inner = boxes_in(root)
    starting: dict[int, Box] = {}
    for box in reversed(inner):
        starting[box.start] = box
        if box.element.tag == "form" and box.mass <= SMALL * root.mass:
            gone.update(dict.fromkeys(range(box.start, box.end), "form"))
    homes: dict[int, Box] = {}
    before = 0.0
    for n in range(root.start, root.end):
        block = blocks[n]
        before += block.mass
        if n in gone or block.role in CAPTIONING:
            continue
        if block.tag in HEADINGS and 5 * block.links >= 3 * len(block.text):
            homes = homes or small_boxes(inner)
            teaser(n, homes.get(n), blocks, site, cards)
        labels = block.tag in HEADINGS or (block.mass == 0.0 and block.tag not in CELLS)
        if n in gone or len(block.text) > LONGEST or not labels:
            continue
        kind = phrases.kind(block.text, heading=block.tag in HEADINGS)
        if kind == "comments" and before > BEHIND and opens_thread(block, phrases):
            gone.update(dict.fromkeys(range(n, root.end), kind))
            break
        if kind in OPENING:
            under(n, kind, root, starting, blocks, gone)
    return cards | gone if are_teasers(cards, root, blocks) else gone


def are_teasers(cards: dict[int, str], root: Box, blocks: list[Block]) -> bool:
    """Whether cards are no part of the text: they hold little of it, or all that do stand below a whole article."""
    if sum(blocks[n].mass for n in cards) <= CARDS * root.mass:
        return True
    tail, beside = root.end, 0.0
    for n in range(root.end - 1, root.start - 1, -1):
        tail = n if n in cards else tail
        beside += blocks[n].mass if n not in cards else 0.0
        if beside > TAIL * root.mass:
            break
    above = sum(b.mass for b in blocks[root.start : tail])
    within = sum(blocks[n].mass for n in cards if n < tail)
    return above > max(ARTICLE, WALL * root.mass) and within <= CARDS * root.mass


def opens_thread(line: Block, phrases: Phrases) -> bool:
    """Whether a line says "Comments", how many they are, and nothing else: what follows is theirs."""
    if line.links and line.tag not in HEADINGS:  # it leads to them
        return False
    words = [word for word in tokens(line.text) if not word.isdigit()]
    return line.text[:1].isdigit() or (len(words) <= THREAD_WORDS and phrases.small_words.isdisjoint(words))


def small_boxes(inner: list[Box]) -> dict[int, Box]:
    """For each line the outermost box of a few lines that it stands in."""
    homes: dict[int, Box] = {}
    for box in inner:
        if 2 <= box.end - box.start <= CARD:
            for n in range(box.start, box.end):
                homes.setdefault(n, box)
    return homes


def teaser(n: int, card: Box | None, blocks: list[Block], site: str, gone: dict[int, str]) -> None:
    """Drop the card that a linked heading stands in."""
    if card is not None and leads_inside(blocks[n].element, site):
        if sum(b.tag in HEADINGS for b in blocks[card.start : card.end]) * 2 <= card.end - card.start + 1:
            gone.update(dict.fromkeys(range(card.start, card.end), "related"))


def under(n: int, kind: str, root: Box, starting: dict[int, Box], blocks: list[Block], gone: dict[int, str]) -> None:
    """Drop what a promo's heading opens: its box, else the weak lines that follow."""
    box = starting.get(n)
    end = n + 1
    share = WALL if kind in ("paywall", "comments") else SMALL
    if box is not None and box.end > n + 1 and box.mass <= share * root.mass:
        end = box.end
    else:
        while end < root.end and blocks[end].mass == 0.0 and blocks[end].role not in CAPTIONING and weak(blocks[end]):
            end += 1
    gone.update(dict.fromkeys(range(n, end), kind))


def weak(block: Block) -> bool:
    """Whether a line is a link or a label of a few words rather than text."""
    return 2 * block.links >= len(block.text) or (len(block.text) < 25 and block.tag not in HEADINGS)
