"""What the machine says of a run: environment, ``dateline.toml`` and the user's cache folder."""

from __future__ import annotations

import getpass
import os
from collections.abc import Mapping
from pathlib import Path

import platformdirs

from dateline.errors import UsageError
from dateline.settings import FILE_NAME, Settings, person_name, resolve

__all__ = ["person_here", "settings_here"]


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


def person_here(settings: Settings) -> str:
    """Who judges: the name that the settings give, else that of the user on this machine.

    Raises:
        UsageError: neither tells; a judgement without a name is never kept.
    """
    if settings.by is not None:
        return settings.by
    try:
        return person_name(getpass.getuser())
    except (OSError, KeyError, ValueError, ImportError) as error:
        raise UsageError(
            "who judges? give --by NAME, set DATELINE_BY, or write `by` into dateline.toml"
        ) from error
