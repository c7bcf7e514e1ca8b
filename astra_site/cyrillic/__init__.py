"""Serbian pages in Cyrillic: derived from the finished Latin page at /sr-cyrl/…, never stored.

`names` knows what stays in Latin on this site, `middleware` answers, `order` sorts by the alphabet of the
page, `report` lists what was left. What a word becomes is told by `astra_site/serbian/cyrillic.py`. Why so:
docs/decisions/0039-cyrillic.md
"""
