"""Training of the tagger: one form of supervision, a reader for each corpus, the network, fitting, export.

Needs the packages of the ``train`` group (PyTorch); nothing else of Dateline does. What comes out is read by
:mod:`dateline.tagging`.
"""
