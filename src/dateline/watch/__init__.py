"""The watch: what sources publish is fetched, archived, coded and resolved, for months on end.

``config`` says what is watched; ``fetch`` and what it stands on (``net``, ``robots``, ``pace``) get it,
politely and from public addresses only; ``archive`` keeps every response; ``watcher`` is the loop, whose
whole state is in the store.
"""
