"""When the work that timers call last ended, and how: a backup, or what is scheduled.

`noting` has what stands around such work; what it writes down is read by the status of the site
(`astra_site.status`).
"""
