"""The views of public pages."""
