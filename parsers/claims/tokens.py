"""An article as tokens: words and marks of all its places in one row, with quotations and sentences found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from parsers.claims.pack import Pack
from parsers.models import Article

GAP = "\n\n"  # between places in the joined text
DATELINE = 10  # tokens of a dateline
DASHES = frozenset("-–—")
RUNNING = 6  # paragraphs without marks that a quotation runs on through
TERMINAL = frozenset(".!?…") | {"..."}
INNER = frozenset("'’”\"»")
APOSTROPHES = str.maketrans("’ʼ‘", "'''")


@dataclass(slots=True)
class Token:
    """A word or mark: ``low`` is lower case with straight apostrophes, ``q`` the quotation it stands in or -1."""

    text: str
    low: str
    start: int
    end: int
    q: int = -1


@dataclass(slots=True)
class Quote:
    """A quotation over tokens [first, last]: the words inside the marks; ``open`` and ``close`` are the marks."""

    open: int
    first: int
    last: int
    close: int | None
    place: int


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the article: its name and where it stands in the joined text and the row of tokens."""

    name: str
    start: int
    end: int
    first: int
    last: int


@dataclass(slots=True)
class Row:
    """The whole article as one row of tokens. Ranges of tokens are half-open: [first, last)."""

    pack: Pack
    text: str
    places: list[Place]
    tokens: list[Token]
    quotes: list[Quote] = field(default_factory=list)
    units: list[tuple[int, int]] = field(default_factory=list)
    unit_place: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)  # the first token of each sentence
    where: list[int] = field(default_factory=list)  # the number of each token's place
    low: list[str] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)  # of each token: see tags.py

    def slice(self, first: int, last: int) -> str:
        """The text of tokens [first, last)."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end] if last > first else ""

    def unit_of(self, token: int) -> int:
        """The number of the sentence that a token stands in."""
        return max(0, bisect_right(self.starts, token) - 1)

    def start_of(self, token: int) -> int:
        """The first token of the sentence that a token stands in."""
        return self.starts[self.unit_of(token)]

    def place_of(self, token: int) -> int:
        """The number of the place a token stands in."""
        return self.where[token]


def read(article: Article, pack: Pack) -> Row:
    """Tokens, quotations and sentences of an article's places."""
    named = article.places
    text = GAP.join(t for _, t in named)
    tokens: list[Token] = []
    places: list[Place] = []
    seen: dict[str, str] = {}  # most words come again
    at = 0
    for name, body in named:
        first = len(tokens)
        for match in pack.token.finditer(body):
            word, start = match.group(), at + match.start()
            low = seen.get(word)
            if low is None:
                low = seen[word] = word.lower().translate(APOSTROPHES)
            tokens.append(Token(word, low, start, start + len(word)))
        places.append(Place(name, at, at + len(body), first, len(tokens)))
        at += len(body) + len(GAP)
    row = Row(pack, text, places, tokens)
    row.low = [t.low for t in tokens]
    row.where = [number for number, p in enumerate(places) for _ in range(p.first, p.last)]
    _find_quotes(row)
    _find_units(row)
    return row


def _find_quotes(row: Row) -> None:
    running = False  # a quotation opened in the place before and not closed there
    signs = {*row.pack.quotes, *row.pack.quotes.values()}
    marks = [[i for i in range(p.first, p.last) if row.tokens[i].text in signs] for p in row.places]
    marks = [[i for i in found if row.tokens[i].text != "’" or _closes_single(row, i)] for found in marks]
    for number, place in enumerate(row.places):
        body = place.name.startswith("body")
        running = running and body and _closed_later(row, marks, number)
        if running and not marks[number]:
            _quote(row, Quote(place.first - 1, place.first, place.last - 1, None, number))
            continue
        opened = _quotes_of_place(row, number, marks[number], running)
        running = opened and body


def _closed_later(row: Row, marks: list[list[int]], number: int) -> bool:
    """Whether the first mark in this or one of the next paragraphs closes a quotation that it doesn't open."""
    mark = next((found[0] for found in marks[number : number + RUNNING] if found), None)
    if mark is None:
        return False
    text = row.tokens[mark].text
    return text not in row.pack.quotes or (row.pack.quotes[text] == text and not _glued_right(row, mark))


def _closes_single(row: Row, i: int) -> bool:
    """Whether ’ is a quotation mark: one was opened before it and it is no apostrophe of a plural."""
    back = next((k for k in range(i - 1, max(-1, i - 60), -1) if row.tokens[k].text in "‘’"), None)
    return back is not None and row.tokens[back].text == "‘"


def _quotes_of_place(row: Row, number: int, marks: list[int], running: bool) -> bool:
    """Pair the marks of one place; returns whether its last quotation runs on into the next place.

    Nested marks belong to the outer quotation. A second opening mark with no closing mark of its own is ignored; a
    closing mark with none open opens when a word is glued to it, and otherwise lengthens the quotation before it.
    """
    place, pack = row.places[number], row.pack
    found: list[Quote] = []
    opened: int | None = None
    closer, depth = "", 0
    if running:
        opened, closer, depth = place.first - 1, row.tokens[marks[0]].text, 1
    for n, i in enumerate(marks):
        mark = row.tokens[i].text
        if opened is None:
            if mark in pack.quotes and not (mark == '"' and i + 1 == place.last):
                opened, closer, depth = i, pack.quotes[mark], 1
            elif _glued_right(row, i):
                opened, closer, depth = i, mark, 1
            elif found:
                found[-1].close, found[-1].last = i, i - 1
            continue
        if mark == closer or _mixed(row, opened, i, closer):
            depth -= 1
            if depth == 0:
                found.append(Quote(max(opened, place.first - 1), opened + 1, i - 1, i, number))
                opened = None
        elif pack.quotes.get(mark) == closer:
            left = sum(row.tokens[k].text == closer for k in marks[n + 1 :])
            if left > depth:
                depth += 1
            elif i == opened + 1:
                continue
    if opened is not None:
        found.append(Quote(opened, opened + 1, place.last - 1, None, number))
    for quote in found:
        _quote(row, quote)
    return opened is not None


def _mixed(row: Row, opened: int, i: int, closer: str) -> bool:
    """Whether a straight mark closes a curly one, or a curly one a straight one: "…”."""
    mark = row.tokens[i].text
    if mark == '"' and closer == "”":
        return not _glued_right(row, i)
    return mark == "”" and closer == '"' and all(row.tokens[k].text != "“" for k in range(opened + 1, i))


def _quote(row: Row, quote: Quote) -> None:
    if quote.last >= quote.first:
        for i in range(max(quote.open, row.places[quote.place].first), (quote.close or quote.last) + 1):
            row.tokens[i].q = len(row.quotes)
        row.quotes.append(quote)


def _glued_right(row: Row, i: int) -> bool:
    here = row.tokens[i]
    after = row.text[here.end : here.end + 1]
    before = row.text[here.start - 1 : here.start] if here.start else " "
    return after.isalnum() and (before.isspace() or before in "(’'")


def _find_units(row: Row) -> None:
    """Sentences: ends inside a quotation don't count, but a quotation that ends a sentence ends the unit."""
    for number, place in enumerate(row.places):
        start = place.first
        if place.name.startswith("body") and (dateline := _dateline(row, place)):
            _unit(row, start, dateline, number)
            start = dateline
        for i in range(start, place.last - 1):
            token = row.tokens[i]
            if (token.q >= 0 or token.text[-1] in TERMINAL) and _ends(row, i, place):
                _unit(row, start, i + 1, number)
                start = i + 1
        if start < place.last:
            _unit(row, start, place.last, number)


def _unit(row: Row, start: int, end: int, number: int) -> None:
    row.units.append((start, end))
    row.unit_place.append(number)
    row.starts.append(start)


def _dateline(row: Row, place: Place) -> int:
    """The token behind the place, day and agency that open a dispatch ("TUNIS, 12 mars (TAP) – Le …"), or 0."""
    for i in range(place.first, min(place.last - 1, place.first + DATELINE)):
        token, following = row.tokens[i], row.tokens[i + 1]
        if token.text in DASHES and token.start > row.tokens[i - 1].end and i > place.first:
            return i + 1 if following.text[:1].isupper() or following.q >= 0 else 0
        known = token.text in ",()" or token.text[:1].isdigit() or row.pack.is_word(token.low, "whens", "articles")
        if token.q >= 0 or not (known or token.text[:1].isupper()):
            return 0
    return 0


def _ends(row: Row, i: int, place: Place) -> bool:
    token, following = row.tokens[i], row.tokens[i + 1]
    if token.q >= 0:
        quote = row.quotes[token.q]
        inner = row.tokens[quote.last].text in INNER and quote.last > quote.first  # « … : "Wait." »
        if quote.close != i or row.tokens[quote.last - inner].text not in TERMINAL:
            return False
        return following.q >= 0 or following.text[:1].isupper()
    if len(token.text) > 1 and token.text[-1] == "." and token.text[0].isalpha():
        return following.text[:1].isupper() and row.pack.is_word(
            following.low, "articles", "openers", "sentence_starts"
        )
    if token.text not in TERMINAL or following.text in TERMINAL:
        return False
    if token.text == "." and i > place.first and _abbreviated(row, i):
        return False
    opens = following.q >= 0 and row.quotes[following.q].open == i + 1
    return opens or following.text[:1].isupper() or following.text[:1].isdigit() or following.text in "-–—•("


def _abbreviated(row: Row, i: int) -> bool:
    before = row.tokens[i - 1]
    glued = before.end == row.tokens[i].start
    return glued and (before.low in row.pack.abbreviations or (len(before.text) == 1 and before.text.isupper()))
