"""A plain Wagtail site to measure against: its tutorial's blog, grown to a newsroom's needs."""
