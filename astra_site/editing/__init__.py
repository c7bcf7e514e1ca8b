"""What holds for every edit form of staff, of whatever page, snippet or setting.

`collisions` notices a form that was opened before somebody else saved, `merging` brings the two together,
`other_version` says what is new there, `locks` lets two saves of one thing happen one after the other (a
row lock), `forms` puts it together. `field_rights` and `child_translations` are the limits of those who
only translate, `workflow` sends their drafts their own way. `language_panels` shows the two languages of a
field side by side, `written_dates` understands dates, `first_button` puts the wanted button first,
`short_html` takes out what no browser needs. `resending` keeps what was written when a session has ended,
`own_drafts` and `second_person` say who may delete and publish, and `public_now` leads to what visitors see
then. `open_forms` keeps the opening of a form from waiting for others.

Many rows below a page: `rows_panel` is their table, `rows_formset` what a form sends of them, `rows_views`
the form of one, `kept_rows` writes what differs, `rows_comparison` and `rows_history` show what a version
changed.

For pages and lists of the admin: `viewsets`, `row_report`, `list_columns`, `counted` for how many there are,
and `edit_urls` for where something is edited.
"""
