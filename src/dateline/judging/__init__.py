"""People's judgements in a store.

:mod:`.judge` has the verbs, :mod:`.values` reads the values that they set, :mod:`.record` is the judging half
of :class:`dateline.Record`. Nothing is imported here, so that ``import dateline`` stays instant.
"""
