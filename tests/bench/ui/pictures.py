"""Takes the README's pictures of the demo's data: today, a claim, a series.

make pictures
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from served import ROOT, chromium, served

WIDTH, HEIGHT = 1100, 860
FOLDER = ROOT / "docs" / "pictures"


def main() -> None:
    with served(Path(sys.argv[1])) as base, chromium() as browser:

        def asked(path: str) -> dict[str, Any]:
            with urlopen(f"{base}{path}?format=json") as answer:
                return dict(json.load(answer))

        series = asked("/series")["series"][0]["series_id"]
        disputes = asked("/trends/disputes")
        told = [dict(zip(disputes["columns"], row, strict=True)) for row in disputes["rows"]]
        claim = max(told, key=lambda d: len(d["told_in"]) + len(d["denied_in"]))["claim_id"]
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="en-GB").new_page()
        for name, path in (("today", "/"), ("claim", f"/claims/{claim}"), ("series", f"/series/{series}")):
            page.goto(base + path, wait_until="networkidle")
            for image in page.locator("img").all():
                image.scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
            page.evaluate("window.scrollTo(0, 0)")
            file = FOLDER / f"{name}.png"
            page.screenshot(path=file)
            print(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
