"""Accounts to incidents: block, score, cluster, grade. Pure."""

from dateline.resolve.incidents import METHOD, Resolution, resolve, resolve_with_reasons

__all__ = ["METHOD", "Resolution", "resolve", "resolve_with_reasons"]
