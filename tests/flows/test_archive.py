"""Pages are kept once, whole, under their hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.archive import Archive, page_hash
from parsers.errors import PermanentError


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def test_a_page_comes_back_as_it_was(archive: Archive, tmp_path_factory: pytest.TempPathFactory) -> None:
    @given(st.binary(max_size=5000))
    def check(body: bytes) -> None:
        digest, path = archive.put(body)
        assert digest == page_hash(body)
        assert (archive.data / path).is_file()
        assert archive.get(digest) == body

    check()


def test_a_page_is_kept_once_and_small(archive: Archive) -> None:
    body = "<p>Les secours ont évacué 1 200 personnes.</p>".encode() * 200
    _, path = archive.put(body)
    written = (archive.data / path).stat()
    assert archive.put(body)[1] == path
    assert (archive.data / path).stat().st_mtime_ns == written.st_mtime_ns
    assert written.st_size < len(body) / 20
    assert [f.name for f in archive.data.rglob("*") if f.is_file()] == [Path(path).name]


def test_damage_is_noticed(archive: Archive) -> None:
    digest, path = archive.put(b"what was said")
    other, _ = archive.put(b"what was not")
    (archive.data / path).write_bytes((archive.data / archive.path(other)).read_bytes())
    with pytest.raises(PermanentError, match="damaged"):
        archive.get(digest)
    (archive.data / path).write_bytes(b"junk")
    with pytest.raises(PermanentError, match="cannot be read"):
        archive.get(digest)
    with pytest.raises(PermanentError, match="cannot be read"):
        archive.get(page_hash(b"never seen"))
