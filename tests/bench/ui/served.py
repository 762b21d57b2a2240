"""``veille serve`` on a data directory, and a Chromium to look at it with."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[3]
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server on a free port."""
    command = [ROOT / ".venv/bin/veille", "serve", "--data", data, "--port", "0"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"}
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[3].rstrip("/")
        finally:
            server.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, or the one that VEILLE_CHROMIUM names."""
    found = os.environ.get("VEILLE_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise SystemExit("there is no Chromium here: install your system's, or name one in VEILLE_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()
