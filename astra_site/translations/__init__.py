"""What is translated, what is missing and what is out of date.

`states` says in which state a field is; `recording` and `receivers` write it down at each publication, in
`models`; `decisions` is what people say of it. `beside` shows it at the field, `report` and `views` to
translators; `roots` is what they open for it, `field_urls` where. `catalogues`, `cyrillic_catalogues` and
`catalogue_numbers` are for the texts of the interface (gettext).
"""
