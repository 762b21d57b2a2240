"""Writes alerts as messages in text, Markdown and HTML; the wording is data (``seeds/messages/<lang>.yaml``)."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit

import jinja2

import seeds
from parsers.errors import ConfigError
from warehouse.models import Alert
from warehouse.outbox import Message
from warehouse.words import languages, words

Format = Literal["text", "markdown", "html"]
LONGEST = 600
"""Characters of any one value that a message says; a page may hold words of ten megabytes."""
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#<>|~!@&])")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a message in plain text: ``kind`` is ``plain``, ``quote``, or ``link``, which leads to ``to``."""

    kind: str
    text: str
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A message as one format wants it. The title is plain text."""

    title: str
    body: str


def write(message: Message, form: Format) -> Written:
    """The message in the reader's language."""
    alerts, words = message.alerts, _words(message.alerts[0].lang)
    documents = [_document(a) for a in alerts]
    if len(alerts) == 1 and documents[0] is not None:
        return Written(words.title(documents[0]), "\n".join(words.lines(documents[0], form)).strip())
    if documents[0] is None:  # raised by a version that kept no document
        lines = (_line(form, _ESCAPES[form](_plain(text))) for text in (alerts[0].body, alerts[0].url))
        return Written(_plain(alerts[0].title), "\n".join(lines))
    first = alerts[0]
    facts = {"count": len(alerts), "among": max(a.among for a in alerts), "kind": first.kind, "rule": first.rule_id}
    blocks = ["\n".join(words.lines(d, form, digest=True)) for d in documents if d]
    rest = words.render(words.data["digest"]["rest"], facts, form)
    title = words.render(words.data["digest"]["title"], facts, "text")
    return Written(title, _GAP[form].join(blocks + [_line(form, rest)] * bool(rest)))


def tell(document: Mapping[str, Any], lang: str) -> tuple[str, list[Line]]:
    """The subject and the lines of an alert's document in any language that has messages; nothing is escaped."""
    words = _words(lang)
    return words.title(document), list(words.said(document, "text"))


def trouble(facts: Mapping[str, Any], lang: str) -> str:
    """What is wrong with an outlet (``troubles.facts``), in a language that has messages."""
    return _words(lang).trouble(facts)


class _Words:
    """The wording of one language."""

    def __init__(self, file: Path) -> None:
        self.data: dict[str, Any] = seeds.parse(file.read_text("utf-8"))
        self._words = words(file.stem) if file.stem in languages() else None
        self._environments = {form: self._environment(escape) for form, escape in _ESCAPES.items()}
        self._read = cache(lambda form, template: self._environments[form].from_string(template))
        self._known = {name: self.data[name] for name in ("kinds", "acts", "changes")}

    def _environment(self, escape: Callable[[str], str]) -> jinja2.Environment:
        env = jinja2.Environment(finalize=lambda v: escape(_plain(v)), undefined=jinja2.StrictUndefined)
        env.filters |= {
            "date": partial(_date, self.data), "day": partial(_date, self.data | {"date": "{day} {month} {year}"}),
            "number": partial(_number, self.data), "figure": self._figure, "percent": partial(_percent, self.data),
            "share": partial(_share, self.data), "reason": self._reason,
        }  # fmt: skip
        return env

    def _figure(self, value: float, unit: str) -> str:
        """A figure with its unit, large ones in millions or billions where the language's words have them."""
        scale, counted = self._words.scale([value], unit) if self._words else (1, unit)
        return f"{_number(self.data, value / scale)} {counted}"

    def _reason(self, text: str) -> str:
        number = re.search(r"\d+", text)
        said = self.data["reasons"].get(re.sub(r"\d+", "#", text), text)
        return str(said).replace("#", number[0]) if number else str(said)

    def render(self, template: str, values: Mapping[str, Any], form: Format) -> str:
        """One text of the file with the values in it."""
        return " ".join(self._read(form, template).render(self._known | dict(values)).split())

    def _with_parts(self, document: Mapping[str, Any]) -> dict[str, Any]:
        values = dict(document)
        if "trouble" in values["facts"]:
            values["words"] = values["context"] = self.trouble(values["facts"])
        for name, template in self.data["parts"].items():
            values[name] = self.render(template, values, "text")
        return values

    def trouble(self, facts: Mapping[str, Any]) -> str:
        """What is wrong with an outlet."""
        return self.render(self.data["troubles"][facts["trouble"]], facts, "text")

    def title(self, document: Mapping[str, Any]) -> str:
        """The subject of an alert."""
        return self.render(self.data["title"], self._with_parts(document), "text")

    def lines(self, document: Mapping[str, Any], form: Format, *, digest: bool = False) -> Iterator[str]:
        """The lines of an alert as a format writes them."""
        return (_line(form, line.text, line.kind, line.to) for line in self.said(document, form, digest=digest))

    def said(self, document: Mapping[str, Any], form: Format, *, digest: bool = False) -> Iterator[Line]:
        """The lines of an alert that say something, escaped for a format."""
        values = self._with_parts(document)
        for line in self.data["digest"]["lines"] if digest else self.data["lines"]:
            parts = {"plain": line} if isinstance(line, str) else line
            kind = next(iter(parts))
            text = self.render(parts[kind], values, form)
            if text:
                yield Line(kind, text, _at(values, parts["to"]) if kind == "link" else None)


@cache
def _words(lang: str) -> _Words:
    file = seeds.path(f"messages/{lang}.yaml")
    if not file.exists():
        raise ConfigError(f"there are no messages in {lang!r}: {file} is missing")
    return _Words(file)


def _document(alert: Alert) -> dict[str, Any] | None:
    return json.loads(alert.payload) if alert.payload else None


def _at(values: Mapping[str, Any], path: str) -> str:
    found: Any = values
    for name in path.split("."):
        found = found[name]
    return str(found)


def _plain(value: object) -> str:
    """A value as one line without what cannot be seen, cut where it is endless."""
    text = re.sub(r"\s+", " ", _UNSEEN.sub(" ", str("" if value is None else value)[: 2 * LONGEST]))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


_ESCAPES: dict[Format, Callable[[str], str]] = {
    "text": str,
    "markdown": lambda text: _MARKDOWN.sub(r"\\\1", text),
    "html": html.escape,
}
_GAP: dict[Format, str] = {"text": "\n\n", "markdown": "\n\n", "html": "\n<hr>\n"}


def _line(form: Format, said: str, kind: str = "plain", to: str | None = None) -> str:
    """A line of a kind, whose text is escaped already."""
    safe = to is not None and urlsplit(to).scheme in ("http", "https")
    address = quote(to, safe=":/?&=%#+,;@~$!*'") if safe and to else ""
    if form == "html":
        if address:
            return f'<p><a href="{html.escape(address)}">{said}</a></p>'
        return f"<blockquote>{said}</blockquote>" if kind == "quote" else f"<p>{said}</p>"
    if form == "markdown":
        return f"[{said}]({address})\n" if address else f"> {said}\n" if kind == "quote" else f"{said}\n"
    return f"{said}\n{address}" if address else f"  {said}" if kind == "quote" else said


def _date(words: Mapping[str, Any], text: str) -> str:
    """A moment, as told in the outlet's zone, or in UTC."""
    moment = dt.datetime.fromisoformat(text)
    time = f"{moment:%H:%M}" + (" UTC" if moment.utcoffset() == dt.timedelta(0) else "")
    return str(words["date"]).format(
        day=words["first"] if moment.day == 1 else moment.day,
        month=words["months"][moment.month - 1],
        year=moment.year,
        time=time,
    )


def _number(words: Mapping[str, Any], value: float) -> str:
    whole, _, part = f"{value:,.4f}".partition(".")
    part = part.rstrip("0")
    return whole.replace(",", words["thousands"]) + (words["decimal"] + part if part else "")


def _percent(words: Mapping[str, Any], share: float) -> str:
    return ("+" if share > 0 else "−") + _share(words, abs(share))


def _share(words: Mapping[str, Any], share: float) -> str:
    return str(words["percent"]).format(_number(words, round(share * 100, 1)))
