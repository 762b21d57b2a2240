"""``veille parse`` as outside tools call it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest
from loopback import Answer, Host

VEILLE = str(Path(sys.executable).with_name("veille"))
PAGE = """<html lang="fr"><head><title>Le pont rouvre</title></head><body><article><h1>Le pont rouvre</h1>
<p>Le pont de Valmar rouvrira lundi, a annoncé la maire, Jeanne Caldel, mardi soir devant le conseil municipal.</p>
<p>« Les travaux ont coûté 3 millions d'euros », a-t-elle précisé, en promettant que le péage resterait gratuit.</p>
</article></body></html>"""
KEYS = {
    *("url", "language", "title", "standfirst", "authors", "published", "modified", "body", "captions"),
    *("statements", "removed", "repairs"),
}


def parse(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([VEILLE, "parse", *map(str, words)], capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "pont.html"
    file.write_text(PAGE, "utf-8")
    return file


def test_one_page_prints_one_object_with_the_keys_of_the_contract(page: Path) -> None:
    done = parse(page, "--url", "https://valmar.example/pont")
    article = json.loads(done.stdout)
    assert done.returncode == 0
    assert article.keys() >= KEYS
    assert (article["url"], article["language"]) == ("https://valmar.example/pont", "fr")
    assert [s["speaker"] for s in article["statements"]][:2] == ["Jeanne Caldel"] * 2
    for statement in article["statements"]:
        assert len(statement["mentions"]) == len(statement["claims"])
        for span in statement["spans"]:
            where = span["place"]
            text = article["body"][int(where[5:])] if where.startswith("body:") else article[where]
            assert text[span["start"] : span["end"]]


def test_many_pages_go_to_a_folder_and_a_bad_one_costs_itself_alone(page: Path, tmp_path: Path) -> None:
    packed = tmp_path / "autre.html.gz"
    packed.write_bytes(gzip.compress(PAGE.encode()))
    broken = tmp_path / "broken.html.gz"
    broken.write_bytes(b"no gzip")
    out = tmp_path / "out"
    done = parse(page, broken, packed, tmp_path / "absent.html", "--out", out)
    assert done.returncode == 1
    assert sorted(f.name for f in out.iterdir()) == ["autre.json", "pont.json"]
    assert json.loads((out / "autre.json").read_text("utf-8")) == json.loads((out / "pont.json").read_text("utf-8"))
    assert [line.split(": ")[1] for line in done.stderr.splitlines()] == [str(broken), str(tmp_path / "absent.html")]


def test_enough_pages_share_the_cores_in_the_order_given(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.html").write_text(PAGE.replace("Valmar", f"Valmar-{number}"), "utf-8")
    done = parse(*sorted(tmp_path.glob("*.html")), "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    for number in range(30):
        assert f"Valmar-{number}" in json.loads((tmp_path / "out" / f"{number:02}.json").read_text("utf-8"))["body"][0]


def test_a_url_is_fetched(host: Host) -> None:
    host.pages["/pont"] = Answer(PAGE.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
    done = parse(f"{host.url}/pont")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "Le pont rouvre"


def test_what_cannot_be_done_is_a_sentence(page: Path, tmp_path: Path) -> None:
    two = parse(page, page.rename(tmp_path / "b.html"))
    assert two.returncode == 1
    assert two.stderr == "veille: several pages need a folder for their JSON: add --out DIR\n"
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "b.html").write_text(PAGE, "utf-8")
    same = parse(tmp_path / "b.html", tmp_path / "x" / "b.html", "--out", tmp_path / "out")
    assert "would both be written to" in same.stderr
