"""A user's corrections to small heads on the frozen encoder; needs nothing but what Dateline itself needs.

:mod:`.lines` reads the file, :mod:`.samples` finds the sentences, :mod:`.fit` fits heads to them, and
:mod:`.trial` says by held-out parts whether they help.
"""
