"""The frame of the site, room by room. Whatever it says of networks and organisations, it asks of the domain.

From the ground up; a room uses what stands above it here (tests/contracts/test_rooms.py has each arrow):
    serbian/          Serbian as plain Python: alphabets, order, folding, typography
    languages/        the two languages: in which column each one lives, and what stands in for a missing one
    caching/          what is kept in memory, and how a process hears that it is out of date
    sqlite/           the database of a single machine, with patience for whoever waits to write
    runs/  backups/   when a timer's work last ended; backups, and how one is trusted and restored
    tasks/            long work in the background, with its progress
    accounts/         people, roles, rights; accounts/factors/ is the second factor at login
    editing/          what holds for every edit form: rights to fields, two people at one page, rows, workflow
    removal/          what is said before something is deleted or unpublished
    uploads/          pictures and documents: checked, made anew, stored
    pages/            the page tree: two addresses a page, menu, redirects, sitemap
    cyrillic/         the Serbian pages in Cyrillic, derived from the Latin ones
    translations/     what is translated, what is missing and what is out of date
    content_checks/   help for editors while they write; link_checks/  whether links still lead somewhere
    safety/           hotlines, the quick exit, safe browsing, the headers of every answer
    search/           the search of visitors, in the database itself
    manual/           the guides of docs/ inside the admin
    delivery/         how the site is served: prepare, static files, cached answers, compression, logs
    status/           whether the site is well
    settings/         one module per environment; formats/  how dates are written and typed
    admin_page.py  exports.py  links.py  urls.py  wsgi.py    a page of our own in the admin, files that
                      spreadsheets may open, addresses that may be linked, and what puts all of it together
"""
