"""Cổng tin: a local-government news portal that keeps count of what it announces."""

__version__ = "0.1.0"
