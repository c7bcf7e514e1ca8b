"""The starter content: facts and texts in YAML, in both languages, each with its source.

documents.py reads a file and knows its lines; fields.py turns one record into a model's fields;
body.py makes the stream; loader.py writes it all, or nothing.
"""
