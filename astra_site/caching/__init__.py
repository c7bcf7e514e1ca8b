"""The cache: what many requests need and few change, in the memory of each process.

It knows nothing of what is in it. `changes` hears of every statement that writes, `tables` which tables
that is, and `models` holds a version for each, by which processes learn of each other's changes; `watcher`
looks after them. By that `cache` keeps what was read from a few tables. What was made of all of the content
belongs to a `generation`: `per_generation` keeps anything of it in memory, `fragments` the main part of a
page, and `cacheable` says which answers may be kept whole (the room `delivery` does that).
"""
