"""Backups that are known to be whole: database and uploads of one moment, each part with its SHA-256.

`backup` writes one and `restore` reads one; both are made of `databases` (a consistent dump, a digest of
every table), `media` (the uploads as one archive), `encryption` (for a public key of age) and `manifest`
(what a backup consists of). `verify` finds a changed byte and names where it is, and `retention` forgets
what is too old. Commands: `backup`, `verify_backup`, `restore_backup`; docs/operations.md.
"""
