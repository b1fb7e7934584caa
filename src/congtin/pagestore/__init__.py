"""Rendered pages on disk: stored once, served as files, discarded when what they show changes."""
