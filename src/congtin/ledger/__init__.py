"""Indicators, plans, targets, results, evidence, proposals, progress."""
