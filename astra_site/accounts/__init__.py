"""People who work in the admin, and their rights; nothing of pages.

`models` holds the staff user and the roles, `rights` says who may change what inside a form,
`page_permissions` what somebody may do with a page as a whole, `backend` reads both once a request.
`granting` is what migrations of all apps give rights with. `login`, `new_password` and `hashers` are the
way in.
"""
