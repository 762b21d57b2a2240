"""How long it takes from an item's appearance in a feed to the delivered alert: a simulated day of twenty hosts.

``make bench-latency`` runs it: 144 runs, some ten minutes on two cores. All of it is the real thing: loopback hosts
with feeds and pages, the flow ``ingest`` on a Prefect server, a warehouse, alerts delivered to a webhook. Only the
clock is sped up: a run begins at its tick of the schedule, and what passes between two runs is not waited for.

Told by stage:

- *poll*: from the appearance to the beginning of the run that asks the feed; simulated. A run begins 5 to 15 s after
  its tick (Prefect's runner looks every ten seconds, and starting takes some), or when the run before it has ended.
- *fetch*: from there to the page's arrival; measured, and the politeness that is not waited for is added: each request
  of a host waits for ``--delay`` seconds after the one before it.
- *read*: until every outlet is visited, parsed, extracted and loaded; measured, with the delays of the host that takes
  longest added.
- *resolve* and *deliver*: until the claims are resolved, and until the webhook has the alert; measured.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[2] / "flows"))
from loopback import Answer, Host

from flows.outlets import write_outlets
from flows.prefect_server import prefect_server
from flows.watch import Watcher, watcher

START = datetime(2026, 9, 7, tzinfo=UTC)
STEP = timedelta(minutes=10)
RATES = (96,) * 6 + (36,) * 8 + (8,) * 6
"""Articles a day of each of the twenty hosts."""
LISTED = 30
HURRIED = 0.01
"""Seconds between two requests of a host here."""
STAGES = ("poll", "fetch", "read", "resolve", "deliver")


def appearances(chance: random.Random, rate: int) -> list[datetime]:
    """A day's moments: six in seven between 6 and 22 h, and a day's before it, for the feed is not empty at first."""
    hours = [chance.uniform(6, 22) if chance.random() < 6 / 7 else chance.uniform(22, 30) % 24 for _ in range(2 * rate)]
    days = [START - timedelta(days=n < rate) for n in range(2 * rate)]
    return sorted(day + timedelta(hours=hour) for day, hour in zip(days, hours, strict=True))


def name(chance: random.Random) -> str:
    """A name that nobody bears."""
    sounds = ("ka", "ri", "vo", "len", "tar", "mi", "sou", "ber", "dol", "na", "pe", "gui")
    return "".join(chance.sample(sounds, 4)).capitalize()


def page(chance: random.Random, at: datetime) -> bytes:
    """An article that tells one claim, with a figure that the rule looks for."""
    words = ("la", "pluie", "route", "vallée", "matin", "secours", "village", "pont", "fermé", "depuis", "hier", "soir")
    place = name(chance)
    more = "".join(f"<p>{' '.join(chance.choices(words, k=40)).capitalize()}.</p>" for _ in range(4))
    return (
        f'<html lang="fr"><head><title>Séisme de {place}</title>'
        f'<meta property="article:published_time" content="{at.isoformat()}"></head><body><article>'
        f"<h1>Séisme de {place}</h1><p>Le séisme de {place} a fait {chance.randint(11, 9999)} morts, a déclaré "
        f"{name(chance)} {name(chance)}, préfet de {place}.</p>{more}</article></body></html>"
    ).encode()


class Paper(Host):
    """A host whose feed lists what has appeared by the simulated ``now``."""

    def __init__(self, chance: random.Random, rate: int) -> None:
        super().__init__()
        self.now, self.rate = START, rate
        self.items = {f"/{n}": at for n, at in enumerate(appearances(chance, rate))}
        self.answers: Counter[int] = Counter()
        self.pages["/feed"] = self._feed
        for path, at in self.items.items():
            self.pages[path] = self._page(page(chance, at), f'"{path}"')

    def _page(self, body: bytes, etag: str) -> Any:
        told = {"ETag": etag, "Content-Type": "text/html; charset=utf-8"}
        return lambda asked: Answer(status=304) if asked.get("if-none-match") == etag else Answer(body, headers=told)

    def _feed(self, asked: Mapping[str, str]) -> Answer:
        shown = [(path, at) for path, at in self.items.items() if at <= self.now][-LISTED:]
        etag = f'"{shown[-1][0] if shown else ""}"'
        unchanged = asked.get("if-none-match") == etag
        known = "if-none-match" in asked and not unchanged
        self.answers[304 if unchanged else 200 if known else 0] += 1
        items = [{"id": p, "url": self.url + p, "title": p, "date_published": at.isoformat()} for p, at in shown]
        body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items}).encode()
        return Answer(status=304) if unchanged else Answer(body, headers={"ETag": etag})


class Hook:
    """A webhook that writes down when it was told of which article."""

    def __init__(self) -> None:
        told = self.told = dict[str, float]()

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["message"]
                for url in re.findall(r"http://\S+", message):
                    told.setdefault(url, time.monotonic())
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: Any) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"json://127.0.0.1:{self._server.server_address[1]}/alerts"
        Thread(target=self._server.serve_forever, daemon=True).start()


class Stages(Watcher):
    """When a run came to each of its stages."""

    def __init__(self) -> None:
        self.at: dict[str, float] = {}

    def stage(self, name: str) -> None:
        self.at[name] = time.monotonic()


@dataclass
class Day:
    """What is measured: seconds by stage of each alerted article, the seconds of each run, the polls of each feed."""

    told: list[tuple[float, ...]] = field(default_factory=list)
    appeared: list[datetime] = field(default_factory=list)
    runs: list[float] = field(default_factory=list)
    polls: list[list[int]] = field(default_factory=list)


def simulate(papers: Sequence[Paper], hook: Hook, runs: int, delay: float, chance: random.Random) -> Day:
    """One run after the other, each at its tick or when the one before it has ended."""
    from flows.ingest import ingest

    day, free = Day(polls=[[] for _ in papers]), START
    for number in range(runs):
        tick = max(START + number * STEP, free)
        now = tick + timedelta(seconds=chance.uniform(5, 15))
        before, marks = [len(p.asked) for p in papers], Stages()
        for paper in papers:
            paper.now = now
        token, began, already = watcher.set(marks), time.monotonic(), set(hook.told)
        asyncio.run(ingest(now, [f"paper-{n}" for n in range(len(papers))]))
        watcher.reset(token)
        asked = [paper.asked[n:] for paper, n in zip(papers, before, strict=True)]
        longest = max((len(a) for a in asked), default=0)
        late = max(0, longest - 1) * (delay - HURRIED)
        resolving, delivering = marks.at["resolving claims"], marks.at["delivering alerts"]
        for paper, requests, polls in zip(papers, asked, day.polls, strict=True):
            polls.append(sum(a.path == "/feed" for a in requests))
            for place, request in enumerate(requests):
                url = paper.url + request.path
                if request.path in paper.items and url in hook.told and url not in already:
                    politeness = place * (delay - HURRIED)
                    poll = (now - paper.items[request.path]).total_seconds()
                    fetch = request.ended - began + politeness
                    read = resolving - request.ended + late - politeness
                    day.appeared.append(paper.items[request.path])
                    day.told.append((poll, fetch, read, delivering - resolving, hook.told[url] - delivering))
        took = time.monotonic() - began + late
        day.runs.append(took)
        free = now + timedelta(seconds=took)
        if number % 12 == 0:
            print(f"  {now:%a %H:%M}  {len(day.told)} alerts, the run took {took:.0f} s", file=sys.stderr)
    return day


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which that share of the values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def report(day: Day, papers: Sequence[Paper], until: datetime) -> bool:
    """Print the tables; whether the bars are reached."""
    totals = [sum(told) for told in day.told]
    print(f"\n{'stage':<10}{'median':>10}{'p95':>10}{'longest':>10}   seconds, of {len(totals)} alerts")
    for name_, values in zip((*STAGES, "all"), (*zip(*day.told, strict=True), totals), strict=True):
        print(f"{name_:<10}{statistics.median(values):>10.1f}{quantile(values, 0.95):>10.1f}{max(values):>10.1f}")
    print(f"\n{'articles a day':<16}{'hosts':>6}{'polls a day':>13}")
    for rate in sorted(set(RATES), reverse=True):
        polls = [sum(p) * 144 / len(p) for p, paper in zip(day.polls, papers, strict=True) if paper.rate == rate]
        print(f"{rate:<16}{len(polls):>6}{statistics.mean(polls):>13.0f}")
    due = sum(START <= at <= until for paper in papers for at in paper.items.values())
    answers: Counter[int] = sum((p.answers for p in papers), Counter())
    unasked = answers[0] - len(papers)  # the first time there is nothing to compare with
    share = answers[304] / (answers[304] + unasked)
    median, p95 = statistics.median(totals) / 60, quantile(totals, 0.95) / 60
    print(f"\nunchanged feeds answered 304: at least {share:.1%} of {answers[304] + unasked}")
    print(f"runs: {len(day.runs)}, median {statistics.median(day.runs):.0f} s, longest {max(day.runs):.0f} s")
    alerted = sum(START <= at <= until for at in day.appeared)
    print(f"alerted: {alerted} of {due} articles that appeared by {until:%H:%M}")
    print(f"median {median:.1f} min (bar 10), p95 {p95:.1f} min (bar 20)")
    return median <= 10 and p95 <= 20 and share >= 0.95


def main() -> None:
    """Simulate the day and print it; exits 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=144)
    options.add_argument("--delay", type=float, default=5.0, help="seconds between two requests of a host")
    options.add_argument("--seed", type=int, default=1)
    asked = options.parse_args()
    chance = random.Random(asked.seed)
    with tempfile.TemporaryDirectory() as folder:
        papers, hook = [Paper(chance, rate) for rate in RATES], Hook()
        outlets = [
            {"id": f"paper-{n}", "name": f"P{n}", "homepage": p.url, "language": "fr", "timezone": "UTC",
             "delay": HURRIED, "allow_private": True, "feeds": [{"url": f"{p.url}/feed", "kind": "json"}]}
            for n, p in enumerate(papers)
        ]  # fmt: skip
        write_outlets(outlets, Path(folder, "seeds", "outlets"))
        rules = Path(folder, "seeds", "rules", "casualties.yaml")
        rules.parent.mkdir()
        rules.write_text(yaml.safe_dump({"rules": [{"id": "toll", "words": ["morts"], "channels": [hook.address]}]}))
        os.environ |= {"VEILLE_DATA": str(Path(folder, "data")), "VEILLE_SEEDS": str(Path(folder, "seeds"))}
        os.environ["PREFECT_LOGGING_LEVEL"] = "ERROR"
        with prefect_server(Path(folder, "data")):
            day = simulate(papers, hook, asked.runs, asked.delay, chance)
        until = START + max(asked.runs - 7, 0) * STEP
        sys.exit(0 if report(day, papers, until) else 1)


if __name__ == "__main__":
    main()
