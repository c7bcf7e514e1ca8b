"""What the domain connects to the rest of the site when it has started.

Organisations can be found, Cyrillic pages know their names, and the editor learns what texts may hold.
"""

from wagtail import hooks

from networks import consequences, cyrillic_names, glossary, organisation_search, rich_text_features

hooks.register("register_rich_text_features", rich_text_features.register_language_features)
organisation_search.connect()
glossary.connect()
consequences.connect()
cyrillic_names.connect()
