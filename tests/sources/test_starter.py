"""The packaged catalogue is there, whole, and knows its version without unpacking."""

import gzip
import zlib

import pytest

from unspoiled.errors import NotFound
from unspoiled.sources import starter


@pytest.mark.skipif(not starter.STARTER.exists(), reason="the catalogue is not built")
def test_every_title_can_be_read():
    found = list(starter.read_starter())

    assert len(found) >= 9_500
    assert all(record.title is not None for record in found)


def test_the_version_changes_with_what_the_file_holds(tmp_path, monkeypatch):
    monkeypatch.setattr(starter, "STARTER", tmp_path / "catalogue.jsonl.gz")
    with pytest.raises(NotFound, match="reinstall"):
        starter.starter_version()

    versions = set()
    for title in ("A Quiet Pier", "Night Ferry"):
        data = f'{{"title": "{title}"}}\n'.encode()
        starter.STARTER.write_bytes(gzip.compress(data))
        versions.add(starter.starter_version())
        record = next(iter(starter.read_starter()))
        assert record.title is not None
        assert record.title.title == title
        assert zlib.crc32(data).to_bytes(4, "little").hex() in starter.starter_version()

    assert len(versions) == 2
