"""What the directory shows, for programs: CSV, JSON with its schema, GeoJSON, an Atom feed, JSON-LD.

Every file is made from the same records (records.py), and a record knows nothing of a secret place; so no
format can tell what another one keeps. Which facts a record has is said beside the models (models/fact.py),
and in which order they are published in csv_columns.py. files.py lists what can be had and answers;
sheets.py, geojson.py, schema.py and feed.py write, structured.py does for a page. licence.py says what
others may do with it.
"""
