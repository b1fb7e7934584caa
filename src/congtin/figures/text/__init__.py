"""The given text cleaned, and cut into sentences and tokens."""
