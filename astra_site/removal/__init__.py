"""Deleting and unpublishing tell the truth: where a thing is used, and what disappears with it.

`uses` finds every place that needs a thing: relations of any model, texts, and drafts (`references`).
`targets` says what an address of the admin would remove, `consequences` what else visitors lose,
`leading_on` makes a redirect from the old address. `screen` is what staff read, `middleware` puts it
together, around whichever of Wagtail's views it is.
"""
