"""The filter record under the name that exports know it by; it is :mod:`dateline.filters`."""

from dateline.filters import EVENT_ONLY, FILTER_NAMES, Bounds, Filters

__all__ = ["EVENT_ONLY", "FILTER_NAMES", "Bounds", "Filters"]
