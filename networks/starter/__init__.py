"""The seed of the database: facts and texts in YAML, in both languages, each with its source.

yaml_lines.py reads a file and knows its lines; field_setter.py turns one record into a model's fields,
fillers.py says how for each kind of record, sources.py knows the sources by name; body.py makes the stream,
search_words.py what the search knows; writer.py writes one object, loader.py all of them, or nothing.
"""
