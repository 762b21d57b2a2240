"""Charts of the figures of a series, as PNG or SVG, drawn without a browser or a network.

Altair writes the specification and vl-convert draws it. Colours are those of Okabe and Ito (2008), which the
colour-blind tell apart; outlets differ by shape too, so that grey print keeps them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parsers.errors import ConfigError
from warehouse import trends

if TYPE_CHECKING:
    from warehouse.connection import Connection

COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]

LABELS: dict[str, dict[str, Any]] = {
    "fr": {
        "when": "Publié le",
        "who": "Selon",
        "where": "Média",
        "unnamed": "source non nommée",
        "note": "Un point par déclaration ; un trait là où la source donne une fourchette.",
        "locale": {
            "dateTime": "%A %e %B %Y à %X", "date": "%d/%m/%Y", "time": "%H:%M:%S", "periods": ["", ""],
            "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
            "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
            "months": ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                       "novembre", "décembre"],
            "shortMonths": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
                            "déc."],
        },
        "numbers": {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", " €"]},
    },
    "en": {
        "when": "Published on",
        "who": "According to",
        "where": "Outlet",
        "unnamed": "unnamed source",
        "note": "One point for each statement; a bar where the source gives a range.",
        "locale": None,
        "numbers": None,
    },
}  # fmt: skip


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
    import vl_convert

    spec = series_chart(con, series, language=language, tz=tz)
    words = LABELS[language]
    if file.suffix == ".svg":
        svg = vl_convert.vegalite_to_svg(spec, format_locale=words["numbers"], time_format_locale=words["locale"])
        file.write_text(svg, "utf-8")
    else:
        file.write_bytes(
            vl_convert.vegalite_to_png(
                spec, scale=2, format_locale=words["numbers"], time_format_locale=words["locale"]
            )
        )
    return file


def series_chart(con: Connection, series: str, *, language: str = "fr", tz: str = "Europe/Paris") -> dict[str, Any]:
    """The Vega-Lite specification of a series' figures over time, in its most frequent unit of each language."""
    import altair as alt

    if language not in LABELS:
        raise ConfigError(f"charts are labelled in {' or '.join(LABELS)}, not {language!r}.")
    words = LABELS[language]
    label, unit, points = _points(con, series, language, tz)
    speakers = list(dict.fromkeys(p["who"] for p in points))
    base = alt.Chart(alt.InlineData(points)).encode(
        x=alt.X("when:T", title=words["when"], axis=alt.Axis(format="%a %e %b", tickCount="day", labelFlush=False)),
        color=alt.Color(
            "who:N",
            title=words["who"],
            scale=alt.Scale(domain=speakers, range=[COLOURS[n % len(COLOURS)] for n in range(len(speakers))]),
        ),
    )
    y = alt.Y("low:Q", title=unit, scale=alt.Scale(zero=False, nice=True))
    line = base.mark_line(interpolate="step-after", opacity=0.5).encode(y=y)
    span = base.mark_rule(strokeWidth=3).encode(y=y, y2="high:Q")
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        y=y, shape=alt.Shape("where:N", title=words["where"])
    )
    chart = (
        alt.layer(line, span, dots)
        .properties(width=640, height=320, title=alt.TitleParams(_lines(label), subtitle=words["note"], anchor="start"))
        .configure_view(stroke=None)
        .configure_axis(gridOpacity=0.4, labelFontSize=12, titleFontSize=12)
        .configure_legend(labelLimit=240, labelFontSize=12, symbolOpacity=1)
    )
    return dict(chart.to_dict())


def _points(con: Connection, series: str, language: str, tz: str) -> tuple[str, str, list[dict[str, Any]]]:
    answer = trends.run(con, "series_figures", series=series, most=100_000)
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    if not rows:
        raise ConfigError(f"the series {series!r} has no figures: `veille trends series_figures` lists those that do.")
    units, unnamed = _units(rows), LABELS[language]["unnamed"]
    points = [
        {
            "when": _local(r["told_at"], tz),
            "low": r["low"] if r["low"] is not None else r["high"],
            "high": r["high"] if r["high"] is not None else r["low"],
            "who": r["told_by"] or unnamed,
            "where": r["told_in"],
        }
        for r in rows
        if r["unit"] == units[r["language"]]
    ]
    unit = units.get(language) or units[rows[0]["language"]]
    return rows[0]["label"], unit, points


def _units(rows: list[dict[str, Any]]) -> dict[str | None, str]:
    """What the series counts, in each language: its most frequent unit there."""
    counts: dict[str | None, Counter[str]] = {}
    for r in rows:
        counts.setdefault(r["language"], Counter())[r["unit"]] += 1
    return {language: count.most_common(1)[0][0] for language, count in counts.items()}


def _local(moment: dt.datetime, tz: str) -> str:
    """Wall-clock time in the zone without an offset, which Vega-Lite shows as it stands."""
    from zoneinfo import ZoneInfo

    return moment.astimezone(ZoneInfo(tz)).replace(tzinfo=None).isoformat()


def _lines(text: str) -> list[str]:
    from textwrap import wrap

    return wrap(text, 80)
