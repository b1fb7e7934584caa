"""The Vietnamese formats of this project."""
