"""Measurements of Dateline and of what it is compared with; run as ``python -m benchmarks.NAME``."""
