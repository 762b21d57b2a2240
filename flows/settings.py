"""Settings from the environment (``VEILLE_…``). Import late: pydantic costs 0.4 s."""

from __future__ import annotations

from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from parsers.errors import ConfigError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


def _by_http(proxy: SecretStr) -> SecretStr:
    if not proxy.get_secret_value().startswith(("http://", "https://")):
        raise ValueError("a proxy is http://… or https://…")
    return proxy


class Settings(BaseSettings):
    """What an operator may set. Times are seconds unless they say otherwise."""

    model_config = SettingsConfigDict(env_prefix="VEILLE_", frozen=True, extra="ignore")

    data: Path = Field(Path("data"), description="the one directory of all data")
    memory: str = Field(
        "256MB",
        pattern=r"^\d+ ?[KMGT]i?B$",
        description="of the warehouse while claims are resolved; what needs more is done again without a limit",
    )
    archive: str | None = Field(
        None, description="a URL that fsspec knows, for archived pages in another place than the data directory"
    )
    contact: str | None = Field(None, description="an address for outlets to write to; part of the User-Agent")
    delay: float = Field(5.0, ge=0, description="between two requests to one host, where the outlet says nothing")
    connect_timeout: float = Field(10.0, gt=0)
    read_timeout: float = Field(20.0, gt=0, description="without a single byte")
    total_timeout: float = Field(60.0, gt=0, description="for one whole response")
    max_bytes: int = Field(10_000_000, gt=0, description="of a page, after decoding")
    retries: int = Field(3, ge=0, le=10, description="after the first attempt, for passing faults only")
    retry_base: float = Field(1.0, ge=0, description="first back-off; doubles with each attempt, half of it jitter")
    max_wait: float = Field(60.0, ge=0, description="longest wait for a host within a run; beyond, the next run")
    max_pages: int = Field(100, gt=0, description="pages an outlet is asked for in one run, the newest first")
    outlets_at_once: int = Field(32, gt=0, description="most of the time each waits for its host")
    revisit_hours: tuple[float, ...] = Field((1, 6, 24, 72, 336), description="an article's age at each revisit")
    poll_minutes: tuple[float, float] = Field(
        (10, 60),
        description="a feed is asked at least and at most so far apart: 10 is the schedule's step; an item "
        "of a feed that seldom has one then waits half an hour",
    )
    full_every: int = Field(40, gt=0, description="one conditional request in so many asks in full: ETags can be stale")
    proxy: Annotated[SecretStr, AfterValidator(_by_http)] | None = Field(
        None, description="http://user:password@host:port, for all but private outlets"
    )
    alert_tries: int = Field(8, gt=0, description="to deliver an alert over a channel before it is given up")
    alert_wait: float = Field(
        300.0, ge=0, description="after a delivery failed; doubles with each try, up to half a day"
    )
    alert_timeout: float = Field(30.0, gt=0, description="for a channel to take an alert")
    heartbeat: str | None = Field(None, description="a URL that is asked after each run that missed no outlet")
    stale_hours: float = Field(24.0, gt=0, description="age of the last finished run that `veille doctor` lets pass")
    history_days: float = Field(30.0, ge=1, description="Prefect's own notes on runs are kept by `veille schedule`")
    prefect_timeout: float = Field(180.0, gt=0, description="for Prefect's server to start")

    @property
    def user_agent(self) -> str:
        """Says honestly who asks, and whom to write to."""
        contact = f"; {self.contact}" if self.contact else ""
        return f"Veille/{version('veille')} (news monitoring{contact})"

    @property
    def poll_bounds(self) -> tuple[timedelta, timedelta]:
        """The shortest and the longest time between two requests of a feed."""
        least, most = sorted(self.poll_minutes)
        return timedelta(minutes=max(least, 1)), timedelta(minutes=max(most, 1))

    @property
    def revisit_gaps(self) -> tuple[timedelta, ...]:
        """The waits between one visit of an article and the next."""
        ages = sorted(self.revisit_hours)
        return tuple(timedelta(hours=b - a) for a, b in zip((0.0, *ages), ages, strict=False))


def load(**overrides: object) -> Settings:
    """The settings; raises ``ConfigError`` with a sentence for each variable that cannot be used."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        wrong = "; ".join(
            f"VEILLE_{'_'.join(map(str, e['loc'])).upper()} is {_shown(e)}: {e['msg']}" for e in error.errors()
        )
        raise ConfigError(f"settings cannot be used: {wrong}. Mend or unset them") from error


def _shown(error: ErrorDetails) -> str:
    """The value, where it is no secret."""
    return "hidden" if error["loc"][0] == "proxy" else repr(error["input"])
