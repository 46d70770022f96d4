"""Exports: exchange records in, bytes out. Pure but for the file object it is given.

:func:`write` is the one entry point of ``dateline export``; :mod:`.formats` lists the formats,
:mod:`.columns` documents the flat columns, :mod:`.filters` the filter record. One module a scheme
(:mod:`.acled`, :mod:`.ucdp`, ...) says what fills its columns, :mod:`.code_lists` has their numbers,
:mod:`.crosswalk` what they are made from. :mod:`.show`, :mod:`.dossier` and :mod:`.html` are the views with
source sentences.
"""

from __future__ import annotations

from dateline.export.columns import COLUMNS, Column, Level, Record, flat_row
from dateline.export.crosswalk import Crosswalk, LeftOut, Tally
from dateline.export.dossier import Asked, Told, dossier
from dateline.export.dossier_text import dossier_text
from dateline.export.filters import FILTER_NAMES, Filters
from dateline.export.formats import FORMAT_INFO, FORMATS, Format, FormatInfo
from dateline.export.incident_words import headline
from dateline.export.judgements import conflicts_text, decision_text, history_text
from dateline.export.matching import matches
from dateline.export.show import show_text
from dateline.export.stix import TLP_LEVELS, Tlp
from dateline.export.table import Style
from dateline.export.writing import LEVELS, write

__all__ = [
    "COLUMNS",
    "FILTER_NAMES",
    "FORMATS",
    "FORMAT_INFO",
    "LEVELS",
    "TLP_LEVELS",
    "Asked",
    "Column",
    "Crosswalk",
    "Filters",
    "Format",
    "FormatInfo",
    "LeftOut",
    "Level",
    "Record",
    "Style",
    "Tally",
    "Tlp",
    "Told",
    "conflicts_text",
    "decision_text",
    "dossier",
    "dossier_text",
    "flat_row",
    "headline",
    "history_text",
    "matches",
    "show_text",
    "write",
]
