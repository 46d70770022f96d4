"""People's judgements in a store.

:mod:`.judge` has the verbs, :mod:`.names`, :mod:`.values` and :mod:`.places` read what they are given,
:mod:`.resolving` puts them into effect, :mod:`.record` is the judging half of :class:`dateline.Record`.
Nothing is imported here, so that ``import dateline`` stays instant.
"""
