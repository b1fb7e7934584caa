"""Tables, whole or flattened into text, and their figures."""
