"""The seed of the database: facts and texts in YAML, in both languages, each with its source.

yaml_lines.py reads a file and knows its lines; field_setter.py turns one record into a model's fields;
body.py makes the stream; loader.py writes it all, or nothing.
"""
