"""A page's tree: one lxml parse, what holds no text taken out, what scripts put in late set in its place."""

from __future__ import annotations

from typing import Any

from lxml import etree

from parsers.reading.blocks import JUNK, SILENT, Element

PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)
ARC = "Fusion.globalContent="
COUNT: Any = etree.XPath("count(descendant::p)")


def parse(page: bytes) -> Element | None:
    """The tree of a page in UTF-8; None where it holds no element."""
    try:
        return etree.fromstring(page, PARSER) if page and not page.isspace() else None
    except etree.XMLSyntaxError:
        return None


def without_junk(root: Element, page: bytes) -> Element:
    """The tree without what holds no text. An unclosed ``<nav>`` or ``<button>`` may hold the page: then it stays."""
    found = list(root.iter("template", "button"))
    for button in found:
        if button.tag == "button" and next(button.iter("figcaption"), None) is not None:
            button.tag = "div"
    if any(e.tag == "template" for e in found) and b'id="S:' in page:
        settle(root)
    before = COUNT(root)
    etree.strip_elements(root, *SILENT, *JUNK, with_tail=False)
    if COUNT(root) >= before / 2:
        return root
    again: Element = parse(page)
    etree.strip_elements(again, *SILENT, with_tail=False)
    for element in list(again.iter(*JUNK)):
        if COUNT(element) >= before / 2:
            element.tag = "div"
    etree.strip_elements(again, *JUNK, with_tail=False)
    return again


def script_data(page: bytes) -> list[str]:
    """The data of a page that is drawn in the browser (Next.js, Arc), which the tree lost with its scripts."""
    arc = ARC.encode() in page
    root = parse(page) if arc or b"__NEXT_DATA__" in page else None
    return [
        script.text or ""
        for script in (root.iter("script") if root is not None else ())
        if script.get("id") == "__NEXT_DATA__"
        or (arc and script.get("type") != "module" and ARC in (script.text or ""))
    ]


def settle(root: Element) -> None:
    """Put what React streams late (``<div hidden id="S:1">``) where its place-holder (``B:1`` or ``P:1``) stands."""
    places = {e.get("id")[2:]: e for e in root.iter("template") if (e.get("id") or "")[:2] in ("B:", "P:")}
    for late in [e for e in root.iter("div") if (e.get("id") or "").startswith("S:")]:
        place = places.get(late.get("id")[2:])
        late.attrib.pop("hidden", None)
        if place is not None and late not in place.iterancestors():
            place.addnext(late)
