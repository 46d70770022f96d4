"""The only place that reads the outside world: bytes to documents.

``read_paths`` gives a :class:`dateline.model.Document` for every article and a
:class:`dateline.model.Rejection` for every file that holds none that can be read.
"""

from dateline.ingest.fetched import PageReader
from dateline.ingest.limits import Limits, ReadOptions
from dateline.ingest.listing import Entry
from dateline.ingest.reading import read_paths
from dateline.ingest.warc import Fetched

__all__ = ["Entry", "Fetched", "Limits", "PageReader", "ReadOptions", "read_paths"]
