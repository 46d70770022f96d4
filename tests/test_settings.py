"""Settings: flag over environment over file over default, and every fault at once."""

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.settings import TABLE, Settings, as_markdown, resolve

CACHE = Path("cache")


def test_each_source_wins_over_the_ones_below() -> None:
    file, environment, flags = "jobs = 2\ndb = 'file.db'", {"DATELINE_JOBS": "3"}, {"jobs": "4", "db": None}
    assert resolve({}, {}, "", default_cache=CACHE) == Settings(cache=CACHE)
    assert resolve({}, {}, file, default_cache=CACHE).jobs == 2
    assert resolve({}, environment, file, default_cache=CACHE).jobs == 3
    found = resolve(flags, environment, file, default_cache=CACHE)
    assert (found.jobs, found.db) == (4, Path("file.db"))


def test_lists_are_arrays_in_the_file_and_joined_in_the_environment() -> None:
    assert resolve({}, {}, "registry = ['a', 'b']", default_cache=CACHE).registry == (Path("a"), Path("b"))
    assert resolve({}, {"DATELINE_CODEBOOK": "a:b"}, "", default_cache=CACHE).codebook == (
        Path("a"),
        Path("b"),
    )


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        resolve({"jobs": "many"}, {}, "db = 5\nno_such = 1", default_cache=CACHE)
    assert [
        part in str(caught.value) for part in ("--jobs: 'many'", "dateline.toml: db: 5", "'no_such'")
    ] == [True] * 3
    with pytest.raises(UsageError, match="Expected"):
        resolve({}, {}, "not toml", default_cache=CACHE)


def test_the_docs_page_has_every_setting() -> None:
    page = as_markdown()
    assert all(f"`{setting.name}`" in page and f"`{setting.environment}`" in page for setting in TABLE)
    assert [setting.name for setting in TABLE] != []
    assert {setting.name for setting in TABLE} == set(Settings.__dataclass_fields__)
