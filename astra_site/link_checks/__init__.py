"""Whether the links of the content still lead somewhere.

collecting.py finds every link of pages, organisations, sources and contacts, with its place in a form;
addresses.py and fetching.py ask other hosts, politely and never inside a private network; checking.py goes
through all and keeps what it finds (models.py), which report.py shows. Nothing on public pages changes.
"""
