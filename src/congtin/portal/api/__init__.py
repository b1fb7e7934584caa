"""The read API, version 1: the tables of the open data, in pages, with filters."""
