"""The cache: what many requests need and few change, in the memory of each process.

`cache` is the cache itself; `models` holds its version rows, by which processes learn of each other's
changes. It knows nothing of what is in it.
"""
