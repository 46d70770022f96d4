"""Dateline reads news reports of political violence and keeps the record.

import dateline

for account in dateline.code("report.txt"):
    print(account.event_type, account.status, account.place)

with dateline.open("record.db") as record:
    frame = record.to_pandas(country="SY", status="claimed")
"""

from dateline.api import Record, code, open

__version__ = "0.1.0"

__all__ = ["Record", "__version__", "code", "open"]
