"""People who work in the admin, and their rights; nothing of pages.

`models` holds the staff user and the roles, which `roles` describes for those who give them. `rights` says
who may change what inside a form, `page_permissions` what somebody may do with a page as a whole, `backend`
reads both once a request. `granting` is what migrations of all apps give rights with. `staff_list` is where
accounts are given (`wagtail_users` puts it in the place of Wagtail's), `owners` keeps owners out of others'
reach.

The way in: `login`, `spoken` for its language, `new_password`, `passwords`, `hashers`, `throttle` against
guessing, `gate` before the admin, `sessions` for what a session knows, `staff_cookies` for what a browser
keeps, `sensitive` for what asks who one is once more; the second factor is in `factors/`. Afterwards:
`audit` writes down what was done, `audit_report` shows it, `notices` writes to those concerned.
"""
