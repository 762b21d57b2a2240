"""``veille parse``: pages in, JSON out. Light: imports neither Prefect nor DuckDB."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from parsers.errors import ConfigError, PageError, VeilleError

POOL_FROM = 24
"""From this many pages on, a pool's start (0.3 s a process) is won back."""


def name_of(page: str) -> str:
    """The name without its extension(s): ``a/b.html.gz`` gives ``b``."""
    name = Path(urlsplit(page).path).name if is_url(page) else Path(page).name
    name = name.removesuffix(".gz")
    return Path(name).stem or "page"


def is_url(page: str) -> bool:
    """Whether a PAGE argument is to be fetched."""
    return page.startswith(("http://", "https://"))


def read(page: str, url: str | None) -> tuple[bytes, str | None, str | None]:
    """The bytes, URL and content type of a PAGE argument; raises ``VeilleError``."""
    if is_url(page):
        from flows.net import fetch_page

        fetched = fetch_page(page)
        return fetched.body, url or fetched.url, fetched.content_type
    try:
        data = Path(page).read_bytes()
        if page.endswith(".gz"):
            data = gzip.decompress(data)
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PageError(
            f"cannot be read ({reason}); name a .html, .html.gz or .txt file, or a URL", url=page
        ) from error
    kind = "text/plain" if page.removesuffix(".gz").endswith(".txt") else "text/html"
    return data, url, kind


def parse_one(page: str, url: str | None = None) -> tuple[str, str | None, str | None]:
    """``(page, its JSON, None)`` or ``(page, None, what went wrong)``."""
    from parsers import parse_page

    try:
        data, address, content_type = read(page, url)
        article = parse_page(data, address, content_type=content_type)
        return page, json.dumps(article.as_dict(), ensure_ascii=False, indent=1), None
    except VeilleError as error:
        return page, None, str(error)
    except Exception as error:  # a fault of ours in one page must not cost the others
        return page, None, f"{page}: a fault of Veille's own, please report it: {type(error).__name__}: {error}"


def parse_all(pages: Sequence[str], url: str | None) -> Iterator[tuple[str, str | None, str | None]]:
    """Each page's result in the order given; many pages share the cores."""
    if len(pages) < POOL_FROM:
        yield from (parse_one(page, url) for page in pages)
        return
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(parse_one, pages, [url] * len(pages), chunksize=4)


def targets(pages: Sequence[str], out: Path) -> dict[str, Path]:
    """Where each page's JSON goes; raises ``ConfigError`` where two would share a file."""
    chosen: dict[Path, str] = {}
    for page in pages:
        file = out / f"{name_of(page)}.json"
        if chosen.setdefault(file, page) != page:
            raise ConfigError(f"{page} and {chosen[file]} would both be written to {file}; parse them into two folders")
    return {page: file for file, page in chosen.items()}


def parse(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE...", help="Files (.html, .html.gz, .txt) or URLs.")],
    url: Annotated[str | None, typer.Option(help="The address the page came from, where a file does not tell.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write DIR/<name>.json for each page.", metavar="DIR")] = None,
) -> None:
    """Read pages: metadata, clean body, what was removed and repaired, and who claims what.

    One page without --out prints one JSON object. A page that cannot be read is a line on stderr; the others are done
    all the same, and the exit code is 1.

    Examples:

      veille parse article.html | jq '.statements[] | [.speaker, .claims]'

      veille parse saved/*.html.gz --out parsed/
    """
    if out is None and len(pages) > 1:
        raise ConfigError("several pages need a folder for their JSON: add --out DIR")
    files = targets(pages, out) if out else {}
    if out:
        out.mkdir(parents=True, exist_ok=True)
    failed = 0
    for page, text, error in parse_all(pages, url):
        if text is None:
            failed += 1
            print(f"veille parse: {error}", file=sys.stderr)
        elif out:
            files[page].write_text(text + "\n", "utf-8")
        else:
            print(text)
    if failed:
        raise typer.Exit(1)
