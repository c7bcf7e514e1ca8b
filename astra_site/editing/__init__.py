"""What holds for every edit form of staff, of whatever page, snippet or setting.

`collisions` notices a form that was opened before somebody else saved, `merging` brings the two together,
`other_version` says what is new there, `locks` lets two saves of one thing happen one after the other (a row
lock), `forms` puts it together. `field_rights` and `child_translations` are the limits of those who only
translate, `workflow` sends their drafts their own way. `language_panels` shows the two languages of a field
side by side, `written_dates` understands dates, `first_button` puts the wanted button first.
`resending` keeps what was written when a session has ended, `own_drafts` and `second_person` say who may
delete and publish. `row_report` is for pages of the admin that are ours.
"""
