"""A page's tree: one lxml parse, what holds no text taken out, what scripts put in late set in its place."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parsers.reading.blocks import JUNK, SILENT, Element

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
COUNT: Any = etree.XPath("count(.//p)")
ARC = "Fusion.globalContent="
PICTURED: Any = etree.XPath("//button[.//figcaption]")


def parse(text: str) -> Element | None:
    """The tree of a page; None where it holds no element."""
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), PARSER) if text.strip() else None
    except etree.XMLSyntaxError:
        return None


def without_junk(root: Element, text: str) -> Element:
    """The tree without what holds no text. An unclosed ``<nav>`` or ``<button>`` may hold the page: then it stays."""
    if "<button" in text and "<figcaption" in text:
        for button in PICTURED(root):
            button.tag = "div"
    if 'id="S:' in text:
        settle(root)
    before = COUNT(root)
    etree.strip_elements(root, *SILENT, *JUNK, with_tail=False)
    if COUNT(root) >= before / 2:
        return root
    again: Element = parse(text)
    etree.strip_elements(again, *SILENT, with_tail=False)
    for element in list(again.iter(*JUNK)):
        if COUNT(element) >= before / 2:
            element.tag = "div"
    etree.strip_elements(again, *JUNK, with_tail=False)
    return again


def settle(root: Element) -> None:
    """Put what React streams late (``<div hidden id="S:1">``) where its place-holder (``B:1`` or ``P:1``) stands."""
    places = {e.get("id")[2:]: e for e in root.iter("template") if (e.get("id") or "")[:2] in ("B:", "P:")}
    for late in [e for e in root.iter("div") if (e.get("id") or "").startswith("S:")]:
        place = places.get(late.get("id")[2:])
        late.attrib.pop("hidden", None)
        if place is not None and late not in place.iterancestors():
            place.addnext(late)
