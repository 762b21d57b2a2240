"""Pages are kept once, whole, under their hash, wherever the archive stands."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from flows.archive import Archive, page_hash
from flows.settings import load as load_settings
from parsers.errors import ConfigError, PermanentError


def archive_at(where: str, folder: Path) -> Archive:
    url = {"file": f"file://{folder / 'elsewhere'}", "memory": f"memory:/{folder}"}.get(where)
    return Archive.of(load_settings(data=folder / "data", archive=url))


@pytest.fixture(params=["data", "file", "memory"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Archive:
    """In the data directory, and at two URLs that fsspec knows."""
    return archive_at(request.param, tmp_path)


@given(st.binary(max_size=5000))
@limits(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_page_comes_back_as_it_was(archive: Archive, body: bytes) -> None:
    digest, path = archive.put(body)
    assert digest == page_hash(body)
    assert archive.files.size(path)
    assert pickle.loads(pickle.dumps(archive)).get(digest) == body  # as processes that read get it


def test_a_page_is_small_and_goes(archive: Archive) -> None:
    body = "<p>Les secours ont évacué 1 200 personnes.</p>".encode() * 200
    _, path = archive.put(body)
    size = archive.files.size(path)
    assert size is not None
    assert size < len(body) / 20
    archive.drop([path, archive.path(page_hash(b"never seen"))])
    assert archive.files.size(path) is None


def test_a_page_is_kept_once_and_stands_where_it_should(tmp_path: Path) -> None:
    for where, folder in (("data", "data"), ("file", "elsewhere")):
        archive = archive_at(where, tmp_path)
        _, path = archive.put(b"what was said")
        written = (tmp_path / folder / path).stat()
        assert archive.put(b"what was said")[1] == path
        assert (tmp_path / folder / path).stat().st_mtime_ns == written.st_mtime_ns
        assert [f.name for f in (tmp_path / folder).rglob("*") if f.is_file()] == [Path(path).name]


def test_damage_is_noticed(archive: Archive) -> None:
    digest, path = archive.put(b"what was said")
    other, _ = archive.put(b"what was not")
    archive.files.write(path, archive.files.read(archive.path(other)))
    with pytest.raises(PermanentError, match="damaged"):
        archive.get(digest)
    archive.files.write(path, b"junk")
    with pytest.raises(PermanentError, match="cannot be read"):
        archive.get(digest)
    with pytest.raises(PermanentError, match="cannot be read"):
        archive.get(page_hash(b"never seen"))


def test_a_url_that_nothing_knows_is_said(tmp_path: Path) -> None:
    archive = Archive.of(load_settings(data=tmp_path, archive="nosuchthing://bucket"))
    with pytest.raises(ConfigError, match="VEILLE_ARCHIVE is nosuchthing://bucket"):
        archive.put(b"what was said")
