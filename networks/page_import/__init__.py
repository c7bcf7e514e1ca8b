"""An existing long page about networks becomes drafts, one for each network, with a list of doubts.

decoding.py turns bytes into text, blocks.py text into clean blocks, sections.py blocks into one section
for each network, members.py lists into organisations, and drafts.py writes. Nothing is published.
"""
