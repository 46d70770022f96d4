"""Dateline reads news reports of political violence and keeps the record."""

__version__ = "0.1.0"
