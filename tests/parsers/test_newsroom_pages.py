"""Every page of the demo press is read as it was written, without a recipe, its glitches mended."""

import re

import pytest

from flows.newsroom import render, texts
from flows.newsroom.texts import Outlet, Story
from parsers import parse_page
from parsers.reading.packs import phrases

OUTLETS = {outlet.id: outlet for outlet in texts.outlets()}
STORIES = [story for story in texts.stories() if story.revisions[0].standfirst]
"""All but the notice that an article was withdrawn, which has a line and no lead."""
MENDED = {
    "alliésau": "alliés au",
    "Voltaniedont": "Voltanie dont",
    "excusesaux": "excuses aux",
    "port« Des": "port « Des",
    "Voltanie« vit": "Voltanie « vit",
    "qu' »elle": "qu’« elle",
    "« « ": "« ",
}
"""What the texts themselves have wrong, and how it is to be read."""


def as_read(outlet: Outlet, line: str) -> str:
    """A line of a text as a reader sees it, with the blanks that its links have lost before a small word."""
    small = phrases(outlet.language).seam_words
    line = " ".join(line.split()).removeprefix("## ")
    line = re.sub(r"\[([^\]]+)\]\([^)]+\)(?=(\w+))", lambda m: f"{m[1]} " if m[2] in small else m[1], line)
    line = re.sub(r"\[([^\]]+)\]\([^)]+\)|\^(\w+)\^|\{(\w)\}", lambda m: m[1] or m[2] or m[3], line)
    line = " ".join(render.typeset(outlet, line).split())
    for wrong, right in MENDED.items():
        line = line.replace(wrong, right)
    return line


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_page_is_read_as_it_was_written(story: Story) -> None:
    outlet, first = OUTLETS[story.outlet], story.revisions[0]
    page = render.page(outlet, story, first, "http://127.0.0.1:8431", "Le port rouvre")
    article = parse_page(page.encode(render.charset(story), "xmlcharrefreplace"), "http://127.0.0.1:8431" + story.path)
    blocks = [block for block in re.split(r"\n\s*\n", first.text) if block.strip()]
    lead = as_read(outlet, first.standfirst)
    read = {
        "title": article.title,
        "lead": article.standfirst or article.body[0],
        "authors": list(article.authors),
        "published": (article.published or "")[:10],
        "captions": list(article.captions),
        "body": [line for line in article.body if line != lead],
    }
    assert read == {
        "title": as_read(outlet, first.title),
        "lead": lead,
        "authors": list(story.authors),
        "published": story.published.date().isoformat(),
        "captions": [as_read(outlet, m[1]) for b in blocks if (m := re.match(r"!\[(.*)\]\(", b))],
        "body": [as_read(outlet, block) for block in blocks if not re.match(r":\w+:|!\[", block)],
    }
