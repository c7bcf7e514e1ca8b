"""Organisations and memberships as a spreadsheet, out and in again.

columns.py says what stands in which column, from the facts of the models, and cells.py how (kinds.py and
phones.py for what the domain writes in one); snapshot.py reads the database into rows of text; writing.py
and reading.py know the files. An import compares the rows of a file with those of the database: for
dry_run.py, organisation_plan.py (with same_names.py) and membership_plan.py read the cells
(sheet_reader.py, lost_letters.py) and fill a plan (plan.py), which is shown (shown_plan.py). Only then
importing.py writes it, all or nothing; instances.py sets the fields, journal.py can take all of it back,
approval.py submits what is a draft, history.py says that it was. spreadsheet_rights.py says who may;
jobs.py does both as tasks.
"""
