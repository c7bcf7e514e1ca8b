"""What editors build text from. One module a family; streams.py alone composes them."""
