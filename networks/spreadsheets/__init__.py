"""Organisations and memberships as a spreadsheet, out and in again.

columns.py says what stands in which column and cells.py how; snapshot.py reads the database into rows
of text; writing.py and reading.py know the files. An import compares the rows of a file with those of
the database (plan.py) and shows the difference; only then importing.py writes it, all or nothing.
"""
