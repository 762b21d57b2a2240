"""Outlets as YAML files: one file a publisher, checked with messages that name file, line and key."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

import seeds
from parsers.errors import ConfigError
from seeds.places import line
from warehouse.models import Outlet

VARIABLE = re.compile(r"\$([A-Z][A-Z0-9_]*)")
AGE = re.compile(r"([1-9]\d{0,4})([dwy])")
DAYS = {"d": 1, "w": 7, "y": 365}
FieldName = Literal["title", "standfirst", "authors", "published"]
FeedKind = Literal["rss", "atom", "json", "sitemap", "section"]


def _web(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("is no http or https address")
    return url


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("is no IANA time zone; Europe/Paris is one") from error
    return name


def _age(text: Any) -> timedelta:
    found = AGE.fullmatch(str(text))
    if not found:
        raise ValueError("is no age; 90d, 12w and 2y are")
    return timedelta(days=int(found[1]) * DAYS[found[2]])


def _selector(text: str) -> str:
    import soupsieve

    try:
        soupsieve.compile(text)
    except soupsieve.SelectorSyntaxError as error:
        raise ValueError(f"is no CSS selector: {str(error).splitlines()[0]}") from error
    return text


def _recipe(recipe: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    if recipe is not None:
        from parsers.reading.recipe import read

        try:
            read(recipe, "")
        except (ConfigError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error
    return recipe


Url = Annotated[str, AfterValidator(_web)]
Age = Annotated[timedelta, BeforeValidator(_age)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Feed(_Strict):
    """A feed of an outlet; ``kind`` is what it is expected to be.

    A section is a page of links for an outlet without feeds; ``selector`` (CSS) says which of its elements are or hold
    the links to articles.
    """

    url: Url
    kind: FeedKind = "rss"
    selector: Annotated[str, AfterValidator(_selector)] | None = None

    @model_validator(mode="after")
    def _selects(self) -> Feed:
        if (self.kind == "section") != (self.selector is not None):
            raise ValueError("a section needs a selector, as in `h2 a`, and no other kind has one")
        return self


class Expect(_Strict):
    """What is normal for the outlet: articles a day, at least and at most; the share of articles that have a field."""

    articles_per_day: tuple[int, int] | None = None
    fields: Mapping[FieldName, Annotated[float, Field(ge=0, le=1)]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ordered(self) -> Expect:
        if self.articles_per_day and not 0 <= self.articles_per_day[0] <= self.articles_per_day[1]:
            raise ValueError("articles_per_day is [at least, at most]")
        return self


class Retention(_Strict):
    """How long the bytes of its pages and the text of its articles are kept; for ever where nothing is said.

    A page holds the text: it goes with the text at the latest.
    """

    pages: Age | None = None
    text: Age | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Retention:
        if self.text and self.pages and self.pages > self.text:
            raise ValueError("pages hold the text, so that they cannot be kept for longer than it is")
        return self


class OutletFile(_Strict):
    """One publisher that is watched."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    name: str = Field(min_length=1)
    homepage: Url
    language: str = Field(pattern=r"^[a-z]{2}$")
    country: str | None = Field(None, pattern=r"^[A-Z]{2}$")
    timezone: Annotated[str, AfterValidator(_zone)]
    feeds: tuple[Feed, ...] = Field(min_length=1)
    delay: float | None = Field(None, ge=0)
    allow_private: bool = False
    expect: Expect = Expect()
    headers: Mapping[str, str] = Field(default_factory=dict)
    recipe: Annotated[Mapping[str, Any] | None, AfterValidator(_recipe)] = None
    licence: str | None = None
    exception: Literal["research"] | None = None
    retention: Retention = Retention()

    def secret_headers(self) -> dict[str, str]:
        """The outlet's own request headers; ``$NAME`` in a value is that variable of the environment."""
        missing = {m for value in self.headers.values() for m in VARIABLE.findall(value) if m not in os.environ}
        if missing:
            raise ConfigError(
                f"its headers name {', '.join(sorted(missing))}: set it in the environment", outlet=self.id
            )
        return {key: VARIABLE.sub(lambda m: os.environ[m[1]], value) for key, value in self.headers.items()}

    @property
    def may_mine(self) -> bool:
        """Whether a reservation against text and data mining does not bind us here."""
        return self.licence is not None or self.exception is not None

    @property
    def row(self) -> Outlet:
        """The outlet as the warehouse keeps it."""
        return Outlet(
            self.id,
            self.name,
            self.language,
            self.country,
            self.timezone,
            self.homepage,
            self.licence,
            self.expect.articles_per_day,
            {str(name): share for name, share in self.expect.fields.items()},
        )


PARTS: Mapping[str, type[BaseModel]] = {"feeds": Feed, "expect": Expect, "retention": Retention}


def load_outlet(file: Path) -> OutletFile:
    """The outlet of one YAML file; raises ``ConfigError`` that says where it is wrong."""
    try:
        text = file.read_text("utf-8")
        data, tree = seeds.parse(text), seeds.compose(text)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file} cannot be read ({error}); it must be a YAML file in UTF-8") from error
    except yaml.YAMLError as error:
        raise ConfigError(f"{file} is no YAML: {error}") from error
    if not isinstance(data, dict):
        raise ConfigError(f"{file} must hold the keys of an outlet: id, name, homepage, language, timezone, feeds")
    try:
        return OutletFile.model_validate({"id": file.stem, **data})
    except ValidationError as error:
        raise ConfigError("\n".join(_complaint(file, tree, e) for e in error.errors())) from error


def _complaint(file: Path, tree: yaml.Node | None, error: Any) -> str:
    key = ".".join(str(x) for x in error["loc"]) or "outlet"
    if error["type"] == "extra_forbidden":
        model = PARTS.get(error["loc"][0], OutletFile) if len(error["loc"]) > 1 else OutletFile
        what = f"is unknown; known keys are {', '.join(model.model_fields)}"
    elif error["type"] == "missing":
        what = "is missing"
    else:
        what = f"{error['input']!r}: {error['msg'].removeprefix('Value error, ')}"
    at = line(tree, error["loc"])
    return f"{file}, line {at}: {key} {what}" if at else f"{file}: {key} {what}"


def load_outlets(only: Iterable[str] = ()) -> list[OutletFile]:
    """All outlets of the seeds, or those named; raises ``ConfigError`` for bad files, double and unknown ids."""
    found: dict[str, OutletFile] = {}
    for file in seeds.files("outlets", ".yaml"):
        outlet = load_outlet(file)
        if outlet.id in found:
            raise ConfigError(f"{file}: the id {outlet.id} is that of another outlet too; give it one of its own")
        found[outlet.id] = outlet
    wanted = list(only)
    unknown = [name for name in wanted if name not in found]
    if unknown:
        raise ConfigError(f"no outlet {', '.join(unknown)}; known are {', '.join(found)}")
    return [found[name] for name in wanted] if wanted else list(found.values())


def write_outlets(outlets: Iterable[Mapping[str, Any]], folder: Path) -> None:
    """Write outlets as YAML files, ``<id>.yaml`` each."""
    folder.mkdir(parents=True, exist_ok=True)
    for outlet in outlets:
        text = yaml.safe_dump(dict(outlet), allow_unicode=True, sort_keys=False)
        (folder / f"{outlet['id']}.yaml").write_text(text, "utf-8")
