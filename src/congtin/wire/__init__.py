"""News from elsewhere: fetched with care, read, compared, and offered to the newsroom as drafts."""
