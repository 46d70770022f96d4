"""Scoring of accounts against gold records: pure functions, one module per corpus or per compared field."""
