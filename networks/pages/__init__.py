"""What each public page shows: one module for each template in templates/pages/, of the same name.

A page type in networks/models/ names its module in `view_name` (models/viewed.py), and the module's
`context(page, request)` asks the rooms below for what the template shows. Two things have an address below
the directory without being pages of the tree: an organisation (organisation.py) and a file of open data
(data_file.py). Both are served by a small class that knows its address in each language, and so is a page
in short sentences (easy_read.py).
"""
