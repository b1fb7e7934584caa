"""Sections, articles, sources, authors, corrections, the approval chain."""
