"""Content checks: help for editors while they write, and a report over all that is written.

The rules know languages and typography; what the texts are about they learn from the apps, each of
which may have a module `content_checks` that registers names, words and checks of its own (`registry`).

What is checked: `subjects` are the objects, `texts` and `stream_passages` what is written in them, cut into
`passages`. Rules: those of `astra_site/serbian/`, `link_rules`, `foreign_words`, and `pairs` with `numbers`
for what both languages must say alike; `messages` has their words. `checker` applies all of them: `panel`
to what is being edited, `overall` to everything, for the start page and the report. `userbar` and
`axe_messages` are for Wagtail's own check of accessibility.
"""
