"""The directory: which organisations there are, chosen by network, country, town, work and kind.

rows.py and towns.py read it from the database, sets.py holds it in memory as sets (bits.py; word_sets.py by
words), index.py in the order and the words of one version of the site, standing.py says why one is not
counted, freshness.py knows when all that is out of date, parameters.py and facets.py read a visitor's choices
from an address and count what each would give, asked.py answers an address with choices, renamed.py leads on
from networks' former names, listing_page.py makes a page, drawn_map.py a map for the page of the map
(rendered_maps.py is its cache), and directory_url.py knows where all this stands.
"""
