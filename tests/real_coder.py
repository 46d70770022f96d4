"""The coder with the real place index, opened once for all tests that read whole reports."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from dateline.api import Progress, build_place_index, open_pipeline, place_index
from dateline.cli.compose import Collaborators
from dateline.errors import StoreError
from dateline.link.places import PlaceIndex
from dateline.pipeline import Pipeline
from dateline.settings import Settings
from dateline.store import settings_here

__all__ = ["cache_folder", "real_coder", "with_real_coder"]


@lru_cache(maxsize=1)
def cache_folder() -> Path:
    """The user's cache folder if it has an index that fits, else a new one, built in half a minute."""
    settings = settings_here()
    try:
        PlaceIndex.open(place_index(settings)).close()
    except StoreError:
        folder = Path(tempfile.mkdtemp(prefix="dateline-test-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        build_place_index(Settings(cache=folder), lambda _step, _share: None)
        return folder
    return settings.cache


@lru_cache(maxsize=1)
def real_coder() -> Pipeline:
    """The pipeline with the registry and codebook as shipped."""
    pipeline = open_pipeline(Settings(cache=cache_folder()), lambda _step, _share: None)
    atexit.register(pipeline.close)
    return pipeline


@contextmanager
def _open_coder(settings: Settings, progress: Progress) -> Iterator[Pipeline]:
    if not (settings.registry or settings.codebook or settings.gazetteer):
        yield real_coder()
        return
    with open_pipeline(replace(settings, cache=cache_folder()), progress) as pipeline:
        yield pipeline


def with_real_coder() -> Collaborators:
    """What commands call, with the coder that is open already wherever it is the one asked for."""
    return Collaborators(open_coder=_open_coder)
