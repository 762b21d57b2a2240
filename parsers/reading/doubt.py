"""Lines of the chosen box that are hardly the article's, told by their place and their neighbours, whatever the words.

Names of classes and phrases tell most of what is no text; an unknown site has others. What is left is judged by a few
small decision trees over the features below: how much of the text is set like this line, how its box repeats, what
stands before and after. ``tests/bench/parse/fit.py`` fits them (``seeds/reading/lines.json``).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Container, Iterator
from functools import cache
from itertools import accumulate
from typing import Any

import seeds
from parsers.reading.blocks import CAPTIONING, HEADINGS, Block, Box
from parsers.reading.find import ENDS

STRONG = 80
"""Bytes from which a line with a mass is running text that others are measured from."""
SURE = 0.15
"""A whole sentence between others, set like this share of the text and with fewer links than that, is not asked."""
FAR = 10
"""Lines from which on the next running text is far away."""
LONG = 100
"""A page that declares no news and has more lines is a list, a table, a manual: there nothing is usual."""
TAGS = frozenset(("p", "li", "td", "th", "dt", "dd", "blockquote", "pre", *HEADINGS))

FEATURES = (
    "box_links", "repeats", "top_share", "box_share", "box_lines", "deeper", "links_before", "size_before",
    "links_after", "size_after", "heading_before", "to_previous", "to_next", "text_before", "text_after", "alike",
    "alike_share", "alike_next", "size", "links", "heading", "plain", "news",
)  # fmt: skip
"""What is known of a line: sizes in bytes, shares in the box's running text, distances in lines to running text."""

UNLIKELY = "unlikely"
"""The kind under which these lines are removed, unless another rule names a better one."""

Score = Callable[..., float]
"""The sum of the trees, of the features in their order."""

Setting = tuple[str, str | None, str | None]

Home = tuple[Box, int, float]
"""A line's innermost box, how often a box like one of those round the line stands beside it, the share of the text in
the outermost of them."""


@cache
def model() -> tuple[Score, float, float]:
    """What sums up the trees, and the sums below which a line goes on a page that declares news and on any other."""
    read: dict[str, Any] = json.loads(seeds.path("reading/lines.json").read_bytes())
    if read["features"] != list(FEATURES):
        raise ValueError("seeds/reading/lines.json was fitted on other features: run tests/bench/parse/fit.py")
    return scorer(read["trees"]), read["below"]["news"], read["below"]["other"]


def scorer(trees: list[Any]) -> Score:
    """The sum of what trees say of a line's features: above 0 it is more likely text than not. As one expression they
    take a seventh of the time of a walk through them.
    """
    found: Score = eval(f"lambda {', '.join(FEATURES)}: {' + '.join(map(expression, trees))}", {})
    return found


def expression(tree: Any) -> str:
    """A tree as a Python expression of the features; of the file only numbers and the features' names get into it."""
    if not isinstance(tree, dict):
        return f"{float(tree)!r}"
    feature = FEATURES[FEATURES.index(tree["feature"])]
    return f"({expression(tree['under'])} if {feature} <= {float(tree['at'])!r} else {expression(tree['over'])})"


def unlikely(box: Box, blocks: list[Block], gone: Container[int], *, news: bool) -> dict[int, str]:
    """The lines that go, by block number; those ``gone`` already are not asked about."""
    score, there, elsewhere = model()
    below = there if news else elsewhere
    return {n: UNLIKELY for n, line in doubtful(box, blocks, gone, news=news) if score(*line) < below}


def doubtful(
    box: Box, blocks: list[Block], gone: Container[int], *, news: bool
) -> Iterator[tuple[int, tuple[float, ...]]]:
    """The lines of a box that are not surely text, and what is known of them (``FEATURES``)."""
    if not news and box.end - box.start > LONG:
        return
    lines = Lines(box, blocks[box.start : box.end])
    for n, block in enumerate(lines.blocks):
        if block.role not in CAPTIONING and n + box.start not in gone and not lines.sure(n, block):
            yield n + box.start, (*lines.around(n), *lines.own(n, block), news)


class Lines:
    """The lines of a box and what they are measured by. ``sizes`` and ``links`` begin and end with a blank."""

    def __init__(self, box: Box, blocks: list[Block]) -> None:
        self.box, self.blocks = box, blocks
        self.total = max(box.mass, 1.0)
        sizes = [len(b.text.encode()) for b in blocks]
        self.sizes = [0, *sizes, 0]
        self.links = [0.0, *(b.links and b.links / len(b.text) for b in blocks), 0.0]
        self.strong = [b.mass > 0.0 and size >= STRONG for b, size in zip(blocks, sizes, strict=True)]
        self.back, self.ahead = reach(self.strong), reach(self.strong[::-1])[::-1]
        self.masses = [0.0, *accumulate(b.mass for b in blocks)]
        self.characters = [0, *accumulate(len(b.text) for b in blocks)]
        self.linked = [0, *accumulate(b.links for b in blocks)]
        self.settings = [setting(b) for b in blocks]
        self.alike: dict[Setting, tuple[int, float]] = {}
        for block, how in zip(blocks, self.settings, strict=True):
            count, mass = self.alike.get(how, (0, 0.0))
            self.alike[how] = count + 1, mass + block.mass
        self.homes, self.usual = homes(box)

    def sure(self, n: int, block: Block) -> bool:
        """Whether a line is not asked: a whole sentence between others, set like them, or a quotation between them."""
        if self.back[n] == FAR or self.ahead[n] == FAR:
            return False
        if self.strong[n] and self.links[n + 1] < SURE:
            if self.alike[self.settings[n]][1] >= SURE * self.total and block.text[-1:] in ENDS:
                return True
        return bool(self.homes[n][0].element.tag == "blockquote")

    def around(self, n: int) -> tuple[float, ...]:
        """What is known of the box of a line and of the lines beside it."""
        home, repeats, top = self.homes[n]
        start, end = home.start - self.box.start, home.end - self.box.start
        written = self.characters[end] - self.characters[start]
        of_box = (self.linked[end] - self.linked[start]) / written if written and home is not self.box else 0.0
        return (
            of_box, repeats, top, home.mass / self.total, end - start, home.depth - self.usual,
            self.links[n], self.sizes[n], self.links[n + 2], self.sizes[n + 2],
            n > 0 and self.blocks[n - 1].tag in HEADINGS, self.back[n], self.ahead[n],
            self.masses[n] / self.total, (self.masses[-1] - self.masses[n + 1]) / self.total,
        )  # fmt: skip

    def own(self, n: int, block: Block) -> tuple[float, ...]:
        """What is known of a line itself and of those set like it."""
        how = self.settings[n]
        count, mass = self.alike[how]
        return (
            count, mass / self.total, n + 1 < len(self.settings) and self.settings[n + 1] == how, self.sizes[n + 1],
            self.links[n + 1], block.tag in HEADINGS, block.tag not in TAGS,
        )  # fmt: skip


def setting(block: Block) -> Setting:
    """How a line is set: its tag, its class and that of what is around it."""
    parent = block.element.getparent()
    return block.tag, block.element.get("class"), parent.get("class") if parent is not None else None


def reach(strong: list[bool]) -> list[int]:
    """For each line, how many lines back the last running text is, at most ``FAR``."""
    found, last = [], -FAR
    for n, is_strong in enumerate(strong):
        found.append(min(n - last, FAR))
        if is_strong:
            last = n
    return found


def homes(box: Box) -> tuple[list[Home], int]:
    """The home of each line of a box, in order, and how deep most of its running text stands."""
    first, total = box.start, max(box.mass, 1.0)
    found: list[Home] = [(box, 0, 1.0)] * (box.end - first)
    waiting: list[Home] = [(box, 0, 0.0)]
    levels: dict[int, float] = {}
    for around, most, top in waiting:
        children, own = around.children, around.mass
        kinds = Counter(map(kind, children)) if len(children) > 1 else None
        for child in children:
            own -= child.mass
            home = child, max(most, kinds[kind(child)] if kinds else 1), top or child.mass / total
            found[child.start - first : child.end - first] = [home] * (child.end - child.start)
            if child.children or child.mass:
                waiting.append(home)
        levels[around.depth] = levels.get(around.depth, 0.0) + own
    return found, max(levels, key=lambda depth: levels[depth])


def kind(box: Box) -> tuple[str, str | None]:
    """What boxes of one kind share."""
    return box.element.tag, box.element.get("class")
