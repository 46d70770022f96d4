"""Who told it independently: credits, copies and quotations of another outlet, and what remains as origins.

credits     the newsroom that a document itself names as the writer
shingles    a document as hashed shingles, and the keys by which its copies are found
copies      which documents copy which, whole, trimmed or in a passage; grows without starting anew
dependence  the independent origins behind the accounts of one incident, and why each document is in its own
"""

from dateline.resolve.origins.copies import Copies, Copy, CopyKind
from dateline.resolve.origins.credits import Credit, Found, credit_of, newsroom_named
from dateline.resolve.origins.dependence import Origin, origins_of, origins_with_reasons

__all__ = [
    "Copies",
    "Copy",
    "CopyKind",
    "Credit",
    "Found",
    "Origin",
    "credit_of",
    "newsroom_named",
    "origins_of",
    "origins_with_reasons",
]
