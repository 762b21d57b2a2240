"""Takes the README's pictures of the demo's data: today, a claim, a series.

make pictures
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.request import urlopen

from served import ROOT, chromium, served

WIDTH, HEIGHT = 1100, 860
FOLDER = ROOT / "docs" / "pictures"


def main() -> None:
    with served(Path(sys.argv[1])) as base, chromium() as browser:

        def rows(trend: str, first: str) -> str:
            """The cell of a column in a trend's first row."""
            with urlopen(f"{base}/trends/{trend}&format=json") as answer:
                data = json.load(answer)
            return str(data["rows"][0][data["columns"].index(first)])

        with urlopen(f"{base}/series?format=json") as answer:
            series = json.load(answer)["series"][0]["series_id"]
        claim = rows("disputes?", "claim_id")
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
