"""The brief: what came into a record in some days, said in sentences that each rest on words of documents.

:func:`make_brief` reads a store, :func:`write` gives HTML, Markdown, PDF or JSON. No sentence is written that
does not carry its evidence: :class:`Sentence` cannot be built without it.
"""

from dateline.brief.make import make_brief
from dateline.brief.period import Period, period_of
from dateline.brief.records import Brief, Evidence, Section, Sentence
from dateline.brief.write import FORMATS, Format, brief_json, totals_from, write

__all__ = [
    "FORMATS",
    "Brief",
    "Evidence",
    "Format",
    "Period",
    "Section",
    "Sentence",
    "brief_json",
    "make_brief",
    "period_of",
    "totals_from",
    "write",
]
