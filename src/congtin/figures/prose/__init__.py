"""One sentence of prose: which numbers are figures, and which only modify one."""
