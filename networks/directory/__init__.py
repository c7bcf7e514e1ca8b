"""The directory: which organisations there are, chosen by network, country, town, work and kind.

index.py holds the directory in memory as sets, freshness.py knows when that is out of date, facets.py
reads a visitor's choices from an address and counts what each would give, listing.py makes a page.
"""
