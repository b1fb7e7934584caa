"""Moving in and out: articles of other portals, and this portal as a whole."""
