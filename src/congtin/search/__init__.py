"""The index of all that is public, kept right by what was committed, and its queries."""
