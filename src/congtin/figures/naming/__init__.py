"""How a figure gets its name (2.3)."""
