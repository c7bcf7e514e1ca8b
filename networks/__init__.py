"""The domain: networks, organisations, and who belongs where. It uses astra_site, never the other way.

From the ground up:
    models/           what is stored: one page type or snippet a file, and no question about it
    blocks/           what a text can be made of; blocks/streams.py composes them
    countries.py  partial_dates.py  rich_text.py  stream_field.py    values and fields, without a model
    clean_html.py  narrowed.py    what comes from elsewhere, and many rows at once
    known_names.py  cyrillic_names.py    under which names something is known, and how they are in Cyrillic
    contacts.py  organisation_names.py  page_facts.py    what visitors are told of an organisation
    directory/        all organisations in memory: chosen, counted, listed, drawn
    maps/  ties.py  timeline.py  signs.py  glimpses.py    pictures, as plain numbers for SVG or small HTML
    memberships.py  overlaps.py  overview.py  network_names.py  footer.py    what pages ask
    figures.py  contents.py  neighbours.py    what they count and where they lead on
    glossary.py  term_links.py    the visitors' glossary, and the links to it in texts
    organisation_search.py    what of an organisation the search finds
    open_data/        what the directory shows, for programs
    pages/            what each public page shows: one module a template
    templatetags/     words and links for templates
    spreadsheets/  starter/           whole records in and out
    viewsets.py  staff_lists.py  start_panel.py  memberships_panel.py  forms.py  wagtail_hooks.py   the admin
    contact_report.py  contact_checking.py  secret_places.py  consequences.py
    organisation_chooser.py  names_alike.py    screens of the admin
    translation.py    which fields have languages; content_checks.py and wording.py: what staff are told
    rich_text_features.py    languages that editors mark in texts
    receivers.py      what is connected when the site has started
"""
