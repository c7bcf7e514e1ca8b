"""Serbian as plain Python: Latin from Cyrillic, folding for search, alphabetical order, addresses.

Nothing here knows Django, so each function can be read, tested and reused alone.
"""
