"""Walks every page of the dashboard in Chromium: at a desk and on a phone, with and without JavaScript.

    make test-ui

Follows links from the first page, a few of each kind. Fails on a message in the console, a request that fails, a break
of the content security policy, a page wider than its window, a chart that is not drawn, and any serious or critical
finding of axe. Then searches and pages with the keyboard alone.
"""

from __future__ import annotations

import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from served import chromium, served

EACH = 2
"""Pages of a kind that are walked; one without JavaScript, of which the pages have none."""

PATIENCE = 15.0
"""Seconds that charts may take to be drawn."""

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNDRAWN = "[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.currentSrc)"


@dataclass(frozen=True)
class Reader:
    """Someone at a window: its width, whether scripts run, language and colours."""

    name: str
    width: int
    scripts: bool
    language: str
    colours: str

    def context(self, browser: Browser) -> BrowserContext:
        return browser.new_context(
            viewport={"width": self.width, "height": 900}, java_script_enabled=self.scripts, locale=self.language,
            color_scheme="dark" if self.colours == "dark" else "light",
        )  # fmt: skip


READERS = [
    Reader("desk", 1280, True, "fr-FR", "light"),
    Reader("phone, dark", 390, True, "en-GB", "dark"),
    Reader("desk, no JavaScript", 1280, False, "en-GB", "light"),
    Reader("phone, no JavaScript", 390, False, "fr-FR", "light"),
]


def kind(path: str) -> str:
    """An address with its ids taken out."""
    return re.sub(r"/(outlets|trends)/[^/?]+", r"/\1/*", re.sub(r"[0-9a-f]{32}", "*", urlsplit(path).path))


def walk(context: BrowserContext, base: str, scripts: bool) -> tuple[int, list[str]]:
    """How many pages were walked, and what is wrong with them."""
    wrong: list[str] = []
    todo, seen, kinds = ["/", "/sql?q=from+told+limit+5", "/claims?words=crue"], set[str](), Counter[str]()
    while todo:
        path = todo.pop(0)
        if path in seen or kinds[kind(path)] >= (EACH if scripts else 1):
            continue
        seen.add(path)
        kinds[kind(path)] += 1
        page = context.new_page()
        heard: list[str] = []
        page.on("console", lambda m, heard=heard: heard.append(f"console: {m.text}"))
        page.on("pageerror", lambda e, heard=heard: heard.append(f"error: {e}"))
        page.on("requestfailed", lambda r, heard=heard: heard.append(f"request failed: {r.url}"))
        answer = page.goto(base + path, wait_until="load")
        if answer is None or answer.status != 200:
            heard.append(f"status {answer and answer.status}")
        heard += look(page, scripts)
        wrong += [f"{path}: {text}" for text in heard]
        links = page.eval_on_selector_all("a[href^='/']", "all => all.map(a => a.getAttribute('href'))")
        todo += [link for link in links if "format=" not in link]
        page.close()
    return len(seen), wrong


def look(page: Page, scripts: bool) -> list[str]:
    """What is wrong with a page that is open."""
    wrong = []
    if (wider := page.evaluate(OVERFLOW)) > 0:
        wrong.append(f"{wider} px wider than the window")
    for image in page.locator("img").all():
        image.scroll_into_view_if_needed()
    deadline = time.monotonic() + PATIENCE
    while (undrawn := page.evaluate(UNDRAWN)) and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    wrong += [f"not drawn: {source}" for source in undrawn]
    if scripts:
        found = Axe().run(page).response["violations"]
        wrong += [
            f"axe {v['impact']}: {v['id']} ({v['help']}) at {v['nodes'][0]['target'][0]}"
            for v in found
            if v["impact"] in ("serious", "critical")
        ]
    return wrong


def by_keyboard(context: BrowserContext, base: str) -> list[str]:
    """Skips to the content, searches and goes on to the next page without a pointer."""
    wrong = []
    page = context.new_page()
    page.goto(base + "/")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.className") != "skip":
        wrong.append("the first stop of the keyboard is not the way to the content")
    page.keyboard.press("Enter")
    if not page.url.endswith("#content"):
        wrong.append("the way to the content leads elsewhere")
    page.locator("#find").focus()
    page.keyboard.type("barrage")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?*words=barrage*")
    if not page.locator("ol.claims li").count():
        wrong.append("a search finds nothing")
    page.goto(base + "/claims")
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**page=2*")
    page.close()
    return wrong


def main() -> None:
    failed = False
    with served(Path(sys.argv[1])) as base, chromium() as browser:
        for reader in READERS:
            context = reader.context(browser)
            pages, wrong = walk(context, base, reader.scripts)
            wrong += by_keyboard(context, base)
            context.close()
            failed |= bool(wrong)
            print(f"{reader.name} ({reader.width} px, {reader.language}): {pages} pages, {len(wrong)} faults")
            print("".join(f"  {text}\n" for text in wrong), end="")
    sys.exit(failed)


if __name__ == "__main__":
    main()
