"""Pictures and documents: checked, made anew, stored.

A picture is drawn anew (`reencoding`) by its form (`image_form`) and, whoever stores it, by its file
(`image_file`), that of a member of staff too (`portraits`); `renditions` says which sizes pages show, made
when something is published (`receivers`). A document loses its author and what acts in its form
(`document_form`): `document_cleaning` of office files, by `office_parts` and `office_links`, and
`pdf_cleaning`, with `pdf_photographs` and `bare_photographs`.
`publicity` sends visitors what something published uses, and nothing else. `storing` writes both while
somebody can still be told that the disk is full, to a folder or to another machine (`s3_storage`,
`remote`). `permissions` says who may do what, `replacing` who may change a file that is used, `described`
that pictures say what they show.
"""
