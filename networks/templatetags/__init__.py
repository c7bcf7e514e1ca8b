"""What templates ask for: words, links and dates of networks and organisations.

What takes a query is found by networks/pages/ before; only the layout, which knows no page, asks here.
"""
