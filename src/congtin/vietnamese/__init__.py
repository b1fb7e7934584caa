"""The basics of the Vietnamese language: folding, ordering, numbers, dates. Pure Python."""
