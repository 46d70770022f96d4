"""The only place that reads the outside world: bytes to documents.

``read_paths`` gives a :class:`dateline.model.Document` for every article and a
:class:`dateline.model.Rejection` for every file that holds none that can be read.
"""

from dateline.ingest.limits import Limits, ReadOptions
from dateline.ingest.reading import read_paths

__all__ = ["Limits", "ReadOptions", "read_paths"]
