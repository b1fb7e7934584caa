"""The user and the roles of the newsroom."""
