"""Pages as HTML: Jinja2 templates that escape everything and pass every value through ``texts.plain``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse.dashboard.asking import LINKS
from warehouse.dashboard.record import Edition
from warehouse.dashboard.texts import outside, plain
from warehouse.words import Words, languages
from warehouse.words import words as load

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Static:
    """A file that pages need; its version is a digest, so that its address changes when it does."""

    body: bytes
    kind: str

    @property
    def version(self) -> str:
        """The digest."""
        return blake2b(self.body, digest_size=6).hexdigest()


KINDS = {".css": "text/css", ".svg": "image/svg+xml"}
STATIC = {f.name: Static(f.read_bytes(), KINDS[f.suffix]) for f in sorted((HERE / "static").iterdir())}

LANGUAGES = {code: load(code)["language_name"] for code in languages()}

_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    finalize=plain,
)
_environment.filters["outside"] = outside


def page(
    name: str,
    data: Mapping[str, Any],
    *,
    words: Words,
    tz: str,
    address: str,
    query: Mapping[str, str],
    edition: Edition,
) -> str:
    """A page's HTML. ``query`` are the parameters of its address, of which ``lang`` goes along with every link."""
    lang = {"lang": query["lang"]} if query.get("lang") in languages() else {}

    def link(path: str, **params: Any) -> str:
        given = {k: v for k, v in params.items() if v not in (None, "", False)} | lang
        return quote(path) + ("?" + urlencode(given) if given else "")

    def here(**params: Any) -> str:
        return link(address, **{k: v for k, v in query.items() if k != "lang"} | params)

    def language(code: str) -> str:
        return quote(address) + "?" + urlencode({**query, "lang": code})

    def moment(when: dt.datetime | None) -> str:
        return words.moment(when, tz)

    return _environment.get_template(f"{name}.html").render(
        data, w=words, link=link, here=here, language=language, moment=moment, tz=tz, address=address, edition=edition,
        languages=languages(), language_names=LANGUAGES, column_links=LINKS, lang=lang.get("lang"), static=static,
    )  # fmt: skip


def static(name: str) -> str:
    """The address of a file of ours."""
    return f"/static/{name}?v={STATIC[name].version}"
