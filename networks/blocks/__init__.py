"""What editors build a text of: a module for each family of blocks, which streams.py puts together.

text.py for words, media.py for pictures and files, facts.py for facts with their source, automatic.py
for lists that fill themselves.
"""
