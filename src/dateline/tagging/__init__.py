"""The trained reader at run time: one pass of a small encoder over a text, and what its heads say of it.

:mod:`dateline.tagging.reading` is what comes out; training lives in :mod:`dateline.training`.
"""
