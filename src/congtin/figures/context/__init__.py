"""What a document gives its figures: time, kind and area, stated beside them or carried over (2.5, 2.6)."""
