"""Training of the tagger: one form of supervision, a reader for each corpus, the network, fitting, export.

Fitting the network needs the packages of the ``train`` group (PyTorch), nothing else of Dateline does;
:mod:`.corrections`, :mod:`.mixture` and the readers do without. What comes out is read by
:mod:`dateline.tagging`.
"""
