"""Numbers that are no figures (section 2.2 of the schema), one idea a module."""
