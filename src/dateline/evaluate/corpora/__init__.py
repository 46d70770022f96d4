"""Readers of the evaluation corpora, one module per corpus; the only part of evaluation that reads files."""
