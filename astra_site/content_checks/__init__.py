"""Content checks: help for editors while they write, and a report over all that is written.

The rules know languages and typography; what the texts are about they learn from the apps, each of
which may have a module `content_checks` that registers names, words and checks of its own.
"""
