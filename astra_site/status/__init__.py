"""Whether the site is well: what an owner reads in the admin, `manage.py status` and the mail to the owners.

`checks` lists what is asked; each check is a function that returns a `CheckResult` (results.py): one
sentence, and what to do. They stand by subject in content.py, jobs.py, machine.py, versions.py. `telling`
writes to the owners when something turns red and when it is well again; `metrics` counts requests for
Prometheus, if switched on.
"""
