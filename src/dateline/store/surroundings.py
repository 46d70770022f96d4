"""What the machine says of a run: environment, ``dateline.toml`` and the user's cache folder."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from dateline.errors import UsageError
from dateline.settings import FILE_NAME, Settings, resolve

__all__ = ["settings_here"]


def settings_here(flags: Mapping[str, object] | None = None) -> Settings:
    """The settings of a run in the current folder; ``flags`` by setting name win.

    Raises:
        UsageError: a value does not fit, or ``dateline.toml`` cannot be read.
    """
    try:
        file = Path(FILE_NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        file = ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{FILE_NAME} cannot be read: {error}") from error
    return resolve(flags or {}, os.environ, file, default_cache=Path(platformdirs.user_cache_dir("dateline")))
