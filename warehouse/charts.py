"""Charts of what trends answer, as SVG or PNG, drawn without a browser or a network.

Altair writes the specification and vl-convert draws it. Colours are those of Okabe and Ito (2008), which the
colour-blind tell apart; shapes differ too, so that grey print keeps them. The pages and ``veille trends --png`` draw
the same.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import ConfigError
from warehouse import trends
from warehouse.words import Words, words

if TYPE_CHECKING:
    from warehouse.connection import Connection

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
DARK = [*COLOURS[1:-1], "#F0E442", "#FFFFFF"]
"""On black, the blue and the black would be lost."""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Look:
    """Whom a chart is drawn for: language, time zone, width in pixels, paper or a dark screen, and
    whether the chart says what it shows or its page does."""

    words: Words
    tz: str = "Europe/Paris"
    width: int = 640
    dark: bool = False
    titled: bool = True

    @property
    def colours(self) -> list[str]:
        """The colours that can be told from the ground."""
        return DARK if self.dark else COLOURS

    def local(self, moment: dt.datetime) -> str:
        """Wall-clock time in the zone without an offset, which Vega-Lite shows as it stands."""
        from zoneinfo import ZoneInfo

        return moment.astimezone(ZoneInfo(self.tz)).replace(tzinfo=None).isoformat()


def liveliest(con: Connection) -> str | None:
    """The series with the most different figures of one unit in the last 30 days, if any has two."""
    rows = con.execute(
        "SELECT series_id FROM figures WHERE day >= (SELECT max(day) - 30 FROM daily) GROUP BY series_id, unit "
        "HAVING count(DISTINCT coalesce(low, high)) > 1 "
        "ORDER BY count(DISTINCT coalesce(low, high)) DESC, count(*) DESC, series_id LIMIT 1"
    ).fetchall()
    return str(rows[0][0]) if rows else None


def series_png(con: Connection, series: str, file: Path, *, language: str = "fr", tz: str = "Europe/Paris") -> Path:
    """Draw a series' figures over time to ``file`` (PNG, or SVG by its suffix) and return it.

    Raises ``ConfigError`` for a series without figures.
    """
    return write(series_chart(con, series, language=language, tz=tz), file, words(language))


def series_chart(con: Connection, series: str, *, language: str = "fr", tz: str = "Europe/Paris") -> dict[str, Any]:
    """The Vega-Lite specification of a series' figures over time, in its most frequent unit of each language.

    Its title is the latest telling in the language, where there is one.
    """
    look = Look(words(language), tz)
    rows = trends.run(con, "series_figures", series=series, most=100_000).named()
    if not rows:
        raise ConfigError(f"the series {series!r} has no figures: `veille trends series_figures` lists those that do.")
    [titled] = trends.run(con, "series_titles", series=[series], lang=language).named()
    return chart("series_figures", [row | {"label": titled["title"]} for row in rows], look)


def chart(trend: str, rows: Rows, look: Look) -> dict[str, Any]:
    """The Vega-Lite specification that shows a trend's rows. Raises ``ConfigError`` where it cannot be drawn."""
    if trend not in DRAWN:
        raise ConfigError(f"{trend} is a table; charts are drawn of {', '.join(DRAWN)}.")
    if not rows:
        raise ConfigError(f"{trend} has nothing to show yet, so there is nothing to draw.")
    return _dressed(DRAWN[trend](rows, look), look)


def svg(spec: dict[str, Any], language: Words) -> str:
    """The chart as SVG."""
    import vl_convert

    numbers, dates = language.d3
    return str(vl_convert.vegalite_to_svg(spec, format_locale=numbers, time_format_locale=dates))


def write(spec: dict[str, Any], file: Path, language: Words) -> Path:
    """Write the chart as PNG, or SVG by the file's suffix, and return the file."""
    import vl_convert

    if file.suffix == ".svg":
        file.write_text(svg(spec, language), "utf-8")
        return file
    numbers, dates = language.d3
    file.write_bytes(vl_convert.vegalite_to_png(spec, scale=2, format_locale=numbers, time_format_locale=dates))
    return file


def _figures(rows: Rows, look: Look) -> Any:
    import altair as alt

    texts, units = look.words["chart"], _units(rows)
    points = [
        {
            "when": look.local(r["told_at"]),
            "low": r["low"] if r["low"] is not None else r["high"],
            "high": r["high"] if r["high"] is not None else r["low"],
            "who": r["told_by"] or texts["unnamed"],
            "where": r["told_in"],
        }
        for r in rows
        if r["unit"] == units[r["language"]]
    ]
    base = alt.Chart(alt.InlineData(points)).encode(
        x=_time("when:T", texts["when"], points, look), color=_colour("who", texts["who"], points, look)
    )
    y = alt.Y("low:Q", title=units.get(look.words.language) or units[rows[0]["language"]],
              scale=alt.Scale(zero=False, nice=True))  # fmt: skip
    line = base.mark_line(interpolate="step-after", opacity=0.5).encode(y=y)
    span = base.mark_rule(strokeWidth=3).encode(y=y, y2="high:Q")
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        y=y, shape=alt.Shape("where:N", title=texts["where"])
    )
    drawn = alt.layer(line, span, dots).properties(height=320)
    return drawn.properties(title=_title(rows[0]["label"], texts["note"], look)) if look.titled else drawn


def _spread(rows: Rows, look: Look) -> Any:
    import altair as alt

    texts = look.words["chart"]
    points = [
        {"when": look.local(r["told_at"]), "where": r["outlet"], "act": look.words["acts"][r["act"]],
         "kind": texts["independent" if r["independent"] else "copy"]}
        for r in rows
    ]  # fmt: skip
    outlets = list(dict.fromkeys(p["where"] for p in points))
    kinds = alt.Scale(domain=[texts["independent"], texts["copy"]], range=["circle", "cross"])
    return (
        alt.Chart(alt.InlineData(points))
        .mark_point(size=110, filled=True, opacity=0.9)
        .encode(
            x=_time("when:T", texts["when"], points, look),
            y=alt.Y("where:N", title=None, sort=outlets, axis=alt.Axis(labelLimit=150, grid=True)),
            color=_colour("act", texts["act"], points, look),
            shape=alt.Shape("kind:N", title=texts["telling"], scale=kinds),
        )
        .properties(height=max(60, 34 * len(outlets)))
    )


def _days(rows: Rows, look: Look) -> Any:
    import altair as alt

    texts = look.words["chart"]
    totals: Counter[str] = Counter()
    for r in rows:
        totals[r["told_by"] or texts["unnamed"]] += r["new_claims"]
    shown = [name for name, _ in totals.most_common(len(look.colours) - 1)]
    points = [
        {"day": r["day"].isoformat(), "n": r["new_claims"],
         "who": who if (who := r["told_by"] or texts["unnamed"]) in shown else texts["others"]}
        for r in rows
    ]  # fmt: skip
    encoded = (
        {"color": _colour("who", None, points, look)} if len(totals) > 1 else {"color": alt.value(look.colours[0])}
    )
    return (
        alt.Chart(alt.InlineData(points))
        .mark_bar()
        .encode(x=_day(points, look), y=alt.Y("sum(n):Q", title=texts["new_claims"]), **encoded)
        .properties(height=150)
    )


def _coverage(rows: Rows, look: Look) -> Any:
    import altair as alt

    texts = look.words["chart"]
    points = [
        {"day": r["day"].isoformat(), "n": r[what], "what": texts[what]}
        for what in ("discovered", "fetched")
        for r in rows
    ]
    kinds = alt.Scale(domain=[texts["discovered"], texts["fetched"]], range=["#b8b8b8", look.colours[0]])
    return (
        alt.Chart(alt.InlineData(points))
        .mark_bar()
        .encode(
            x=_day(points, look),
            y=alt.Y("sum(n):Q", title=texts["addresses"], stack=None),
            color=alt.Color("what:N", title=None, scale=kinds),
        )
        .properties(height=150)
    )


DRAWN: dict[str, Callable[[Rows, Look], Any]] = {
    "series_figures": _figures,
    "spread": _spread,
    "claims_per_day": _days,
    "coverage_daily": _coverage,
}
"""The trends that have a chart."""


def _time(field: str, title: str, points: Rows, look: Look) -> Any:
    import altair as alt

    days = len({p["when"][:10] for p in points})
    form = look.words["chart"]["hour" if days < 2 else "day"]
    form = look.words["chart"]["date"] if days > 1 and look.width < 500 else form
    ticks: Any = 4 if look.width < 500 else "day" if 2 <= days < 10 else 6
    axis = alt.Axis(format=form, labelFlush=False, labelOverlap=True, grid=False, tickCount=ticks)
    return alt.X(field, title=title, axis=axis, scale=alt.Scale(nice=False, padding=14))


def _day(points: Rows, look: Look) -> Any:
    import altair as alt

    axis = alt.Axis(format=look.words["chart"]["date"], labelAngle=0, labelOverlap=True)
    first, last = (dt.date.fromisoformat(most(p["day"] for p in points)) for most in (min, max))
    days = [first + dt.timedelta(n) for n in range((last - first).days + 1)]  # those without anything too
    domain = [alt.DateTime(year=d.year, month=d.month, date=d.day) for d in days]
    scale = alt.Scale(domain=domain) if domain[1:] else alt.Undefined  # Vega-Lite fails on a domain of one day
    return alt.X("day:O", timeUnit="yearmonthdate", title=None, axis=axis, scale=scale)


def _colour(field: str, title: str | None, points: Rows, look: Look) -> Any:
    import altair as alt

    names, hues = list(dict.fromkeys(p[field] for p in points)), look.colours
    scale = alt.Scale(domain=names, range=[hues[n % len(hues)] for n in range(len(names))])
    return alt.Color(f"{field}:N", title=title, scale=scale)


def _title(label: str, note: str, look: Look) -> Any:
    import altair as alt

    return alt.TitleParams(_lines(label, look.width // 8), subtitle=_lines(note, look.width // 7), anchor="start")


def _dressed(drawn: Any, look: Look) -> dict[str, Any]:
    """The chart in the project's dress, as wide as asked for."""
    ink, quiet, paper = ("#e8e6e1", "#a9adb2", "#1b1e22") if look.dark else ("#1c1e21", "#55595e", "#ffffff")
    narrow = look.width < 500
    legend = {"orient": "bottom", "columns": 1 if narrow else 3} if narrow or look.width > 640 else {}
    dressed = (
        drawn.properties(width=look.width if not narrow else look.width - 20, background=paper,
                         autosize={"type": "fit-x", "contains": "padding"}, padding=12)
        .configure_view(stroke=None)
        .configure_axis(gridOpacity=0.3, gridColor=quiet, domainColor=quiet, tickColor=quiet, labelColor=ink,
                        titleColor=quiet, labelFontSize=12, titleFontSize=12, titleFontWeight="normal")
        .configure_legend(labelLimit=240, labelFontSize=12, symbolOpacity=1, symbolBaseFillColor=ink,
                          symbolBaseStrokeColor=ink, labelColor=ink, titleColor=quiet,
                          titleFontWeight="normal", **legend)
        .configure_title(color=ink, subtitleColor=quiet, fontSize=15, subtitleFontSize=12)
    )  # fmt: skip
    return dict(dressed.to_dict())


def _units(rows: Rows) -> dict[str | None, str]:
    """What a series counts, in each language: its most frequent unit there."""
    counts: dict[str | None, Counter[str]] = {}
    for r in rows:
        counts.setdefault(r["language"], Counter())[r["unit"]] += 1
    return {language: count.most_common(1)[0][0] for language, count in counts.items()}


def _lines(text: str, most: int = 80) -> list[str]:
    from textwrap import wrap

    return wrap(text, most)
